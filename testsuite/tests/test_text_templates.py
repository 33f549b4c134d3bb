"""Operations that are spelled like one before are looked up; nothing else changes."""

from __future__ import annotations

import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.ir.equality import same_module

LINES = """
  %0 = stablehlo.add %a, %b : tensor<2xf32>
  %1 = stablehlo.add %0, %b : tensor<2xf32> loc("x")
  %2:2 = "a.two"(%0, %1) {k = "%0 loc("} : (tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  %3:2 = "a.two"(%2#1, %2#0) {k = "%0 loc("} : (tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  %4 = stablehlo.add %3#1, %3#1 : tensor<2xf32>
"""


def read(lines: str) -> si.Module:
    text = f"func.func @f(%a: tensor<2xf32>, %b: tensor<2xf32>, %i: tensor<2xi32>) {{{lines}  return\n}}"
    return si.parse(text, allow_unregistered=True)


def test_what_is_looked_up_is_what_would_be_read() -> None:
    # A comment at the end of a line keeps it from being looked up.
    assert same_module(read(LINES), read(LINES.replace("\n  %", " // read\n  %"))) is None
    assert str(read(LINES)).count("stablehlo.add") == 3


def test_a_location_after_a_line_like_one_before_is_kept() -> None:
    adds = [one for one in read(LINES).walk() if one.name == "stablehlo.add"]
    assert [str(one.location) for one in adds] == ["None", str(adds[1].location), "None"]
    assert adds[1].location is not None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("%9 = stablehlo.add %nothing, %b : tensor<2xf32>", "'%nothing' is not defined"),
        ("%9 = stablehlo.add %i, %b : tensor<2xf32>", "has the type tensor<2xi32>, not tensor<2xf32>"),
        ("%0 = stablehlo.add %a, %b : tensor<2xf32>", "'%0' is defined twice"),
        ("%9:2 = stablehlo.add %a, %b : tensor<2xf32>", "has 1 result, 2 named here"),
        ("%9 = stablehlo.add %2#5, %b : tensor<2xf32>", "there is no #5"),
    ],
)
def test_what_is_wrong_is_said_as_before(line: str, message: str) -> None:
    with pytest.raises(si.ParseError, match=message):
        read(f"{LINES}  {line}\n")
