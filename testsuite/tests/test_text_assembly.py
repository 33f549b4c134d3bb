"""The language of assembly formats: loose spellings, what does not fit, mistakes, directives, spaces."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NamedTuple

import pytest
from stablehlo_reference.interpreter.diagnostics import ParseError
from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.assembly import format_of
from stablehlo_reference.interpreter.text.printer import print_module
from stablehlo_reference.interpreter.text.reader import read_module
from stablehlo_reference.spec.lang import (
    ANY_TYPE,
    ANYTHING,
    BOOLEAN,
    ELEMENTS,
    FLAG,
    I64,
    STRING,
    Op,
    attribute,
    operand,
    region,
    registry,
    result,
)
from stablehlo_reference.spec.lang.registry import dialects, find, mnemonics


class Syntax(NamedTuple):
    """Types of the arguments of a function, and one operation in it in both forms."""

    arguments: str
    pretty: str
    generic: str


F, N, P = "tensor<2x3xf32>", "tensor<2x3xi32>", "tensor<2x3xi1>"
TUPLE = f"tuple<{F}, {N}>"


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


# What may be spelled in more than one way -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("types", "loose", "canonical"),
    [
        (F, f"stablehlo.slice %arg0[0 : 2 : 1,0:3] : ({F}) -> {F}", f"stablehlo.slice %arg0 [0:2, 0:3] : ({F}) -> {F}"),
        (F, f"stablehlo.abs %arg0 : ({F}) -> {F}", f"stablehlo.abs %arg0 : {F}"),
        (F, f"stablehlo.abs %arg0 {{}} : {F}", f"stablehlo.abs %arg0 : {F}"),
        (
            "tensor<2x2xf32>",
            "stablehlo.cholesky %arg0, lower = false : tensor<2x2xf32>",
            "stablehlo.cholesky %arg0 : tensor<2x2xf32>",
        ),
        (
            F,
            f"stablehlo.custom_call @f(%arg0) {{has_side_effect = false, api_version = 1 : i32}} : ({F}) -> {F}",
            f"stablehlo.custom_call @f(%arg0) : ({F}) -> {F}",
        ),
        (
            F,
            f"stablehlo.tanh %arg0 {{result_accuracy = #stablehlo.result_accuracy<mode = "
            f"#stablehlo.result_accuracy_mode<DEFAULT>>}} : {F}",
            f"stablehlo.tanh %arg0 : {F}",
        ),
        (
            "tensor<1x8x2xf32>, tensor<3x2x4xf32>",
            "stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], "
            "window = {reverse = [1], stride = [1]} {feature_group_count = 1 : i64, batch_group_count = 1 : i64} "
            ": (tensor<1x8x2xf32>, tensor<3x2x4xf32>) -> tensor<1x6x4xf32>",
            "stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], "
            "window = {stride = [1], reverse = [true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} "
            ": (tensor<1x8x2xf32>, tensor<3x2x4xf32>) -> tensor<1x6x4xf32>",
        ),
        (
            "tensor<2x3xf32>, tensor<3x4xf32>",
            "stablehlo.dot_general %arg0, %arg1, batching_dims = []x[], contracting_dims = [1]x[0] "
            ": (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>",
            "stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] "
            ": (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>",
        ),
    ],
)
def test_other_spellings_are_read(types: str, loose: str, canonical: str) -> None:
    module = read(pretty_program(Syntax(types, f"%0 = {loose}", "")))
    assert print_module(module) == pretty_program(Syntax(types, f"%0 = {canonical}", ""))


@pytest.mark.parametrize(
    ("types", "generic"),
    [
        (
            F,
            f'"stablehlo.slice"(%arg0) <{{limit_indices = array<i64: 2>, start_indices = array<i64: 0, 0>, '
            f"strides = array<i64: 1, 1>}}> : ({F}) -> {F}",
        ),
        (F, f'"stablehlo.slice"(%arg0) : ({F}) -> {F}'),
        (F, f'"stablehlo.transpose"(%arg0) <{{permutation = array<i32: 1, 0>}}> : ({F}) -> tensor<3x2xf32>'),
        ("", f'"stablehlo.concatenate"() <{{dimension = 0 : i64}}> : () -> {F}'),
        (F, f'"stablehlo.add"(%arg0) : ({F}) -> {F}'),
        (F, f'"stablehlo.tuple"(%arg0) : ({F}) -> tuple<{N}>'),
        (F, f'"stablehlo.optimization_barrier"(%arg0) : ({F}) -> {N}'),
    ],
)
def test_an_operation_that_does_not_fit_its_pretty_form_is_printed_in_generic_form(types: str, generic: str) -> None:
    text = pretty_program(Syntax(types, f"%0 = {generic}", ""))
    assert print_module(read(text)) == text


def test_operations_of_a_function_need_no_dialect_and_those_in_other_regions_do() -> None:
    text = """module {
  func.func @f(%arg0: tensor<i1>) -> tensor<i1> {
    %0 = "stablehlo.if"(%arg0) ({
      %2 = func.call @f(%arg0) : (tensor<i1>) -> tensor<i1>
      stablehlo.return %2 : tensor<i1>
    }, {
      stablehlo.return %arg0 : tensor<i1>
    }) : (tensor<i1>) -> tensor<i1>
    %1 = call @f(%0) : (tensor<i1>) -> tensor<i1>
    return %1 : tensor<i1>
  }
}
"""
    assert print_module(read(text)) == text


# Mistakes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("types", "text", "message"),
    [
        (F, f"stablehlo.add %arg0 : {F}", "expected ',', found ':'"),
        (F, f"stablehlo.add %arg0, %arg0 : ({F}) -> {F}", "2 operands, but 1 type"),
        (F, f"stablehlo.slice %arg0 [0:2, 1] : ({F}) -> {F}", "expected ':', found ']'"),
        (
            f"{F}, {F}",
            f"stablehlo.compare LESS, %arg0, %arg1 : ({F}, {F}) -> {P}",
            "expected one of EQ, NE, GE, GT, LE",
        ),
        (F, f"stablehlo.transpose %arg0, dims = 1 : ({F}) -> {F}", "expected '[', found '1'"),
        (F, f"stablehlo.iota dim = x : {F}", "expected an integer, found 'x'"),
        (F, f"stablehlo.iota dim = 1 {{iota_dimension = 1 : i64}} : {F}", "attribute 'iota_dimension' is given twice"),
        (F, f"stablehlo.tuple %arg0 : {F}", "expected a tuple type"),
        (F, f"stablehlo.complex %arg0, %arg0 : {F}", "expected a tensor type of complex elements"),
        (F, f"stablehlo.reduce_precision %arg0, format = m10e5 : {F}", "expected the bits of exponent and mantissa"),
        (F, "stablehlo.constant 1 : i32", "expected a tensor constant"),
        (
            f"{F}, tensor<f32>",
            f"stablehlo.reduce(%arg0 init: %arg1) applies stablehlo.subtract across dimensions = [1] "
            f": ({F}, tensor<f32>) -> tensor<2xf32>",
            "expected a commutative op of two operands and one result",
        ),
        (
            "tensor<1x8x2xf32>",
            "stablehlo.convolution(%arg0, %arg0) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {step = [1]} "
            ": (tensor<1x8x2xf32>, tensor<1x8x2xf32>) -> tensor<1x6x4xf32>",
            "expected one of stride, pad, lhs_dilate, rhs_dilate, reverse, found 'step'",
        ),
        (
            "tensor<i1>",
            "stablehlo.while(%a = %arg0, %b = %arg0) : tensor<i1> cond { } do { }",
            "2 operands, but 1 type",
        ),
    ],
)
def test_mistakes_in_pretty_forms_are_explained(types: str, text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(pretty_program(Syntax(types, f"%0 = {text}", "")))
    assert message in str(caught.value)
    assert caught.value.diagnostics[0].line == 3


# The language of formats ----------------------------------------------------------------------------------------------


def test_every_format_of_every_op_can_be_read() -> None:
    for dialect in dialects():
        for mnemonic in mnemonics(dialect):
            op = find(f"{dialect}.{mnemonic}")
            assert op is not None
            assert (format_of(op) is None) == (op.assembly is None)


def test_a_format_that_names_no_slot_is_refused() -> None:
    op = Op("toy", "Toy.", slots=(operand("x", ANY_TYPE),), assembly="$y attr-dict", dialect="toy")
    with pytest.raises(KeyError):
        format_of(op)


def test_a_format_that_is_no_list_of_items_is_refused() -> None:
    op = Op("toy", "Toy.", slots=(operand("x", ANY_TYPE),), assembly="$x ; attr-dict", dialect="toy")
    with pytest.raises(ValueError, match="cannot be read at"):
        format_of(op)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialect with ops for directives that no op of StableHLO uses."""
    many = {"variadic": True}
    scan = (
        operand("inputs", ANY_TYPE, **many), operand("inits", ANY_TYPE, **many), attribute("dimension", I64),
        attribute("reverse", BOOLEAN, None), region("body"), result("outputs", ANY_TYPE, **many),
    )  # fmt: skip
    ops = [
        Op("scan", "Scans.", slots=scan, assembly="<scan inputs inits dimension body>", dialect="toy"),
        Op("hold", "Holds.", slots=(attribute("value", ELEMENTS), result("output", ANY_TYPE)),
           assembly="attr-dict <literal value>", dialect="toy"),
        Op("bodies", "Has bodies.", slots=(operand("x", ANY_TYPE), region("bodies", variadic=True)),
           assembly="operands <regions bodies> attr-dict : functional-type", dialect="toy"),
        Op("flags", "Has flags.", slots=(attribute("flag", FLAG, False), attribute("names", ANYTHING, None)),
           assembly="[ , $flag ] [ names $names ] attr-dict", dialect="toy"),
        Op("end", "Ends.", slots=(operand("values", ANY_TYPE, **many),), terminator=True, dialect="toy",
           assembly="[ $values : types($values) ]"),
    ]  # fmt: skip
    monkeypatch.setitem(sys.modules, "toy_ops", ModuleType("toy_ops"))
    for op in ops:
        if not op.terminator:
            op.cannot_run("it is a toy")
        module = ModuleType(f"toy_ops.{op.mnemonic}")
        module.op = op  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(registry._PACKAGES, "toy", "toy_ops")
    monkeypatch.setattr(registry, "_LOADED", dict(registry._LOADED))


TOYS = {
    "a scan": (
        f"""%0:3 = toy.scan(%arg0, %arg1) inits (%arg2) dimension=0  attributes {{reverse = true}} {{
    ^bb0(%input: tensor<3xf32>, %input_0: tensor<3xi32>, %carry: tensor<f32>):
      toy.end %input, %input_0, %carry : tensor<3xf32>, tensor<3xi32>, tensor<f32>
    }} : ({F}, {N}, tensor<f32>) -> ({F}, {N}, tensor<f32>)""",
        f"""%0:3 = "toy.scan"(%arg0, %arg1, %arg2) <{{dimension = 0 : i64, operandSegmentSizes = array<i32: 2, 1>, \
resultSegmentSizes = array<i32: 2, 1>, reverse = true}}> ({{
    ^bb0(%arg3: tensor<3xf32>, %arg4: tensor<3xi32>, %arg5: tensor<f32>):
      "toy.end"(%arg3, %arg4, %arg5) : (tensor<3xf32>, tensor<3xi32>, tensor<f32>) -> ()
    }}) : ({F}, {N}, tensor<f32>) -> ({F}, {N}, tensor<f32>)""",
    ),
    "a literal": (
        "%0 = toy.hold {a} dense<1> : tensor<2xi32>",
        '%0 = "toy.hold"() <{value = dense<1> : tensor<2xi32>}> {a} : () -> tensor<2xi32>',
    ),
    "two regions": (
        f"""toy.bodies %arg0 ({{
      toy.end
    }}, {{
    ^bb0(%arg3: {F}):
      toy.end %arg3 : {F}
    }}) : ({F}) -> ()""",
        f""""toy.bodies"(%arg0) ({{
      "toy.end"() : () -> ()
    }}, {{
    ^bb0(%arg3: {F}):
      "toy.end"(%arg3) : ({F}) -> ()
    }}) : ({F}) -> ()""",
    ),
    "no regions": (f"toy.bodies %arg0 : ({F}) -> ()", f'"toy.bodies"(%arg0) : ({F}) -> ()'),
    "a flag": ("toy.flags, flag {a}", '"toy.flags"() <{flag}> {a} : () -> ()'),
    "any attribute": ("toy.flags names [@a, 1]", '"toy.flags"() <{names = [@a, 1]}> : () -> ()'),
    "nothing": ("toy.flags", '"toy.flags"() : () -> ()'),
}


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize("title", TOYS)
def test_directives_of_other_dialects_are_read_and_printed(title: str) -> None:
    pretty, generic = (Syntax(f"{F}, {N}, tensor<f32>", text, text) for text in TOYS[title])
    module = read(pretty_program(pretty))
    assert print_module(module) == pretty_program(pretty)
    assert print_module(module, generic=True) == generic_program(generic)
    assert same_module(module, read(generic_program(generic))) is None


def test_spaces_stand_where_declarative_formats_of_mlir_have_them() -> None:
    slots = (operand("x", ANY_TYPE), attribute("n", I64), attribute("s", STRING), result("y", ANY_TYPE))
    op = Op("toy", "Toy.", slots=slots, assembly="( $x , k = $n ) '[' $s ']' -> { types($x) }", dialect="toy")
    format_ = format_of(op)
    assert format_ is not None
    spaces = [getattr(item, "space", None) for item in format_.items]
    assert spaces == ["", "", "", " ", " ", " ", "", " ", "", "", " ", " ", "", ""]
