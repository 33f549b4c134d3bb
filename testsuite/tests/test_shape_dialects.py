"""The dialects `shape`, `tensor` and `arith`: read, printed as MLIR prints them, and run."""

from __future__ import annotations

import re

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.ir.equality import same_module

SPELLED = """module {
  func.func @f(%arg0: tensor<2x?xf32>, %arg1: tensor<2xindex>, %arg2: index, %arg3: index, %arg4: !shape.witness, \
%arg5: !shape.size, %arg6: !shape.shape, %arg7: f32, %arg8: i32, %arg9: i1, %arg10: tensor<2xi1>) {
    %0 = shape.shape_of %arg0 : tensor<2x?xf32> -> tensor<2xindex>
    %1 = shape.shape_of %arg0 : tensor<2x?xf32> -> !shape.shape
    %2 = shape.broadcast %arg1, %arg1 : tensor<2xindex>, tensor<2xindex> -> tensor<2xindex>
    %3 = shape.const_shape [1, 2, 3] : tensor<3xindex>
    %4 = shape.cstr_broadcastable %arg1, %arg1 : tensor<2xindex>, tensor<2xindex>
    %5 = shape.assuming %arg4 -> (tensor<2xf32>) {
      %cst = stablehlo.constant dense<1.000000e+00> : tensor<2xf32>
      shape.assuming_yield %cst : tensor<2xf32>
    }
    %6 = shape.num_elements %arg1 : tensor<2xindex> -> index
    %7 = shape.to_extent_tensor %arg6 : !shape.shape -> tensor<2xindex>
    %8 = shape.get_extent %arg1, %arg2 : tensor<2xindex>, index -> index
    %9 = shape.concat %arg1, %arg1 : tensor<2xindex>, tensor<2xindex> -> tensor<4xindex>
    %c3 = shape.const_size 3
    %10 = shape.index_to_size %arg2
    %11 = shape.size_to_index %arg5 : !shape.size
    %12 = shape.const_witness true
    %13 = shape.cstr_eq %arg1, %arg1 : tensor<2xindex>, tensor<2xindex>
    %14 = shape.from_extents %arg2, %arg3 : index, index
    %15 = shape.rank %arg1 : tensor<2xindex> -> index
    %16 = shape.dim %arg0, %arg2 : tensor<2x?xf32>, index -> index
    %17 = shape.value_as_shape %arg1 : tensor<2xindex> -> !shape.shape
    %18 = shape.mul %arg2, %arg3 : index, index -> index
    %19 = shape.add %arg2, %arg3 : index, index -> index
    %20 = shape.cstr_require %arg9, "msg"
    %21 = shape.is_broadcastable %arg1, %arg1 : tensor<2xindex>, tensor<2xindex>
    %22 = shape.assuming_all %arg4, %arg4
    %dim = tensor.dim %arg0, %arg2 : tensor<2x?xf32>
    %cast = tensor.cast %arg0 : tensor<2x?xf32> to tensor<2x3xf32>
    %from_elements = tensor.from_elements %arg2, %arg3 : tensor<2xindex>
    %extracted = tensor.extract %arg1[%arg2] : tensor<2xindex>
    %rank = tensor.rank %arg0 : tensor<2x?xf32>
    %reshape = tensor.reshape %arg0(%arg1) : (tensor<2x?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
    %splat = tensor.splat %arg7 : tensor<2xf32>
    %23 = arith.index_cast %arg2 : index to i32
    %24 = arith.index_cast %arg1 : tensor<2xindex> to tensor<2xi32>
    %25 = arith.addi %arg2, %arg3 : index
    %26 = arith.muli %arg2, %arg3 overflow<nsw> : index
    %27 = arith.cmpi eq, %arg2, %arg3 : index
    %28 = arith.select %arg9, %arg2, %arg3 : index
    %29 = arith.trunci %arg8 : i32 to i8
    %30 = arith.extsi %arg8 : i32 to i64
    %31 = arith.addf %arg7, %arg7 : f32
    %32 = arith.addf %arg7, %arg7 fastmath<fast> : f32
    %33 = arith.cmpf oeq, %arg7, %arg7 : f32
    %34 = arith.sitofp %arg8 : i32 to f32
    %35 = arith.extf %arg7 : f32 to f64
    %36 = arith.negf %arg7 : f32
    %37 = arith.andi %arg9, %arg9 : i1
    %38 = arith.divui %arg8, %arg8 exact : i32
    %39 = arith.extui %arg8 nneg : i32 to i64
    %40 = arith.maximumf %arg7, %arg7 fastmath<nnan> : f32
    %41 = arith.shli %arg8, %arg8 overflow<nsw> : i32
    %42 = arith.fptoui %arg7 : f32 to i32
    %43 = arith.bitcast %arg7 : f32 to i32
    %44 = arith.select %arg9, %arg1, %arg1 : tensor<2xindex>
    %45 = arith.select %arg10, %arg1, %arg1 : tensor<2xi1>, tensor<2xindex>
    %46 = tensor.empty() : tensor<2x3xf32>
    %47 = tensor.empty(%arg2) : tensor<2x?xf32>
    %inserted = tensor.insert %arg2 into %arg1[%arg3] : tensor<2xindex>
    return
  }
}
"""


def test_every_operation_reads_and_prints() -> None:
    module = si.parse(SPELLED)
    assert str(module) == SPELLED
    again = si.parse(module.text(generic=True))
    assert same_module(module, again) is None
    assert str(again) == SPELLED
    assert '"arith.addi"(%arg2, %arg3) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index' in (
        module.text(generic=True)
    )


def run(body: str, *inputs: np.ndarray, arguments: str = "%a: tensor<?x3xf32>") -> np.ndarray:
    """The one result, `%r : tensor<?xindex>` or what the body returns."""
    return si.run(si.parse(f"func.func @main({arguments}) -> {body}"), *inputs)[0]


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_a_program_computes_with_sizes(rows: int) -> None:
    """Rows are counted, doubled, and made into the sizes of a broadcast."""
    body = """tensor<?x3xf32> {
      %c0 = arith.constant 0 : index
      %c2 = arith.constant 2 : index
      %n = tensor.dim %a, %c0 : tensor<?x3xf32>
      %m = arith.muli %n, %c2 : index
      %i = arith.index_cast %m : index to i32
      %c3 = arith.constant 3 : i32
      %s = tensor.from_elements %i, %c3 : tensor<2xi32>
      %x = stablehlo.constant dense<7.0> : tensor<f32>
      %r = stablehlo.dynamic_broadcast_in_dim %x, %s, dims = [] : (tensor<f32>, tensor<2xi32>) -> tensor<?x3xf32>
      return %r : tensor<?x3xf32>
    }"""
    np.testing.assert_array_equal(run(body, np.zeros((rows, 3), np.float32)), np.full((2 * rows, 3), 7.0))


@pytest.mark.parametrize(
    ("operation", "type_", "message"),
    [
        ("arith.divsi %x, %x : f64", "f64", "(I1) operand 'lhs' must be boolean, signed integer, index"),
        ("arith.addi %x, %x : tensor<2xf32>", "tensor<2xf32>", "found tensor<2xf32>"),
        ("arith.addf %x, %x : i32", "i32", "must be floating-point or tensor of floating-point type"),
        ("arith.addi %x, %x : ui32", "ui32", "found ui32"),
        ("arith.cmpf oeq, %x, %x : i32", "i32", "operand 'lhs' must be floating-point"),
        ("arith.sitofp %x : f32 to f64", "f32", "operand 'operand' must be boolean, signed integer, index"),
        ("arith.extf %x : f64 to f32", "f64", "bits(result) > bits(operand)"),
        ("arith.trunci %x : i8 to i8", "i8", "bits(result) < bits(operand)"),
        ("arith.negf %x : tuple<i32>", "tuple<i32>", "found tuple<i32>"),
    ],
)
def test_arithmetic_of_other_numbers_is_refused(operation: str, type_: str, message: str) -> None:
    with pytest.raises(si.VerifyError, match=re.escape(message)):
        si.parse(f"func.func @main(%x: {type_}) {{ %r = {operation}\n return }}")


def test_shapes_are_broadcast_where_they_can_be() -> None:
    body = """tensor<2xi64> {
      %s = shape.shape_of %a : tensor<?x3xf32> -> tensor<2xindex>
      %t = shape.const_shape [1, 3] : tensor<2xindex>
      %w = shape.cstr_broadcastable %s, %t : tensor<2xindex>, tensor<2xindex>
      %r = shape.assuming %w -> (tensor<2xindex>) {
        %b = shape.broadcast %s, %t : tensor<2xindex>, tensor<2xindex> -> tensor<2xindex>
        shape.assuming_yield %b : tensor<2xindex>
      }
      %i = arith.index_cast %r : tensor<2xindex> to tensor<2xi64>
      return %i : tensor<2xi64>
    }"""
    assert run(body, np.zeros((4, 3), np.float32)).tolist() == [4, 3]
    with pytest.raises(si.ExecutionError, match="cannot be broadcast together"):
        run(body.replace("[1, 3]", "[2, 3]"), np.zeros((4, 3), np.float32))


def binary(type_: str, **cases: tuple[float | str, float | str, float]) -> list[tuple[str, str, float]]:
    """Two numbers and what an operation of `arith` makes of them."""
    program = "%c = arith.constant {1} : {0}\n%d = arith.constant {2} : {0}\n%x = arith.{3} %c, %d : {0}"
    return [
        (program.format(type_, lhs, rhs, name), type_, expected) for name, (lhs, rhs, expected) in cases.items()
    ]


@pytest.mark.parametrize(
    ("lines", "type_", "expected"),
    [
        ("%c = arith.constant 5 : index\n%x = shape.num_elements %s : tensor<2xindex> -> index", "index", 12),
        ("%x = shape.rank %s : tensor<2xindex> -> index", "index", 2),
        ("%c = arith.constant 1 : index\n%x = shape.get_extent %s, %c : tensor<2xindex>, index -> index", "index", 3),
        ("%c = arith.constant 0 : index\n%x = tensor.extract %s[%c] : tensor<2xindex>", "index", 4),
        ("%x = tensor.rank %a : tensor<?x3xf32>", "index", 2),
        ("%c = arith.constant -7 : i32\n%d = arith.constant 2 : i32\n%x = arith.divsi %c, %d : i32", "i32", -3),
        ("%c = arith.constant -7 : i32\n%d = arith.constant 2 : i32\n%x = arith.remsi %c, %d : i32", "i32", -1),
        ("%c = arith.constant -1 : i8\n%d = arith.constant 2 : i8\n%x = arith.cmpi ult, %c, %d : i8", "i1", 0),
        ("%c = arith.constant -1 : i8\n%d = arith.constant 2 : i8\n%x = arith.cmpi slt, %c, %d : i8", "i1", 1),
        ("%c = arith.constant 300 : i32\n%x = arith.trunci %c : i32 to i8", "i8", 44),
        ("%c = arith.constant true\n%x = arith.extsi %c : i1 to i8", "i8", -1),
        ("%c = arith.constant 1.5 : f32\n%d = arith.constant 2.5 : f32\n%x = arith.mulf %c, %d : f32", "f32", 3.75),
        ("%c = arith.constant 0x7FC00000 : f32\n%x = arith.cmpf ueq, %c, %c : f32", "i1", 1),
        ("%c = arith.constant 0x7FC00000 : f32\n%x = arith.cmpf ord, %c, %c : f32", "i1", 0),
        *binary(
            "i8", divui=(-1, 2, 127), remui=(-1, 16, 15), maxui=(-1, 1, -1), minui=(-1, 1, 1), ceildivui=(-1, 2, -128),
            floordivsi=(-7, 2, -4), ceildivsi=(-7, 2, -3), shli=(3, 6, -64), shrui=(-128, 7, 1), shrsi=(-128, 7, -1),
        ),
        *binary("i8", ceildivui=(4, 2, 2), floordivsi=(-8, 2, -4), ceildivsi=(7, 2, 4), divui=(7, 0, -1)),
        *binary("i8", floordivsi=(7, -2, -4), ceildivsi=(-7, -2, 4), shli=(1, 8, 0), shrsi=(-1, 9, -1)),
        *binary("i4", divui=(-1, 2, 7), remui=(-1, 4, 3), maxui=(-1, 1, -1), shrui=(-8, 3, 1), maxsi=(-1, 1, 1)),
        *binary("i4", andi=(-1, 5, 5), ori=(2, 5, 7), xori=(-1, 5, -6), addi=(7, 1, -8), minsi=(-8, 1, -8)),
        *binary("f32", maximumf=(1.0, 2.0, 2.0), minimumf=(1.0, 2.0, 1.0), maxnumf=(1.0, 2.0, 2.0)),
        *binary("f32", minnumf=(1.0, 2.0, 1.0), remf=(-7.5, 2.0, -1.5)),
        *binary("f32", maxnumf=("0x7FC00000", 1.0, 1.0), minnumf=(1.0, "0x7FC00000", 1.0)),
        ("%c = arith.constant -1 : i8\n%x = arith.extui %c : i8 to i32", "i32", 255),
        ("%c = arith.constant true\n%x = arith.extui %c : i1 to i8", "i8", 1),
        ("%c = arith.constant -1 : i8\n%x = arith.uitofp %c : i8 to f32", "f32", 255),
        ("%c = arith.constant -1.75 : f32\n%x = arith.fptosi %c : f32 to i8", "i8", -1),
        ("%c = arith.constant 200.5 : f32\n%x = arith.fptoui %c : f32 to i8", "i8", -56),
        ("%c = arith.constant -1 : i8\n%x = arith.index_castui %c : i8 to index", "index", 255),
        ("%c = arith.constant 1.0 : f32\n%x = arith.bitcast %c : f32 to i32", "i32", 0x3F800000),
        ("%c = arith.constant 1 : index\n%t = tensor.insert %c into %s[%c] : tensor<2xindex>\n"
         "%x = tensor.extract %t[%c] : tensor<2xindex>", "index", 1),
        ("%t = tensor.empty() : tensor<2x5xf32>\n%x = tensor.rank %t : tensor<2x5xf32>", "index", 2),
        ("%c = arith.constant 1 : index\n%t = tensor.empty(%c) : tensor<2x?xf32>\n"
         "%x = tensor.dim %t, %c : tensor<2x?xf32>", "index", 1),
        ("%c = arith.constant dense<[true, false]> : tensor<2xi1>\n%z = arith.constant dense<9> : tensor<2xindex>\n"
         "%t = arith.select %c, %z, %s : tensor<2xi1>, tensor<2xindex>\n%i = arith.constant 1 : index\n"
         "%x = tensor.extract %t[%i] : tensor<2xindex>", "index", 3),
        ("%c = arith.constant true\n%z = arith.constant dense<9> : tensor<2xindex>\n"
         "%t = arith.select %c, %z, %s : tensor<2xindex>\n%i = arith.constant 1 : index\n"
         "%x = tensor.extract %t[%i] : tensor<2xindex>", "index", 9),
    ],
)  # fmt: skip
def test_numbers_are_computed(lines: str, type_: str, expected: float) -> None:
    body = f"""tensor<1x{type_}> {{
      %s = shape.shape_of %a : tensor<?x3xf32> -> tensor<2xindex>
      {lines}
      %r = tensor.from_elements %x : tensor<1x{type_}>
      return %r : tensor<1x{type_}>
    }}"""
    assert run(body, np.zeros((4, 3), np.float32)).tolist() == [expected]


def test_narrow_integers_stay_narrow() -> None:
    """What an operation gives can be taken for bits of its own type."""
    names = ("andi", "ori", "xori", "maxsi", "maxui", "shli")
    lines = [f"%{name} = arith.{name} %a, %a : tensor<2xi4>" for name in names]
    casts = [f"%x{i} = arith.bitcast %{name} : tensor<2xi4> to tensor<2xui4>" for i, name in enumerate(names)]
    body = f"tensor<2xui4> {{\n{chr(10).join([*lines, *casts])}\nreturn %x0 : tensor<2xui4>\n}}"
    found = run(body, np.array([-1, 3], "int4"), arguments="%a: tensor<2xi4>")
    assert found.astype(np.int64).tolist() == [15, 3]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("%c = arith.constant 2 : index\n%x = tensor.dim %a, %c : tensor<?x3xf32>", "dimension 2 of a tensor"),
        ("%c = tensor.cast %a : tensor<?x3xf32> to tensor<9x3xf32>", r"sizes \[4, 3\] is cast to tensor<9x3xf32>"),
        ("%c = arith.constant false\n%x = shape.cstr_require %c, \"never\"", "never"),
    ],
)
def test_what_does_not_hold_ends_the_run(lines: str, message: str) -> None:
    body = f"tensor<?x3xf32> {{\n{lines}\nreturn %a : tensor<?x3xf32>\n}}"
    with pytest.raises(si.ExecutionError, match=message):
        run(body, np.zeros((4, 3), np.float32))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("%x = arith.addi %i, %j : index", "has the type i32, not index"),
        ("%x = arith.cmpi equal, %i, %i : index", "expected one of eq, ne"),
        ("%x = tensor.extract %s[%i, %i] : tensor<2xindex>", "there is an index for each dimension"),
        ("%x = tensor.from_elements %i : tensor<2xindex>", "elements fill the tensor"),
        ("%x = tensor.insert %i into %s[%i, %i] : tensor<2xindex>", "there is an index for each dimension"),
        ("%x = tensor.empty(%i) : tensor<2x3xindex>", "there is a size for each dimension that is not known"),
        ("%x = arith.select %j, %s, %s : tensor<2xindex>", "has the type i32, not i1"),
        ("%x = arith.bitcast %j : i32 to i64", "both types have as many bits"),
        ("%t = arith.constant dense<true> : tensor<3xi1>\n"
         "%x = arith.select %t, %s, %s : tensor<3xi1>, tensor<2xindex>", "condition fits the values"),
    ],
)
def test_wrong_programs_are_refused(line: str, message: str) -> None:
    with pytest.raises(si.ProgramError, match=message):
        si.parse(f"func.func @f(%i: index, %j: i32, %s: tensor<2xindex>) {{\n{line}\nreturn\n}}")
