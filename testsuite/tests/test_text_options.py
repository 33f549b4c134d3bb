"""Printing with locations, and without large constants."""

from __future__ import annotations

import re

from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.text.printer import print_module
from stablehlo_reference.interpreter.text.reader import read_module


def read(text: str, *, unknown: bool = False) -> Module:
    return read_module(Source("test", text), allow_unregistered=unknown)


def program(body: str, arguments: str = "") -> str:
    return f"module {{\n  func.func @main({arguments}) {{\n    {body}\n    return\n  }}\n}}\n"


LOCATED = """\
#loc1 = loc("f")
#loc7 = loc("x"(#loc1))
module {
  func.func @main(%arg0: tensor<f32> loc("x"(#loc1))) {
    %0 = stablehlo.abs %arg0 : tensor<f32> loc(#loc2)
    %1 = stablehlo.abs %arg0 : tensor<f32> loc(#loc3)
    %2 = stablehlo.abs %arg0 : tensor<f32> loc(#loc8)
    %3 = stablehlo.abs %arg0 : tensor<f32> loc(#loc9)
    %4 = stablehlo.abs %arg0 : tensor<f32> loc(#loc1)
    %5 = stablehlo.abs %arg0 : tensor<f32> loc(#loc5)
    return loc(#loc6)
  } loc(#loc1)
} loc(#loc)
#loc = loc("a.py":1:2)
#loc2 = loc("a.py":1:2 to 3:4)
#loc3 = loc("a.py":1:2 to :4)
#loc4 = loc("g")
#loc5 = loc(unknown)
#loc6 = loc("test":10:5)
#loc8 = loc(callsite(#loc1 at #loc4))
#loc9 = loc(fused<"m">[#loc1])
"""


def test_locations_are_printed_when_asked_for() -> None:
    """They have names in MLIR's order; what says nothing is where it stands in the text."""
    text = """#f = loc("f")
module {
  func.func @main(%arg0: tensor<f32> loc("x"("f"))) {
    %0 = stablehlo.abs %arg0 : tensor<f32> loc("a.py":1:2 to 3:4)
    %1 = stablehlo.abs %arg0 : tensor<f32> loc("a.py":1:2 to :4)
    %2 = stablehlo.abs %arg0 : tensor<f32> loc(callsite(#f at "g"))
    %3 = stablehlo.abs %arg0 : tensor<f32> loc(fused<"m">["f", unknown, "f"])
    %4 = stablehlo.abs %arg0 : tensor<f32> loc(fused["f", unknown])
    %5 = stablehlo.abs %arg0 : tensor<f32> loc(unknown)
    return
  } loc("f")
} loc("a.py":1:2)
"""
    assert print_module(read(text), locations=True) == LOCATED
    assert print_module(read(LOCATED), locations=True) == LOCATED
    assert "loc" not in print_module(read(text))


def test_a_body_that_is_one_name_is_where_its_reduction_is() -> None:
    text = program(
        "%0 = stablehlo.reduce(%arg0 init: %arg1) applies stablehlo.add across dimensions = [0] : "
        '(tensor<2xf32>, tensor<f32>) -> tensor<f32> loc("here")',
        "%arg0: tensor<2xf32>, %arg1: tensor<f32>",
    )
    printed = print_module(read(text), generic=True, locations=True)
    assert re.findall(r'add.*loc\((.*)\)', printed) == re.findall(r'(#loc\d+) = loc\("here"\)', printed)


def test_large_constants_are_left_out_when_asked_for() -> None:
    text = program(
        "%c = stablehlo.constant dense<[1, 2, 3]> : tensor<3xi32>\n"
        "    %c_0 = stablehlo.constant dense<[1, 2]> : tensor<2xi32>\n"
        "    %c_1 = stablehlo.constant dense<1> : tensor<9xi32>"
    )
    elided = print_module(read(text), elide=2)
    assert elided == text.replace("dense<[1, 2, 3]>", "dense_resource<__elided__>")
    assert print_module(read(elided)) == elided
    assert print_module(read(text), elide=3) == text
