"""Sizes that types leave open are held against the constraints of an op when it runs."""

from __future__ import annotations

import re

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.lang import Op
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program

ADD = """%1 = stablehlo.add %x, %y : tensor<f32>
    stablehlo.return %1 : tensor<f32>"""
OPS = [op for dialect in ("stablehlo", "chlo") for name in mnemonics(dialect) if (op := find(f"{dialect}.{name}"))]
SIZED = re.compile(r"tensor<((?:\d+x)+)")
NEEDED = {"no inputs, the size follows from the type of the output", "no slices"}
"""Examples whose results have sizes that only their types tell."""

PROGRAMS = {
    "map": (
        f"""func.func @main(%a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {{
  %0 = "stablehlo.map"(%a, %b) ({{
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    {ADD}
  }}) {{dimensions = array<i64: 0>}} : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}}""",
        (3,), (1,), "C1",
    ),
    "dot_general": (
        """func.func @main(%a: tensor<?x?xf32>, %b: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
    : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}""",
        (3, 1), (2, 3), "C10",
    ),
    "cholesky": (
        """func.func @main(%a: tensor<?x?xf32>, %b: tensor<f32>) -> tensor<?x?xf32> {
  %0 = stablehlo.cholesky %a : tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}""",
        (3, 1), (), "C3",
    ),
    "gather": (
        """func.func @main(%a: tensor<3xf32>, %b: tensor<?x?xi32>) -> tensor<?xf32> {
  %0 = "stablehlo.gather"(%a, %b) {dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0],
    start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1>}
    : (tensor<3xf32>, tensor<?x?xi32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}""",
        (3,), (2, 2), "C3",
    ),
    "sort": (
        """func.func @main(%a: tensor<?x?xf32>, %b: tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %0:2 = "stablehlo.sort"(%a, %b) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>, %z: tensor<f32>, %w: tensor<f32>):
    %1 = stablehlo.compare LT, %x, %y : (tensor<f32>, tensor<f32>) -> tensor<i1>
    stablehlo.return %1 : tensor<i1>
  }) {dimension = 0 : i64} : (tensor<?x?xf32>, tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>)
  return %0#0, %0#1 : tensor<?x?xf32>, tensor<?x?xf32>
}""",
        (2, 3), (3, 2), "C3",
    ),
    "batch_norm_inference": (
        """func.func @main(%a: tensor<?x2xf32>, %b: tensor<?xf32>) -> tensor<?x2xf32> {
  %0 = "stablehlo.batch_norm_inference"(%a, %b, %b, %b, %b) {epsilon = 0.0 : f32, feature_index = 0 : i64}
    : (tensor<?x2xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}""",
        (3, 2), (1,), "C3",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second", "label"), PROGRAMS.values(), ids=PROGRAMS)
def test_sizes_that_break_a_constraint_are_refused(
    text: str, first: tuple[int, ...], second: tuple[int, ...], label: str
) -> None:
    module = si.parse(text)
    assert not si.check(text)
    second_type = module.functions["main"].regions[0].blocks[0].arguments[1].type.storage.dtype
    with pytest.raises(si.ExecutionError, match=rf"\({label}\)"):
        si.run(module, np.ones(first, np.float32), np.zeros(second, second_type))


def test_sizes_may_change_from_turn_to_turn() -> None:
    module = si.parse("""
    func.func @main(%n: tensor<i32>, %start: tensor<?xf32>) -> tensor<?xf32> {
      %one = stablehlo.constant dense<1> : tensor<i32>
      %0:2 = stablehlo.while(%i = %one, %x = %start) : tensor<i32>, tensor<?xf32>
      cond {
        %1 = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %1 : tensor<i1>
      } do {
        %1 = stablehlo.concatenate %x, %x, dim = 0 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
        %2 = stablehlo.add %i, %one : tensor<i32>
        stablehlo.return %2, %1 : tensor<i32>, tensor<?xf32>
      }
      return %0#1 : tensor<?xf32>
    }""")
    (found,) = si.run(module, np.int32(4), np.full(1, 2.0, np.float32))
    assert found.tolist() == [2.0] * 8


@pytest.mark.parametrize(
    "line",
    [
        "%0 = stablehlo.reshape %e : (tensor<0xf32>) -> {}",
        "%0 = stablehlo.broadcast_in_dim %s, dims = [] : (tensor<f32>) -> {}",
    ],
)
def test_types_that_no_array_can_have_are_unsupported(line: str) -> None:
    type_ = "tensor<4294967297x4294967297x4294967297x0xf32>"
    text = (
        f"func.func @main(%e: tensor<0xf32>, %s: tensor<f32>) -> {type_} {{ {line.format(type_)} return %0 : {type_} }}"
    )
    with pytest.raises(si.UnsupportedError, match="no array can have the type"):
        si.run(si.parse(text), np.ones(0, np.float32), np.float32(0))


@pytest.mark.parametrize("op", OPS, ids=[op.name for op in OPS])
def test_examples_run_where_types_leave_all_sizes_open(op: Op) -> None:
    for example in op.examples:
        module, inputs = example_program(op, example)
        text = SIZED.sub(lambda found: "tensor<" + "?x" * found[1].count("x"), str(module))
        if "?" not in text or si.check(text) or example.title in NEEDED:
            continue
        try:
            expected = si.run(module, *inputs)
        except si.UnsupportedError:
            continue
        assert str(si.run(si.parse(text), *inputs)) == str(expected)
