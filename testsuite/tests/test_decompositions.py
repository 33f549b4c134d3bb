"""Decompositions do what their ops do, and are programs that other tools accept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.lang import Op
from stablehlo_reference.spec.lang.registry import dialects, find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program
from stablehlo_reference.testsuite.decompositions import CHECKED, decomposable, measure

ROOT = Path(__file__).resolve().parents[2]
RECORDED = {(row["op"], row["type"]): row for row in json.loads((ROOT / "docs" / "decompositions.json").read_text())}
FOUND = [find(f"{dialect}.{name}") for dialect in dialects() for name in mnemonics(dialect)]
ALL = [op for op in FOUND if op is not None and op.decomposes]
OPS = [pytest.param(op, id=op.name) for op in decomposable()]
EXAMPLES = [pytest.param(op, one, id=f"{op.name}/{one.title}") for op in ALL for one in op.examples]


@pytest.mark.parametrize("op", OPS)
def test_a_decomposition_lies_no_further_away_than_is_recorded(op: Op) -> None:
    """docs/decompositions.json, written by `stablehlo-conform decompositions --output`, is what the pages show."""
    for row in measure(op, CHECKED):
        recorded = RECORDED[row.op, row.type]
        assert row.max_ulp <= recorded["max_ulp"], row
        assert row.apart <= recorded["apart"], row


def test_no_record_is_of_an_op_without_decomposition() -> None:
    assert {op for op, _ in RECORDED} <= {op.short_name for op in decomposable()}


@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_a_rewritten_program_is_valid_and_plain(op: Op, example) -> None:
    module, _ = example_program(op, example)
    before = str(module)
    try:
        rewritten = si.decompose(module)
    except si.UnsupportedError:
        pytest.skip("its types have no decomposition")
    assert str(module) == before
    assert verify(rewritten) == []
    assert not [one.name for one in rewritten.walk() if one.op is not None and one.op.decomposes]
    kept = {one.name for one in rewritten.walk() if one.name.partition(".")[0] not in ("stablehlo", "func", "builtin")}
    assert not kept
    assert str(si.parse(str(rewritten))) == str(rewritten)


@pytest.mark.peers
@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_upstream_accepts_what_is_rewritten(op: Op, example) -> None:
    pytest.importorskip("jaxlib")
    from jax.interpreters.mlir import make_ir_context
    from jaxlib.mlir import ir

    module, _ = example_program(op, example)
    try:
        text = str(si.decompose(module))
    except si.UnsupportedError:
        pytest.skip("its types have no decomposition")
    if "!quant." in text:
        pytest.skip("jaxlib does not know quantized types")
    with make_ir_context():
        assert ir.Module.parse(text).operation.verify()


SAMPLED = [
    "acos", "asinh", "atan", "atanh", "bessel_i1e", "cosh", "digamma", "erf", "erf_inv", "erfc", "lgamma", "next_after",
    "polygamma", "ragged_dot", "scan", "top_k", "zeta",
]  # fmt: skip
TOLERANCES = {"float64": 1e-12, "complex128": 1e-12, "float32": 1e-5, "complex64": 1e-5, "bfloat16": 0.01}


@pytest.mark.peers
@pytest.mark.parametrize("name", SAMPLED)
def test_xla_runs_what_is_rewritten(name: str) -> None:
    """On examples without infinities, NaN and subnormals, of which XLA has its own ideas."""
    pytest.importorskip("jax")
    from stablehlo_reference.testsuite.backends.protocol import Program
    from stablehlo_reference.testsuite.backends.xla import Xla

    xla, held = Xla("cpu"), 0
    for example in find(f"chlo.{name}").examples:
        module, inputs = example_program(find(f"chlo.{name}"), example)
        expected = si.run(module, *inputs)
        arrays = [np.asarray(one) for one in (*inputs, *expected)]
        if any(one.dtype.name.startswith(("float8", "float4", "float6")) or not ordinary(one) for one in arrays):
            continue
        held += 1
        found = xla.compile(Program(str(si.decompose(module))))(inputs)
        for ours, theirs in zip(expected, found, strict=True):
            tolerance = TOLERANCES.get(ours.dtype.name, 0)
            assert np.allclose(theirs.astype(np.complex128), ours.astype(np.complex128), tolerance, 0), example.title
    assert held


def ordinary(x: np.ndarray) -> bool:
    if x.dtype.kind in "biu":
        return True
    size = np.abs(x.astype(np.complex128))
    return bool(np.all(np.isfinite(size) & ((size == 0) | (size > 1e-30))))


NESTED = """
func.func @main(%x: tensor<2x3xf32>, %y: tensor<3xf32>) -> tensor<2xf32> {
  %0 = stablehlo.composite "acme.f" %x, %y {decomposition = @f} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2xf32>
  %p = stablehlo.constant dense<true> : tensor<i1>
  %1 = "stablehlo.if"(%p) ({
    %2 = stablehlo.dot %x, %y : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2xf32>
    stablehlo.return %2 : tensor<2xf32>
  }, {
    stablehlo.return %0 : tensor<2xf32>
  }) : (tensor<i1>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}
func.func private @f(%x: tensor<2x3xf32>, %y: tensor<3xf32>) -> tensor<2xf32> {
  %0 = stablehlo.dot %x, %y : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
"""


def test_operations_within_regions_are_rewritten() -> None:
    module = si.parse(NESTED)
    rewritten = si.decompose(module)
    names = [one.name for one in rewritten.walk()]
    assert names.count("stablehlo.dot_general") == 2
    assert names.count("func.call") == 1
    x, y = np.ones((2, 3), np.float32), np.float32([1, 2, 3])
    assert si.run(rewritten, x, y)[0].tolist() == si.run(module, x, y)[0].tolist() == [6, 6]


def test_only_what_is_named_is_rewritten() -> None:
    names = [one.name for one in si.decompose(si.parse(NESTED), only=["stablehlo.composite"]).walk()]
    assert "stablehlo.composite" not in names
    assert names.count("stablehlo.dot") == 2
    for name, reason in (("stablehlo.add", "it has no decomposition"), ("chlo.ad", "there is no such op")):
        with pytest.raises(si.InputError, match=f"'{name}' cannot be rewritten: {reason}"):
            si.decompose(si.parse(NESTED), only=[name])


def test_the_place_of_what_cannot_be_rewritten_is_said() -> None:
    text = """
    func.func @main(%x: tensor<?xf32>, %i: tensor<2xi32>) -> tensor<2xf32> {
      %0 = "stablehlo.torch_index_select"(%x, %i) {dim = 0 : i64, batch_dims = 0 : i64}
        : (tensor<?xf32>, tensor<2xi32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }"""
    message = r"p:3:.*cannot be decomposed: the sizes of the operand are not known"
    with pytest.raises(si.UnsupportedError, match=message):
        si.decompose(si.parse(text, "p"))


def test_the_command_line_decomposes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.mlir"
    path.write_text(NESTED)
    assert main(["decompose", str(path)]) == 0
    printed = capsys.readouterr().out
    assert printed == str(si.decompose(si.parse(NESTED)))
    assert main(["decompose", str(path), "--only=stablehlo.add"]) == 2
    assert "it has no decomposition" in capsys.readouterr().err
