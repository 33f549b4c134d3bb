"""Comparison of programs: what makes a difference, and what does not."""

from __future__ import annotations

import itertools

import pytest
from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.reader import read_module


def read(text: str, *, unknown: bool = False) -> Module:
    return read_module(Source("test", text), allow_unregistered=unknown)


def program(body: str, arguments: str = "") -> str:
    return f"module {{\n  func.func @main({arguments}) {{\n    {body}\n    return\n  }}\n}}\n"


DIFFERENT = {
    "an attribute": ("{a = 1 : i64}", "{a = 2 : i64}", "attribute 'a'"),
    "a missing attribute": ("{a}", "{}", "attribute 'a' is in one program only"),
}


@pytest.mark.parametrize("title", DIFFERENT)
def test_programs_with_other_attributes_differ(title: str) -> None:
    left, right, words = DIFFERENT[title]
    bodies = [f"%0 = stablehlo.abs %x {text} : tensor<f32>" for text in (left, right)]
    difference = same_module(*(read(program(body, "%x: tensor<f32>")) for body in bodies))
    assert difference is not None
    assert words in difference
    assert difference.startswith("func.func @main: stablehlo.abs: ")


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("%0 = stablehlo.abs %x : tensor<f32>", "%0 = stablehlo.negate %x : tensor<f32>", "has stablehlo.negate"),
        ("%0 = stablehlo.abs %x : tensor<f32>", "%0 = stablehlo.abs %y : tensor<f32>", "operand 0 is %x"),
        ("%0 = stablehlo.abs %x : tensor<f32>", "", "2 operations in one program, 1 in the other"),
        ('%0 = "a.b"() : () -> i32', '%0 = "a.b"() : () -> i1', "results are (i32)"),
        ('"a.b"(%x) : (tensor<f32>) -> ()', '"a.b"() : () -> ()', "1 operands in one program, 0 in the other"),
        ('"a.b"() ({}) : () -> ()', '"a.b"() : () -> ()', "1 regions in one program, 0 in the other"),
        ('"a.b"() ({}) : () -> ()', '"a.b"() ({^x:}) : () -> ()', "0 blocks in one program, 1 in the other"),
        ('"a.b"() ({^x(%a: i1):}) : () -> ()', '"a.b"() ({^x:}) : () -> ()', "arguments are (i1)"),
    ],
)
def test_programs_that_do_something_else_differ(left: str, right: str, words: str) -> None:
    arguments = "%x: tensor<f32>, %y: tensor<f32>"
    difference = same_module(*(read(program(body, arguments), unknown=True) for body in (left, right)))
    assert difference is not None
    assert words in difference


def test_names_do_not_matter() -> None:
    left = program("%0 = stablehlo.abs %x : tensor<f32>", "%x: tensor<f32>")
    right = program("%n = stablehlo.abs %m : tensor<f32> loc(unknown)", "%m: tensor<f32>")
    assert same_module(read(left), read(right)) is None


def test_bits_of_numbers_matter() -> None:
    texts = ["-0.0 : f32", "0.0 : f32", "array<f32: -0.0>", "array<f32: 0.0>", "dense<0.0> : tensor<f32>", "0 : i32"]
    programs = [read(program(f'"a.b"() {{v = {text}}} : () -> ()'), unknown=True) for text in texts]
    for left, right in itertools.combinations(programs, 2):
        assert same_module(left, right) is not None
    nan = program('"a.b"() {v = 0x7FC00000 : f32, w = array<f32: 0x7FC00000>} : () -> ()')
    assert same_module(read(nan, unknown=True), read(nan, unknown=True)) is None


def test_defaults_that_are_spelled_out_do_not_matter() -> None:
    texts = ["", "{has_side_effect = false}", "{has_side_effect = true}"]
    calls = [f"%0 = stablehlo.custom_call @f(%x) {text} : (tensor<f32>) -> tensor<f32>" for text in texts]
    left, right, other = (read(program(call, "%x: tensor<f32>")) for call in calls)
    assert same_module(left, right) is None
    assert same_module(left, other) is not None


def test_blocks_that_are_jumped_to_matter() -> None:
    text = '"a.op"() ({ "a.br"()[^TARGET] : () -> () ^x: "a.end"() : () -> () ^y: "a.end"() : () -> () }) : () -> ()'
    left, right = (read(program(text.replace("TARGET", name)), unknown=True) for name in "xy")
    assert same_module(left, right) == "func.func @main: a.br: successor 0 is another block"
