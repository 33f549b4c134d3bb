"""Composites: overrides, and what stands beside a decomposition held against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.spec.lang.extensions import COMPOSITES

PROGRAM = """
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = stablehlo.composite "acme.twice" %x {composite_attributes = {n = 2 : i64, by = dense<[1, 2]> : tensor<2xi32>},
    decomposition = @twice, version = 3 : i32} : (tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
func.func private @twice(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = stablehlo.add %x, %x : tensor<3xf32>
  return %0 : tensor<3xf32>
}
"""


@pytest.fixture
def name() -> Iterator[str]:
    """The name of a composite whose override is forgotten after the test."""
    yield "acme.twice"
    COMPOSITES.remove("acme.twice")


def test_a_composite_is_its_decomposition() -> None:
    assert si.run(si.parse(PROGRAM), [1, 2, 3], verify_composites=True)[0].tolist() == [2, 4, 6]


def test_an_override_takes_its_place(name: str) -> None:
    @si.composite(name)
    def twice(x, *, composite_attributes, version, results, decomposition, name):
        assert composite_attributes["n"] == 2
        assert composite_attributes["by"].tolist() == [1, 2]
        assert (version, name, len(results)) == (3, "acme.twice", 1)
        (once,) = decomposition(x)
        return once + np.float32(1)

    assert si.run(si.parse(PROGRAM), [1, 2, 3])[0].tolist() == [3, 5, 7]


def test_verification_shows_both_values(name: str) -> None:
    si.composite(name)(lambda x: x * np.array([2, 2, 2.5], np.float32))
    module = si.parse(PROGRAM, "p")
    message = (
        r"p:3:.*'acme.twice': result 0 is not that of the decomposition: 1 of 3 elements differ; "
        r"the first, at \[2\], is 7.5 where the decomposition gives 6.0 \(\d+ ULP apart\)"
    )
    with pytest.raises(si.CheckFailed, match=message) as caught:
        si.run(module, [1, 2, 3], verify_composites=True)
    assert caught.value.actual.tolist() == [2, 4, 7.5]
    assert caught.value.expected.tolist() == [2, 4, 6]
    assert si.run(module, [0, 0, 0], verify_composites=True)[0].tolist() == [0, 0, 0]


@pytest.mark.parametrize(("bounds", "agrees"), [({}, False), ({"ulps": 1}, True), ({"atol": 1e-5}, True)])
def test_an_override_says_how_far_it_may_lie(name: str, bounds: dict[str, float], agrees: bool) -> None:
    si.composite(name, **bounds)(lambda x: np.nextafter(x + x, np.float32(np.inf)))
    module = si.parse(PROGRAM)
    if agrees:
        si.run(module, [1, 2, 3], verify_composites=True)
        return
    with pytest.raises(si.CheckFailed, match="1 ULP apart"):
        si.run(module, [1, 2, 3], verify_composites=True)


def test_bounds_are_not_negative() -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        si.composite("acme.twice", ulps=-1)(lambda x: x)


NAMED = """
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = stablehlo.composite "stablehlo.tan" %x {decomposition = @tan} : (tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
func.func private @tan(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = stablehlo.sine %x : tensor<3xf32>
  %1 = stablehlo.cosine %x : tensor<3xf32>
  %2 = stablehlo.OP %0, %1 : tensor<3xf32>
  return %2 : tensor<3xf32>
}
"""


def test_a_composite_that_bears_the_name_of_an_op_is_held_against_it() -> None:
    right, wrong = (si.parse(NAMED.replace("OP", op)) for op in ("divide", "multiply"))
    si.run(right, [0.5, 1, -2], verify_composites=True)
    si.run(wrong, [0.5, 1, -2])
    with pytest.raises(si.CheckFailed, match=r"'stablehlo.tan': result 0 is not that of the decomposition: 3 of 3"):
        si.run(wrong, [0.5, 1, -2], verify_composites=True)


def test_a_composite_that_does_not_fit_the_op_is_not_held_against_it() -> None:
    text = NAMED.replace("OP", "multiply").replace("%x {decomp", "%x {composite_attributes = {a = 1}, decomp")
    si.run(si.parse(text), [0.5, 1, -2], verify_composites=True)


def test_the_command_line_verifies_composites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.mlir"
    path.write_text(NAMED.replace("OP", "multiply"))
    assert main([str(path), "--input=3xf32=0.5,1,-2"]) == 0
    assert main([str(path), "--input=3xf32=0.5,1,-2", "--verify-composites"]) == 1
    assert "is not that of the decomposition" in capsys.readouterr().err
