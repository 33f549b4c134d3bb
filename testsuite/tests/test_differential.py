"""Random programs on this interpreter and on XLA CPU: exact results must be the same bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.testsuite.cases.random_programs import random_program

pytestmark = pytest.mark.peers


def run_xla(text: str, inputs: list[np.ndarray]) -> list[np.ndarray]:
    """Results of XLA CPU."""
    jax = pytest.importorskip("jax")
    from jax._src.interpreters import mlir
    from jax._src.lib import xla_client
    from jaxlib.mlir import ir

    with jax.enable_x64(True):
        device = jax.devices("cpu")[0]
        with mlir.make_ir_context():
            module = mlir.module_to_bytecode(ir.Module.parse(text))
        devices = xla_client.DeviceList((device,))
        executable = device.client.compile_and_load(module, devices, xla_client.CompileOptions())
        buffers = [jax.device_put(value, device) for value in inputs]
        return [
            np.asarray(result[0])
            for result in executable.execute_sharded(buffers).disassemble_into_single_device_arrays()
        ]


@pytest.mark.parametrize("seed", range(200))
def test_xla_gives_the_same(seed: int) -> None:
    module, inputs = random_program(seed, 12)
    assert verify(module) == []
    text = str(module)
    ours = si.run(si.parse(text), *inputs)
    theirs = run_xla(text, inputs)
    assert len(ours) == len(theirs)
    results = module.functions["main"].regions[0].blocks[0].operations[-1].operands
    for value, a, b in zip(results, ours, theirs, strict=True):
        same = (a == b) | ((a != a) & (b != b))
        assert a.dtype == b.dtype
        assert np.all(same), f"{value.owner.name}: {a} is not {b}\n{text}"
