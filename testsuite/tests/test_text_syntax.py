"""Pretty and generic syntax of ops: both are read, both are printed, and they say the same."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.printer import print_module
from stablehlo_reference.interpreter.text.reader import read_module


class Syntax(NamedTuple):
    """Types of the arguments of a function, and one operation in it in both forms."""

    arguments: str
    pretty: str
    generic: str


F, N, P = "tensor<2x3xf32>", "tensor<2x3xi32>", "tensor<2x3xi1>"
TUPLE = f"tuple<{F}, {N}>"

SYNTAX = {
    "one type for operands and result": Syntax(
        f"{F}, {F}",
        f"%0 = stablehlo.add %arg0, %arg1 : {F}",
        f'%0 = "stablehlo.add"(%arg0, %arg1) : ({F}, {F}) -> {F}',
    ),
    "different types": Syntax(
        f"{F}, tensor<2x?xf32>",
        f"%0 = stablehlo.add %arg0, %arg1 : ({F}, tensor<2x?xf32>) -> {F}",
        f'%0 = "stablehlo.add"(%arg0, %arg1) : ({F}, tensor<2x?xf32>) -> {F}',
    ),
    "attributes that belong to no slot": Syntax(
        F,
        f"%0 = stablehlo.abs %arg0 {{a = 1 : i64, b}} : {F}",
        f'%0 = "stablehlo.abs"(%arg0) {{a = 1 : i64, b}} : ({F}) -> {F}',
    ),
    "a functional type": Syntax(
        F,
        f"%0 = stablehlo.convert %arg0 : ({F}) -> {N}",
        f'%0 = "stablehlo.convert"(%arg0) : ({F}) -> {N}',
    ),
    "a constant": Syntax(
        "",
        "%c = stablehlo.constant dense<[1, 2]> : tensor<2xi32>",
        '%0 = "stablehlo.constant"() <{value = dense<[1, 2]> : tensor<2xi32>}> : () -> tensor<2xi32>',
    ),
    "a constant with attributes": Syntax(
        "",
        "%cst = stablehlo.constant {a = 1 : i64} dense<5.000000e-01> : tensor<f32>",
        '%0 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> {a = 1 : i64} : () -> tensor<f32>',
    ),
    "a quantized constant": Syntax(
        "",
        "%cst = stablehlo.constant() <{value = dense<3> : tensor<2xi8>}> "
        ": () -> tensor<2x!quant.uniform<i8:f32, 5.000000e-01:2>>",
        '%0 = "stablehlo.constant"() <{value = dense<3> : tensor<2xi8>}> '
        ": () -> tensor<2x!quant.uniform<i8:f32, 5.000000e-01:2>>",
    ),
    "an integer": Syntax(
        "",
        f"%0 = stablehlo.iota dim = 1 : {N}",
        f'%0 = "stablehlo.iota"() <{{iota_dimension = 1 : i64}}> : () -> {N}',
    ),
    "an array": Syntax(
        F,
        f"%0 = stablehlo.transpose %arg0, dims = [1, 0] : ({F}) -> tensor<3x2xf32>",
        f'%0 = "stablehlo.transpose"(%arg0) <{{permutation = array<i64: 1, 0>}}> : ({F}) -> tensor<3x2xf32>',
    ),
    "an empty array": Syntax(
        F,
        f"%0 = stablehlo.reverse %arg0, dims = [] : {F}",
        f'%0 = "stablehlo.reverse"(%arg0) <{{dimensions = array<i64>}}> : ({F}) -> {F}',
    ),
    "several arrays": Syntax(
        f"{F}, tensor<f32>",
        f"%0 = stablehlo.pad %arg0, %arg1, low = [0, 1], high = [2, -1], interior = [0, 0] "
        f": ({F}, tensor<f32>) -> tensor<4x3xf32>",
        f'%0 = "stablehlo.pad"(%arg0, %arg1) <{{edge_padding_high = array<i64: 2, -1>, '
        f"edge_padding_low = array<i64: 0, 1>, interior_padding = array<i64: 0, 0>}}> "
        f": ({F}, tensor<f32>) -> tensor<4x3xf32>",
    ),
    "an enumeration": Syntax(
        f"{F}, {F}",
        f"%0 = stablehlo.compare LT, %arg0, %arg1 : ({F}, {F}) -> {P}",
        f'%0 = "stablehlo.compare"(%arg0, %arg1) <{{comparison_direction = #stablehlo<comparison_direction LT>}}> '
        f": ({F}, {F}) -> {P}",
    ),
    "an optional enumeration": Syntax(
        f"{F}, {F}",
        f"%0 = stablehlo.compare EQ, %arg0, %arg1, TOTALORDER : ({F}, {F}) -> {P}",
        f'%0 = "stablehlo.compare"(%arg0, %arg1) <{{compare_type = #stablehlo<comparison_type TOTALORDER>, '
        f"comparison_direction = #stablehlo<comparison_direction EQ>}}> : ({F}, {F}) -> {P}",
    ),
    "enumeration and array": Syntax(
        "tensor<8xcomplex<f32>>",
        "%0 = stablehlo.fft %arg0, type = FFT, length = [8] : (tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>",
        '%0 = "stablehlo.fft"(%arg0) <{fft_length = array<i64: 8>, fft_type = #stablehlo<fft_type FFT>}> '
        ": (tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>",
    ),
    "an optional boolean": Syntax(
        "tensor<2x2xf32>",
        "%0 = stablehlo.cholesky %arg0, lower = true : tensor<2x2xf32>",
        '%0 = "stablehlo.cholesky"(%arg0) <{lower = true}> : (tensor<2x2xf32>) -> tensor<2x2xf32>',
    ),
    "ranges": Syntax(
        "tensor<2x9xf32>",
        "%0 = stablehlo.slice %arg0 [0:2, 1:9:3] : (tensor<2x9xf32>) -> tensor<2x3xf32>",
        '%0 = "stablehlo.slice"(%arg0) <{limit_indices = array<i64: 2, 9>, start_indices = array<i64: 0, 1>, '
        "strides = array<i64: 1, 3>}> : (tensor<2x9xf32>) -> tensor<2x3xf32>",
    ),
    "ranges of a scalar": Syntax(
        "tensor<f32>",
        "%0 = stablehlo.slice %arg0 [] : (tensor<f32>) -> tensor<f32>",
        '%0 = "stablehlo.slice"(%arg0) <{limit_indices = array<i64>, start_indices = array<i64>, '
        "strides = array<i64>}> : (tensor<f32>) -> tensor<f32>",
    ),
    "operands followed by an attribute": Syntax(
        f"{F}, {F}",
        f"%0 = stablehlo.concatenate %arg0, %arg1, dim = 0 : ({F}, {F}) -> tensor<4x3xf32>",
        f'%0 = "stablehlo.concatenate"(%arg0, %arg1) <{{dimension = 0 : i64}}> : ({F}, {F}) -> tensor<4x3xf32>',
    ),
    "an operand, more operands, an array": Syntax(
        f"{F}, tensor<i32>, tensor<i32>",
        f"%0 = stablehlo.dynamic_slice %arg0, %arg1, %arg2, sizes = [1, 2] "
        f": ({F}, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>",
        f'%0 = "stablehlo.dynamic_slice"(%arg0, %arg1, %arg2) <{{slice_sizes = array<i64: 1, 2>}}> '
        f": ({F}, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>",
    ),
    "parts of complex numbers": Syntax(
        f"{F}, {F}",
        "%0 = stablehlo.complex %arg0, %arg1 : tensor<2x3xcomplex<f32>>",
        f'%0 = "stablehlo.complex"(%arg0, %arg1) : ({F}, {F}) -> tensor<2x3xcomplex<f32>>',
    ),
    "parts of other sizes": Syntax(
        f"{F}, tensor<?x3xf32>",
        f"%0 = stablehlo.complex %arg0, %arg1 : ({F}, tensor<?x3xf32>) -> tensor<2x3xcomplex<f32>>",
        f'%0 = "stablehlo.complex"(%arg0, %arg1) : ({F}, tensor<?x3xf32>) -> tensor<2x3xcomplex<f32>>',
    ),
    "a choice": Syntax(
        f"{P}, {F}, {F}",
        f"%0 = stablehlo.select %arg0, %arg1, %arg2 : {P}, {F}",
        f'%0 = "stablehlo.select"(%arg0, %arg1, %arg2) : ({P}, {F}, {F}) -> {F}',
    ),
    "a choice between types": Syntax(
        f"{P}, tensor<?x3xf32>, {F}",
        f"%0 = stablehlo.select %arg0, %arg1, %arg2 : ({P}, tensor<?x3xf32>, {F}) -> {F}",
        f'%0 = "stablehlo.select"(%arg0, %arg1, %arg2) : ({P}, tensor<?x3xf32>, {F}) -> {F}',
    ),
    "a tuple": Syntax(
        f"{F}, {N}",
        f"%0 = stablehlo.tuple %arg0, %arg1 : {TUPLE}",
        f'%0 = "stablehlo.tuple"(%arg0, %arg1) : ({F}, {N}) -> {TUPLE}',
    ),
    "a part of a tuple": Syntax(
        TUPLE,
        f"%0 = stablehlo.get_tuple_element %arg0[1] : ({TUPLE}) -> {N}",
        f'%0 = "stablehlo.get_tuple_element"(%arg0) <{{index = 1 : i32}}> : ({TUPLE}) -> {N}',
    ),
    "any number of operands of one type": Syntax(
        "!stablehlo.token, !stablehlo.token",
        "%0 = stablehlo.after_all %arg0, %arg1 : !stablehlo.token",
        '%0 = "stablehlo.after_all"(%arg0, %arg1) : (!stablehlo.token, !stablehlo.token) -> !stablehlo.token',
    ),
    "none of them": Syntax(
        "",
        "%0 = stablehlo.after_all  : !stablehlo.token",
        '%0 = "stablehlo.after_all"() : () -> !stablehlo.token',
    ),
    "results of the operands' types": Syntax(
        f"{F}, {N}",
        f"%0:2 = stablehlo.optimization_barrier %arg0, %arg1 : {F}, {N}",
        f'%0:2 = "stablehlo.optimization_barrier"(%arg0, %arg1) : ({F}, {N}) -> ({F}, {N})',
    ),
    "no results": Syntax("", "stablehlo.optimization_barrier()", '"stablehlo.optimization_barrier"() : () -> ()'),
    "the bits of a format": Syntax(
        F,
        f"%0 = stablehlo.reduce_precision %arg0, format = e5m10 : {F}",
        f'%0 = "stablehlo.reduce_precision"(%arg0) <{{exponent_bits = 5 : i32, mantissa_bits = 10 : i32}}> '
        f": ({F}) -> {F}",
    ),
    "contracted dimensions": Syntax(
        "tensor<2x3xf32>, tensor<3x4xf32>",
        "%0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] "
        ": (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>",
        '%0 = "stablehlo.dot_general"(%arg0, %arg1) <{dot_dimension_numbers = #stablehlo.dot<'
        "lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}> "
        ": (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>",
    ),
    "batched dimensions, precision, algorithm": Syntax(
        "tensor<5x2x3xf32>, tensor<5x3x4xf32>",
        "%0 = stablehlo.dot_general %arg0, %arg1, batching_dims = [0] x [0], contracting_dims = [2] x [1], "
        "precision = [DEFAULT, DEFAULT], algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32, "
        "accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1, "
        "allow_imprecise_accumulation = false> : (tensor<5x2x3xf32>, tensor<5x3x4xf32>) -> tensor<5x2x4xf32>",
        '%0 = "stablehlo.dot_general"(%arg0, %arg1) <{algorithm = #stablehlo.dot_algorithm<'
        "lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32, lhs_component_count = 1, "
        "rhs_component_count = 1, num_primitive_operations = 1, allow_imprecise_accumulation = false>, "
        "dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], "
        "lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>, "
        "precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> "
        ": (tensor<5x2x3xf32>, tensor<5x3x4xf32>) -> tensor<5x2x4xf32>",
    ),
    "a window": Syntax(
        "tensor<1x8x8x2xf32>, tensor<3x3x2x4xf32>",
        "%0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], "
        "window = {stride = [2, 2], pad = [[1, 1], [0, 2]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], "
        "reverse = [false, true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} "
        ": (tensor<1x8x8x2xf32>, tensor<3x3x2x4xf32>) -> tensor<1x4x4x4xf32>",
        '%0 = "stablehlo.convolution"(%arg0, %arg1) <{batch_group_count = 1 : i64, '
        "dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>, "
        "feature_group_count = 1 : i64, lhs_dilation = array<i64: 1, 1>, "
        "padding = dense<[[1, 1], [0, 2]]> : tensor<2x2xi64>, rhs_dilation = array<i64: 1, 1>, "
        "window_reversal = array<i1: false, true>, window_strides = array<i64: 2, 2>}> "
        ": (tensor<1x8x8x2xf32>, tensor<3x3x2x4xf32>) -> tensor<1x4x4x4xf32>",
    ),
    "an empty window": Syntax(
        "tensor<1x8x2xf32>, tensor<3x2x4xf32>",
        "%0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {} "
        "{batch_group_count = 1 : i64, feature_group_count = 1 : i64} "
        ": (tensor<1x8x2xf32>, tensor<3x2x4xf32>) -> tensor<1x6x4xf32>",
        '%0 = "stablehlo.convolution"(%arg0, %arg1) <{batch_group_count = 1 : i64, '
        "dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 1 : i64}> "
        ": (tensor<1x8x2xf32>, tensor<3x2x4xf32>) -> tensor<1x6x4xf32>",
    ),
    "a foreign function": Syntax(
        F,
        f'%0 = stablehlo.custom_call @"a.b c"(%arg0) {{backend_config = "x", has_side_effect = true}} : ({F}) -> {F}',
        f'%0 = "stablehlo.custom_call"(%arg0) <{{backend_config = "x", call_target_name = "a.b c", '
        f"has_side_effect = true}}> : ({F}) -> {F}",
    ),
    "a named decomposition": Syntax(
        F,
        f'%0 = stablehlo.composite "my.op" %arg0 {{composite_attributes = {{n = 1 : i32}}, decomposition = @f, '
        f"version = 2 : i32}} : ({F}) -> {F}",
        f'%0 = "stablehlo.composite"(%arg0) <{{composite_attributes = {{n = 1 : i32}}, decomposition = @f, '
        f'name = "my.op", version = 2 : i32}}> : ({F}) -> {F}',
    ),
    "random numbers": Syntax(
        "tensor<f32>, tensor<f32>, tensor<2xi64>",
        f"%0 = stablehlo.rng %arg0, %arg1, %arg2, distribution = NORMAL "
        f": (tensor<f32>, tensor<f32>, tensor<2xi64>) -> {F}",
        f'%0 = "stablehlo.rng"(%arg0, %arg1, %arg2) <{{rng_distribution = #stablehlo<rng_distribution NORMAL>}}> '
        f": (tensor<f32>, tensor<f32>, tensor<2xi64>) -> {F}",
    ),
    "results with names of their own": Syntax(
        "tensor<2xui64>",
        f"%output_state, %output = stablehlo.rng_bit_generator %arg0, algorithm = PHILOX "
        f": (tensor<2xui64>) -> (tensor<2xui64>, {F})",
        f'%0:2 = "stablehlo.rng_bit_generator"(%arg0) <{{rng_algorithm = #stablehlo<rng_algorithm PHILOX>}}> '
        f": (tensor<2xui64>) -> (tensor<2xui64>, {F})",
    ),
    "a call": Syntax(
        F, f"%0 = call @f(%arg0) : ({F}) -> {F}", f'%0 = "func.call"(%arg0) <{{callee = @f}}> : ({F}) -> {F}'
    ),
    "a reduction by one op": Syntax(
        f"{F}, tensor<f32>",
        f"%0 = stablehlo.reduce(%arg0 init: %arg1) applies stablehlo.add across dimensions = [1] "
        f": ({F}, tensor<f32>) -> tensor<2xf32>",
        f"""%0 = "stablehlo.reduce"(%arg0, %arg1) <{{dimensions = array<i64: 1>}}> ({{
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %1 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%1) : (tensor<f32>) -> ()
    }}) : ({F}, tensor<f32>) -> tensor<2xf32>""",
    ),
    "a reduction by an op that is not commutative": Syntax(
        f"{F}, tensor<f32>",
        f"""%0 = stablehlo.reduce(%arg0 init: %arg1) across dimensions = [0, 1] : ({F}, tensor<f32>) -> tensor<f32>
     reducer(%arg2: tensor<f32>, %arg3: tensor<f32>)  {{
      %1 = stablehlo.subtract %arg2, %arg3 : tensor<f32>
      stablehlo.return %1 : tensor<f32>
    }}""",
        f"""%0 = "stablehlo.reduce"(%arg0, %arg1) <{{dimensions = array<i64: 0, 1>}}> ({{
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %1 = "stablehlo.subtract"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%1) : (tensor<f32>) -> ()
    }}) : ({F}, tensor<f32>) -> tensor<f32>""",
    ),
    "a reduction of two inputs": Syntax(
        f"{F}, {N}, tensor<f32>, tensor<i32>",
        f"""%0:2 = stablehlo.reduce(%arg0 init: %arg2), (%arg1 init: %arg3) across dimensions = [0] \
: ({F}, {N}, tensor<f32>, tensor<i32>) -> (tensor<3xf32>, tensor<3xi32>)
     reducer(%arg4: tensor<f32>, %arg6: tensor<f32>) (%arg5: tensor<i32>, %arg7: tensor<i32>)  {{
      stablehlo.return %arg4, %arg7 : tensor<f32>, tensor<i32>
    }}""",
        f"""%0:2 = "stablehlo.reduce"(%arg0, %arg1, %arg2, %arg3) <{{dimensions = array<i64: 0>}}> ({{
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<i32>, %arg6: tensor<f32>, %arg7: tensor<i32>):
      "stablehlo.return"(%arg4, %arg7) : (tensor<f32>, tensor<i32>) -> ()
    }}) : ({F}, {N}, tensor<f32>, tensor<i32>) -> (tensor<3xf32>, tensor<3xi32>)""",
    ),
    "a loop": Syntax(
        "tensor<i1>, tensor<i32>",
        """%0:2 = stablehlo.while(%iterArg = %arg0, %iterArg_0 = %arg1) : tensor<i1>, tensor<i32> attributes {a}
    cond {
      stablehlo.return %iterArg : tensor<i1>
    } do {
      %1 = stablehlo.not %iterArg : tensor<i1>
      stablehlo.return %1, %iterArg_0 : tensor<i1>, tensor<i32>
    }""",
        """%0:2 = "stablehlo.while"(%arg0, %arg1) ({
    ^bb0(%arg4: tensor<i1>, %arg5: tensor<i32>):
      "stablehlo.return"(%arg4) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg2: tensor<i1>, %arg3: tensor<i32>):
      %1 = "stablehlo.not"(%arg2) : (tensor<i1>) -> tensor<i1>
      "stablehlo.return"(%1, %arg3) : (tensor<i1>, tensor<i32>) -> ()
    }) {a} : (tensor<i1>, tensor<i32>) -> (tensor<i1>, tensor<i32>)""",
    ),
    "a string that is printed also where it is the default": Syntax(
        "!stablehlo.token",
        '%0 = "stablehlo.infeed"(%arg0) <{infeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token',
        '%0 = "stablehlo.infeed"(%arg0) <{infeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token',
    ),
    "no pretty form": Syntax(
        "tensor<i1>, tensor<f32>",
        """%0 = "stablehlo.if"(%arg0) ({
      stablehlo.return %arg1 : tensor<f32>
    }, {
      stablehlo.return %arg1 : tensor<f32>
    }) : (tensor<i1>) -> tensor<f32>""",
        """%0 = "stablehlo.if"(%arg0) ({
      "stablehlo.return"(%arg1) : (tensor<f32>) -> ()
    }, {
      "stablehlo.return"(%arg1) : (tensor<f32>) -> ()
    }) : (tensor<i1>) -> tensor<f32>""",
    ),
}


def arguments(types: str) -> str:
    """`%arg0: T, %arg1: U`, of types separated by commas that stand in no bracket."""
    parts, depth = [""], 0
    for char in types:
        depth += (char in "<(") - (char in ">)")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return ", ".join(f"%arg{i}: {part.strip()}" for i, part in enumerate(parts) if part.strip())


def pretty_program(syntax: Syntax) -> str:
    return f"""module {{
  func.func @main({arguments(syntax.arguments)}) {{
    {syntax.pretty}
    return
  }}
}}
"""


def generic_program(syntax: Syntax) -> str:
    types = ", ".join(part.partition(": ")[2] for part in arguments(syntax.arguments).split(", %"))
    label = f"  ^bb0({arguments(syntax.arguments)}):\n" if types else ""
    return f"""\
"builtin.module"() ({{
  "func.func"() <{{function_type = ({types}) -> (), sym_name = "main"}}> ({{
{label}    {syntax.generic}
    "func.return"() : () -> ()
  }}) : () -> ()
}}) : () -> ()
"""


def read(text: str) -> Module:
    return read_module(Source("test", text))


@pytest.mark.parametrize("title", SYNTAX)
def test_pretty_text_is_read_and_printed_as_it_stood(title: str) -> None:
    text = pretty_program(SYNTAX[title])
    assert print_module(read(text)) == text


@pytest.mark.parametrize("title", SYNTAX)
def test_generic_text_is_read_and_printed_as_it_stood(title: str) -> None:
    text = generic_program(SYNTAX[title])
    assert print_module(read(text), generic=True) == text


@pytest.mark.parametrize("title", SYNTAX)
def test_both_forms_are_the_same_program(title: str) -> None:
    pretty, generic = read(pretty_program(SYNTAX[title])), read(generic_program(SYNTAX[title]))
    assert same_module(pretty, generic) is None
    assert print_module(pretty, generic=True) == print_module(generic, generic=True)
