"""Every example of a CHLO op is read, accepted and printed to the letter by MLIR's own dialect, as jaxlib has it."""

from __future__ import annotations

import pytest
from stablehlo_reference.spec.lang import Example, Op
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program

pytestmark = pytest.mark.peers

OPS = [find(f"chlo.{mnemonic}") for mnemonic in mnemonics("chlo")]
EXAMPLES = [pytest.param(op, one, id=f"{op.mnemonic}/{one.title}") for op in OPS for one in op.examples]


@pytest.mark.parametrize("generic", [False, True], ids=["pretty", "generic"])
@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_mlir_prints_the_same(op: Op, example: Example, generic: bool) -> None:
    pytest.importorskip("jax")
    from jax._src.interpreters.mlir import make_ir_context
    from jaxlib.mlir import ir

    if "is_stable" in example.inputs:
        pytest.skip("jaxlib 0.10 is older than this attribute")
    text = example_program(op, example)[0].text(generic=generic)
    with make_ir_context():
        theirs = ir.Module.parse(text)
        assert theirs.operation.verify()
        printed = theirs.operation.get_asm(print_generic_op_form=generic)
    assert printed.strip() == text.strip()
