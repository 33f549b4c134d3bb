"""Printing: names, attributes, tensor constants, whole programs. Spellings are those of MLIR."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies
from stablehlo_reference.interpreter.ir.core import Module, Operation, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.printer import (
    print_attribute,
    print_literal,
    print_module,
    print_operation,
    print_type,
)
from stablehlo_reference.interpreter.text.reader import read_attribute, read_literal, read_module, read_type
from stablehlo_reference.spec.attributes import ArrayAttr, DictAttr, Literal
from stablehlo_reference.spec.types import (
    BF16,
    COMPLEX64,
    ELEMENT_TYPES,
    F16,
    F32,
    F64,
    FLOATS,
    I1,
    SI4,
    SI8,
    SI64,
    UI4,
    ElementType,
    FloatType,
    TensorType,
    float_spelling,
)


def read(text: str, *, unknown: bool = False) -> Module:
    return read_module(Source("test", text), allow_unregistered=unknown)


def program(body: str, arguments: str = "") -> str:
    return f"module {{\n  func.func @main({arguments}) {{\n    {body}\n    return\n  }}\n}}\n"


# Names --------------------------------------------------------------------------------------------------------------


def test_values_are_numbered_and_constants_have_names() -> None:
    module = read(
        program(
            """%x = stablehlo.constant dense<1> : tensor<i32>
            %y = stablehlo.constant dense<true> : tensor<i1>
            %z = stablehlo.constant dense<1.0> : tensor<f32>
            %w = stablehlo.constant dense<(1.0, 2.0)> : tensor<complex<f32>>
            %v = stablehlo.constant dense<2> : tensor<i32>
            %u = stablehlo.abs %a : tensor<i32>
            %t = stablehlo.add %u, %v : tensor<i32>""",
            "%a: tensor<i32>",
        )
    )
    names = re.findall(r"(%\w+) =", print_module(module))
    assert names == ["%c", "%c_0", "%cst", "%cst_1", "%c_2", "%0", "%1"]
    assert re.findall(r"(%\w+) =", print_module(module, generic=True)) == [f"%{i}" for i in range(7)]


NESTED = """module {
  func.func @first(%arg0: tensor<i1>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = "stablehlo.if"(%arg0) ({
      %c_0 = stablehlo.constant dense<2> : tensor<i32>
      %2 = stablehlo.abs %c_0 : tensor<i32>
      stablehlo.return %2 : tensor<i32>
    }, {
      %c_0 = stablehlo.constant dense<3> : tensor<i32>
      %2:2 = stablehlo.while(%iterArg = %c_0, %iterArg_1 = %arg0) : tensor<i32>, tensor<i1>
      cond {
        stablehlo.return %iterArg_1 : tensor<i1>
      } do {
        %c_2 = stablehlo.constant dense<4> : tensor<i32>
        stablehlo.return %c_2, %iterArg_1 : tensor<i32>, tensor<i1>
      }
      stablehlo.return %2#0 : tensor<i32>
    }) : (tensor<i1>) -> tensor<i32>
    %1 = stablehlo.abs %0 : tensor<i32>
    return
  }
  func.func @second(%arg0: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.abs %arg0 : tensor<f32>
    return %0 : tensor<f32>
  }
}
"""


def test_a_region_goes_on_with_the_numbers_around_it() -> None:
    assert print_module(read(NESTED)) == NESTED


def test_in_generic_form_no_two_values_have_the_same_name() -> None:
    text = print_module(read(NESTED), generic=True)
    defined = re.findall(r"(%\w+)(?::\d+)? = ", text) + re.findall(r"(%arg\d+):", text)
    assert len(defined) == len(set(defined)) == 15
    assert same_module(read(text), read(NESTED)) is None


def test_names_that_are_used_already_take_a_number() -> None:
    body = "\n".join(f"%{i} = stablehlo.constant dense<{i}> : tensor<i32>" for i in range(12))
    names = re.findall(r"(%\w+) =", print_module(read(program(body))))
    assert names == ["%c", *(f"%c_{i}" for i in range(11))]


def test_blocks_have_labels_and_say_from_where_they_are_reached() -> None:
    text = """module {
  "a.op"() ({
    "a.br"()[^bb1, ^bb2] : () -> ()
  ^bb1(%0: i32, %1: i1):  // pred: ^bb0
    "a.br"()[^bb2] : () -> ()
  ^bb2:  // 2 preds: ^bb0, ^bb1
    "a.end"() : () -> ()
  ^bb3:  // no predecessors
    "a.end"() : () -> ()
  }, {
  ^bb0:
  }, {
  }) : () -> ()
}
"""
    assert print_module(read(text, unknown=True)) == text


# Programs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "module {\n}\n",
        "module @m {\n}\n",
        'module @"a b" attributes {a.b = 1 : i64} {\n}\n',
        "module {\n  module @inner {\n  }\n}\n",
        "module {\n  func.func private @f(tensor<f32>, tensor<i1>) -> (tensor<f32>, tensor<i1>)\n}\n",
        "module {\n  func.func private @f(tensor<f32> {a.b}) -> (tensor<f32> {a.c = 1 : i32})\n}\n",
        'module {\n  func.func private @"f-g"() attributes {a, b = "x"}\n}\n',
        "module {\n  func.func public @f() {\n    return\n  }\n}\n",
        'module {\n  "a.b"() : () -> ()\n}\n',
        'module {\n  %0:2 = "a.b"() <{p = 1 : i64, q}> {"r-s" = 2 : i64} : () -> (i32, tensor<f32>)\n}\n',
        'module {\n  %0 = "a.b"() : () -> (() -> i32)\n}\n',
        'module {\n  %0 = "a.b"() {w = !x.z<2>, z.y = #x.y<"(", [1]>} : () -> !x.y\n}\n',
        'module {\n  "a.b"() {a = dense_resource<k> : tensor<2xi8>} : () -> ()\n}\n\n'
        '{-#\n  dialect_resources: {\n    builtin: {\n      k: "0x010000000AFF"\n    }\n  }\n#-}\n',
    ],
)
def test_programs_are_printed_as_they_stood(text: str) -> None:
    module = read(text, unknown=True)
    assert print_module(module) == text
    assert same_module(read(print_module(module, generic=True), unknown=True), module) is None


def test_attributes_are_sorted() -> None:
    text = print_module(read('module { "a.b"() {b = {d = 1, c = 2}, a} : () -> () }', unknown=True))
    assert "{a, b = {c = 2 : i64, d = 1 : i64}}" in text


def test_a_module_prints_itself() -> None:
    module = read(NESTED)
    assert str(module) == NESTED
    assert module.text(generic=True) == print_module(module, generic=True)


def test_one_operation_is_printed_with_the_names_its_operands_had() -> None:
    module = read(program("%y = stablehlo.abs %x {a} : tensor<f32>", "%x: tensor<f32>"))
    operation = module.functions["main"].regions[0].blocks[0].operations[0]
    assert print_operation(operation) == "%0 = stablehlo.abs %x {a} : tensor<f32>"
    assert print_operation(operation, generic=True) == '%0 = "stablehlo.abs"(%x) {a} : (tensor<f32>) -> tensor<f32>'


def test_deep_programs_are_printed() -> None:
    depth = 120
    text = "module {\n" + "".join(f'{"  " * i}  "a.b"() ({{\n' for i in range(depth))
    text += "".join(f"{'  ' * i}  }}) : () -> ()\n" for i in reversed(range(depth))) + "}\n"
    assert print_module(read(text, unknown=True)) == text


# Attributes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "unit",
        "1 : i64",
        "-1 : si8",
        "255 : ui8",
        "3 : index",
        "1.500000e+00 : f64",
        "-0.000000e+00 : f32",
        "0x7FF8000000000000 : f64",
        '"a\\22\\\\\\0A\\C3\\A9"',
        '@f::@"g h"',
        '[1, 2 : i32, 1.000000e+00, 2.000000e+00 : f32, 0x7FF0000000000000 : f64, true, "x", [], {a = 1 : i64}]',
        "{}",
        "array<i64>",
        "array<i64: 1, -2>",
        "array<i1: true, false>",
        "array<f32: 1.000000e+00, 5.000000e-01>",
        "tensor<2x?xf32>",
        "i32",
        "(i32, tensor<f32>) -> (i1, i1)",
        "dense<> : tensor<0x2xf32>",
        "dense<5> : tensor<0x2xi32>",
        "dense<1> : tensor<2x3xi32>",
        "dense<[[1, 2], [3, 4]]> : tensor<2x2xui8>",
        "dense<[true, false]> : tensor<2xi1>",
        "dense<(1.000000e+00,-2.500000e-01)> : tensor<complex<f32>>",
        "dense<[1.000000e-01, 0x7F800000, 3.140000e+00, 0x4CEB79A3]> : tensor<4xf32>",
        "#stablehlo<precision HIGHEST>",
        "#stablehlo.result_accuracy_mode<TOLERANCE>",
        "#stablehlo.result_accuracy<atol = 1.000000e-05, ulps = 3, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>",
        "#stablehlo.channel_handle<handle = 0, type = 0>",
        "#stablehlo.gather<offset_dims = [0, 1], index_vector_dim = 1>",
        "#stablehlo.scatter<>",
        "#stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>",
        "#stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>",
        "#stablehlo.conv<raw input_feature_dimension = 7, output_spatial_dimensions = [9]>",
        "#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>",
        '#stablehlo.mesh<axes=[<name = "x", size = 2>], device_ids=dense<[1, 0]> : tensor<2xi64>>',
        '#stablehlo.axis_ref<name = "x", sub_axis_info = (1)2>',
        '#stablehlo.replica_group_mesh_axes<mesh = @m, axes = [#stablehlo.axis_ref<name = "x">]>',
        "#stablehlo.bounds<3, ?>",
        '#sdy.sharding<@mesh, [{"x"}, {}]>',
        "affine_map<(d0) -> (d0 + 1)>",
    ],
)
def test_attributes_are_printed_as_they_stood(text: str) -> None:
    assert print_attribute(read_attribute(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "tensor<f32>",
        "tensor<2x?xbf16, #stablehlo.bounds<?, 4>>",
        "tensor<*xf32>",
        "tensor<2x!quant.uniform<i8:f32, 1.000000e+00:3>>",
        "tensor<2x!quant.uniform<u8<1:254>:f32:0, {1.000000e-01:1,2.000000e+00:4}>>",
        "!stablehlo.token",
        "tuple<tensor<f32>, tuple<>>",
        "memref<2x3xf32, strided<[3, 1]>>",
        "() -> ()",
        "(i32) -> (() -> i1)",
    ],
)
def test_types_are_printed_as_they_stood(text: str) -> None:
    assert print_type(read_type(text)) == text


def test_an_attribute_of_an_unknown_class_is_refused() -> None:
    with pytest.raises(TypeError, match="no text for an attribute of class object"):
        print_attribute(object())


@given(strategies.text(strategies.characters(codec="utf-8"), max_size=20))
def test_any_string_survives(text: str) -> None:
    assert read_attribute(print_attribute(text)) == text


attributes = strategies.recursive(
    strategies.booleans()
    | strategies.text('ab"\\\n\u00e9', max_size=4)
    | strategies.lists(strategies.integers(-9, 9), max_size=3).map(lambda values: ArrayAttr(SI64, tuple(values))),
    lambda inner: (
        strategies.lists(inner, max_size=3).map(tuple)
        | strategies.dictionaries(strategies.text("ab-. ", min_size=1, max_size=3), inner, max_size=3).map(
            lambda entries: DictAttr(tuple(sorted(entries.items())))
        )
    ),
    max_leaves=8,
)


@given(attributes)
def test_any_attribute_survives(attribute: Any) -> None:
    assert read_attribute(print_attribute(attribute)) == attribute


# Floating-point numbers ---------------------------------------------------------------------------------------------


def bits(value: float, type_: FloatType) -> int:
    return int.from_bytes(np.array(value).astype(type_.dtype).tobytes(), "little")


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        (0.0, F32, "0.000000e+00"),
        (1.0, F32, "1.000000e+00"),
        (-1e10, F32, "-1.000000e+10"),
        (0.1, F32, "1.000000e-01"),
        (0.1, F64, "1.000000e-01"),
        (0.7, F32, "0.699999988"),  # its first six digits are cut off, not rounded
        (0.7, F64, "0.69999999999999996"),
        (1 / 3, F32, "0.333333343"),
        (3.1415927, F32, "3.14159274"),
        (1e-5, F32, "9.99999974E-6"),
        (16777215.0, F32, "0x4B7FFFFF"),  # eight digits, and no point
        (1e300, F64, "1.000000e+300"),
        (5e-324, F64, "4.940660e-324"),
        (1e-45, F32, "1.401300e-45"),
        (65504.0, F16, "6.550400e+04"),
        (0.1, F16, "9.997550e-02"),
        (0.1, BF16, "1.000980e-01"),
        (1.015625, BF16, "1.015630e+00"),  # a tie is rounded up
        (float("inf"), F32, "0x7F800000"),
        (float("-inf"), F64, "0xFFF0000000000000"),
        (float("nan"), F16, "0x7E00"),
    ],
)
def test_floats_have_six_digits_where_these_suffice(value: float, type_: FloatType, text: str) -> None:
    assert float_spelling(bits(value, type_), type_) == text


NARROW = [type_ for type_ in FLOATS.values() if type_.bits <= 8]


@pytest.mark.parametrize("type_", NARROW, ids=str)
def test_every_narrow_float_reads_back(type_: FloatType) -> None:
    size = 1 << type_.bits
    array = np.arange(size, dtype=np.uint8).view(type_.dtype)
    for start in range(0, size, 64):
        literal = Literal(TensorType((64,), type_), array[start : start + 64]) if size >= 64 else None
        literal = literal or Literal(TensorType((size,), type_), array)
        assert read_literal(print_attribute(literal)) == literal
        assert read_literal(print_literal(literal)) == literal


@given(strategies.integers(0, (1 << 32) - 1))
def test_any_single_reads_back(pattern: int) -> None:
    literal = Literal(TensorType((), F32), np.array(pattern, np.uint32).view(np.float32))
    assert read_literal(print_attribute(literal)) == literal
    assert read_literal(print_literal(literal)) == literal


@given(strategies.integers(0, (1 << 64) - 1))
def test_any_double_reads_back(pattern: int) -> None:
    assert float_spelling(pattern, F64)
    literal = Literal(TensorType((), F64), np.array(pattern, np.uint64).view(np.float64))
    assert read_literal(print_attribute(literal)) == literal
    assert read_literal(print_literal(literal)) == literal


@given(strategies.floats(width=16, allow_nan=False), strategies.sampled_from([BF16, F16]))
def test_any_half_reads_back(value: float, type_: FloatType) -> None:
    literal = Literal(TensorType((), type_), np.array(value).astype(type_.dtype))
    assert read_literal(print_attribute(literal)) == literal
    assert read_literal(print_literal(literal)) == literal


# Tensor constants ---------------------------------------------------------------------------------------------------


def test_equal_elements_are_written_once() -> None:
    array = np.full((2, 3), 7, np.int32)
    assert print_attribute(read_literal("dense<[[7, 7], [7, 7]]> : tensor<2x2xi32>")) == "dense<7> : tensor<2x2xi32>"
    assert print_attribute(Literal(TensorType((2, 3), ELEMENT_TYPES[5]), array)) == "dense<7> : tensor<2x3xi32>"


def test_zeros_of_different_sign_are_not_equal() -> None:
    literal = Literal(TensorType((2,), F32), np.array([0.0, -0.0], np.float32))
    assert print_attribute(literal) == "dense<[0.000000e+00, -0.000000e+00]> : tensor<2xf32>"


def test_more_than_a_hundred_elements_are_written_in_hexadecimal() -> None:
    few, many = (Literal(TensorType((n,), SI8), np.arange(n, dtype=np.int8)) for n in (100, 101))
    assert print_attribute(few).startswith("dense<[0, 1, 2,")
    assert print_attribute(many) == f'dense<"0x{bytes(range(101)).hex().upper()}"> : tensor<101xi8>'


@pytest.mark.parametrize(
    ("element", "values", "start"),
    [
        (I1, [True, False], "0x0100"),
        (SI4, [-1, 1], "0x0F01"),
        (UI4, [15, 1], "0x0F01"),
        (F32, [1.0, 2.0], "0x0000803F00000040"),
        (COMPLEX64, [1 + 2j, 0], "0x0000803F000000400000000000000000"),
    ],
    ids=str,
)
def test_hexadecimal_text_holds_the_bytes(element: ElementType, values: list[Any], start: str) -> None:
    array = np.array(values * 60).astype(element.dtype)
    literal = Literal(TensorType((120,), element), array)
    text = print_attribute(literal)
    assert text.startswith(f'dense<"{start}')
    assert read_literal(text) == literal


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_constants_of_every_element_type_read_back(element: ElementType) -> None:
    for shape in ((), (3,), (2, 2), (3, 0, 2), (7, 16)):
        size = int(np.prod(shape))
        array = (np.arange(size) % 3).astype(element.dtype).reshape(shape)
        literal = Literal(TensorType(shape, element), array)
        assert read_literal(print_attribute(literal)) == literal
        assert read_literal(print_literal(literal)) == literal


def test_results_are_shown_in_short_form() -> None:
    array = np.array([[1.0, 0.1], [1e-5, float("inf")]], np.float32)
    shown = print_literal(Literal(TensorType((2, 2), F32), array))
    assert shown == "dense<[[1.0, 0.1], [1.0e-05, 0x7F800000]]> : tensor<2x2xf32>"
    halves = np.array([0.1, 2.25]).astype(BF16.dtype)
    assert print_literal(Literal(TensorType((2,), BF16), halves)) == "dense<[0.100098, 2.25]> : tensor<2xbf16>"
    parts = np.array([1 - 2.5j], np.complex64)
    assert print_literal(Literal(TensorType((1,), COMPLEX64), parts)) == "dense<[(1.0,-2.5)]> : tensor<1xcomplex<f32>>"


def test_long_results_are_elided_in_the_middle() -> None:
    array = np.arange(1000).reshape(10, 100)
    shown = print_literal(Literal(TensorType((10, 100), SI64), array), elide=16)
    assert shown == (
        "dense<[[0, 1, ..., 98, 99], [100, 101, ..., 198, 199], ..., [800, 801, ..., 898, 899], "
        "[900, 901, ..., 998, 999]]> : tensor<10x100xi64>"
    )
    assert "..." not in print_literal(Literal(TensorType((10, 100), SI64), array), elide=1000)


def test_a_splat_is_shown_once_however_large_it_is() -> None:
    splat = Literal(TensorType((1 << 20, 1 << 10), F32), np.broadcast_to(np.float32(0.5), (1 << 20, 1 << 10)))
    assert print_literal(splat) == "dense<0.5> : tensor<1048576x1024xf32>"
    assert print_attribute(splat) == "dense<5.000000e-01> : tensor<1048576x1024xf32>"


def test_every_operation_is_printed_whatever_it_holds() -> None:
    operation = Operation("a.b", None, attributes={"x": DictAttr()}, result_types=[F32])
    assert print_operation(operation) == '%0 = "a.b"() {x = {}} : () -> f32'


# Aliases --------------------------------------------------------------------------------------------------------------

PAIR = "tensor<2xf32>"
LARGE = f"tuple<{', '.join([PAIR] * 17)}>"


def test_maps_sets_and_large_tuples_are_aliases() -> None:
    text = f"""func.func @f(%a: tuple<{LARGE}, {", ".join([PAIR] * 16)}>,
    %b: memref<2x2xf32, affine_map<(d0,d1)->(d1,d0)>>)
    attributes {{a = affine_map<(d0)[s0]->(d0+s0*2, -d0)>, b = affine_set<(d0):(d0-1>=0)>, c = "affine_map<()->()>",
    d = #x.y<affine_map<()->()>>, e = [affine_map<(d0, d1) -> (d1, d0)>], f = tuple<{LARGE}>, g = tuple<{PAIR}>}} {{
  return
}}"""
    printed = str(read(text, unknown=True))
    assert printed == f"""!tuple = {LARGE}
#map = affine_map<(d0, d1) -> (d1, d0)>
#map1 = affine_map<(d0)[s0] -> (d0 + s0 * 2, -d0)>
#set = affine_set<(d0) : (d0 - 1 >= 0)>
!tuple1 = tuple<!tuple, {", ".join([PAIR] * 16)}>
module {{
  func.func @f(%arg0: !tuple1, %arg1: memref<2x2xf32, #map>) attributes {{a = #map1, b = #set, \
c = "affine_map<()->()>", d = #x.y<affine_map<()->()>>, e = [#map], f = tuple<!tuple>, g = tuple<{PAIR}>}} {{
    return
  }}
}}
"""
    assert str(read(printed, unknown=True)) == printed
    located = read(text, unknown=True).text(locations=True)
    assert [line.split()[0] for line in located.splitlines()[:7]] == [
        "!tuple", "#loc2", "#loc3", "#map", "#map1", "#set", "!tuple1",
    ]  # fmt: skip


def test_a_tuple_of_sixteen_is_spelled_out() -> None:
    sixteen = f"tuple<{', '.join([PAIR] * 16)}>"
    assert sixteen in str(read(f"func.func private @f({sixteen})")).splitlines()[1]
