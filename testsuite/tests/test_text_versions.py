"""Programs of MHLO, of VHLO and of older versions are read as the StableHLO programs that they stand for."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.interpreter.diagnostics import ParseError
from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.reader import read_attribute, read_module, read_type
from stablehlo_reference.interpreter.versions import vhlo
from stablehlo_reference.spec.lang import Op
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program


def read(text: str) -> Module:
    return read_module(Source("test", text))


def body(text: str) -> list[str]:
    """The printed operations of the one function of a program, its return left aside."""
    lines = str(read(text)).splitlines()
    inside = itertools.dropwhile(lambda line: "func.func" not in line, lines)
    return [line.strip() for line in list(inside)[1:-3]]


# MHLO -----------------------------------------------------------------------------------------------------------------

SHARED = [op for mnemonic in mnemonics() if (op := find(f"stablehlo.{mnemonic}")) is not None and op.examples]


@pytest.mark.parametrize("generic", [False, True], ids=["pretty", "generic"])
@pytest.mark.parametrize("op", SHARED, ids=lambda op: op.mnemonic)
def test_every_op_is_read_in_the_spelling_of_mhlo(op: Op, generic: bool) -> None:
    module = example_program(op, op.examples[0])[0]
    text = module.text(generic=generic).replace("stablehlo.", "mhlo.").replace("#stablehlo<", "#mhlo<")
    assert "mhlo." in text
    if op.mnemonic in ("async_start", "async_done"):  # those of MHLO are other ops
        with pytest.raises(ParseError, match="no counterpart"):
            read(text)
        return
    assert same_module(module, read(text)) is None


def test_functions_of_mhlo_that_are_those_of_chlo() -> None:
    names = ("acos", "acosh", "asin", "asinh", "atanh", "cosh", "erf", "sinh")
    lines = "\n".join(f"  %{i + 1} = mhlo.{name} %a : tensor<2xf32>" for i, name in enumerate(names))
    program = f"func.func @f(%a: tensor<2xf32>) {{\n{lines}\n  return\n}}"
    assert body(program) == [
        f"%{i} = chlo.{name} %arg0 : tensor<2xf32> -> tensor<2xf32>" for i, name in enumerate(names)
    ]


TOP_K = """
func.func @f(%a: tensor<4xf32>) {{
  %0:2 = mhlo.topk(%a, k = 2{largest}) : tensor<4xf32> -> (tensor<2xf32>, tensor<2xi32>)
  return
}}
"""


@pytest.mark.parametrize("largest", ["", ", largest = true"])
def test_topk_of_the_largest_is_top_k(largest: str) -> None:
    assert body(TOP_K.format(largest=largest)) == [
        "%values, %indices = chlo.top_k(%arg0, k = 2) : tensor<4xf32> -> (tensor<2xf32>, tensor<2xi32>)"
    ]


def test_topk_of_the_smallest_has_no_counterpart() -> None:
    with pytest.raises(ParseError, match=r"'mhlo\.topk' cannot be read: .* largest elements only"):
        read(TOP_K.format(largest=", largest = false"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("%0 = mhlo.copy %a : tensor<2xf32>", r"'mhlo\.copy': it has no counterpart in StableHLO: it changes no value"),
        ('%0 = "mhlo.fusion"(%a) : (tensor<2xf32>) -> tensor<2xf32>', r"'mhlo\.fusion': it has no counterpart"),
        ('%0 = "mhlo.absolute"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "dialect 'mhlo' has no 'absolute'"),
        ('"mhlo.cstr_reshapable"() : () -> ()', "it was removed in 2023"),
        ('%0 = "vhlo.abs_v2"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "'abs' has 1 version"),
        ('%0 = "vhlo.exponential_v3"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "'exponential' has 2 versions"),
        ('%0 = "vhlo.abs"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "end with a version"),
        ('%0 = "vhlo.absolute_v1"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "dialect 'vhlo' has no 'absolute_v1'"),
    ],
)
def test_what_has_no_counterpart_is_refused_with_the_reason(text: str, message: str) -> None:
    program = f"func.func @f(%a: tensor<2xf32>) {{\n  {text}\n  return\n}}"
    with pytest.raises(ParseError, match=message) as caught:
        read(program)
    (problem,) = caught.value.diagnostics
    assert problem.line == 2
    assert problem.op is not None
    assert problem.op in text
    kept = read_module(Source("test", program), allow_unregistered=True) if text.count('"') == 2 else None
    assert kept is None or text.split('"')[1] in str(kept)


# Older versions -------------------------------------------------------------------------------------------------------

ARRAYS = "dense<[1, 0]> : tensor<2xi64>"
CASES = {
    "an array was a tensor constant": (
        f'%0 = "stablehlo.transpose"(%a) {{permutation = {ARRAYS}}} : (tensor<2x3xf32>) -> tensor<3x2xf32>',
        ["%0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>"],
        ["'permutation' is array<i64> instead of a tensor constant"],
    ),
    "an array was a list": (
        '%0 = "stablehlo.reverse"(%a) {dimensions = [1, 0]} : (tensor<2x3xf32>) -> tensor<2x3xf32>',
        ["%0 = stablehlo.reverse %arg0, dims = [1, 0] : tensor<2x3xf32>"],
        ["'dimensions' is array<i64> instead of [1 : i64, 0 : i64]"],
    ),
    "no dimensions": (
        '%0 = "stablehlo.broadcast_in_dim"(%s) {broadcast_dimensions = dense<> : tensor<0xi64>} : '
        "(tensor<f32>) -> tensor<2xf32>",
        ["%0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2xf32>"],
        ["'broadcast_dimensions' is array<i64> instead of a tensor constant"],
    ),
    "members of enumerations were strings": (
        '%0 = "stablehlo.compare"(%a, %a) {comparison_direction = "GE", compare_type = "TOTALORDER"} : '
        "(tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>",
        ["%0 = stablehlo.compare GE, %arg0, %arg0, TOTALORDER : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>"],
        [
            "'comparison_direction' is #stablehlo<comparison_direction GE> instead of \"GE\"",
            "'compare_type' is #stablehlo<comparison_type TOTALORDER> instead of \"TOTALORDER\"",
        ],
    ),
    "structures were dictionaries": (
        '%0 = "stablehlo.dot_general"(%a, %a) {dot_dimension_numbers = {lhs_contracting_dimensions = dense<1> : '
        "tensor<1xi64>, rhs_contracting_dimensions = dense<1> : tensor<1xi64>}} : "
        "(tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>",
        [
            "%0 = stablehlo.dot_general %arg0, %arg0, contracting_dims = [1] x [1] : "
            "(tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>"
        ],
        ["'dot_dimension_numbers' is #stablehlo.dot instead of a dictionary"],
    ),
    "distributions were ops": (
        '%0 = "stablehlo.rng_normal"(%s, %s, %i) : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<4xf32>',
        [
            "%0 = stablehlo.rng %arg1, %arg1, %arg2, distribution = NORMAL : "
            "(tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<4xf32>"
        ],
        ["'stablehlo.rng_normal' is called 'stablehlo.rng'"],
    ),
    "algorithms were numbers": (
        '%0:2 = "stablehlo.rng_bit_generator"(%u) {rng_algorithm = 2 : i32} : '
        "(tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)",
        [
            "%output_state, %output = stablehlo.rng_bit_generator %arg3, algorithm = PHILOX : "
            "(tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)"
        ],
        ["'rng_algorithm' is #stablehlo<rng_algorithm PHILOX> instead of 2 : i32"],
    ),
    "operands stood in parentheses": (
        "%0 = stablehlo.convert(%a) : (tensor<2x3xf32>) -> tensor<2x3xf64>",
        ["%0 = stablehlo.convert %arg0 : (tensor<2x3xf32>) -> tensor<2x3xf64>"],
        ["operands stand without parentheses"],
    ),
    "calls were scheduled": (
        "mhlo.custom_call @f() {custom_call_schedule = #mhlo<custom_call_schedule NONE>} : () -> ()",
        ["stablehlo.custom_call @f() : () -> ()"],
        ["'mhlo.custom_call' is called 'stablehlo.custom_call'", "'custom_call_schedule' is left out"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_older_spellings_are_read_and_named(case: str) -> None:
    old, new, remarks = CASES[case]
    arguments = "%a: tensor<2x3xf32>, %s: tensor<f32>, %i: tensor<1xi64>, %u: tensor<2xui64>"
    text = f"func.func @f({arguments}) {{\n{old}\nreturn\n}}"
    module = read(text)
    assert body(text) == new
    assert [said for said, _ in module.upgrades] == remarks
    assert {span.source.position(span.start)[0] for _, span in module.upgrades} == {2}
    assert read(str(module)).upgrades == ()


COLLECTIVE = """
func.func @f(%a: tensor<3xf32>) -> tensor<3xf32> {
  %0 = "stablehlo.all_reduce"(%a) ({
    ^bb0(%x: tensor<f32>, %y: tensor<f32>):
      %1 = stablehlo.add %x, %y : tensor<f32>
      stablehlo.return %1 : tensor<f32>
  }) {replica_groups = dense<0> : tensor<1x1xi64>, CHANNEL} : (tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
"""


@pytest.mark.parametrize(
    "channel",
    [
        "channel_id = {handle = 5 : i64, type = 1 : i64}",
        "channel_handle = {handle = 5 : i64, type = 1 : i64}",
        "channel_id = #mhlo.channel_handle<handle = 5, type = 1>",
    ],
)
def test_channels_were_given_otherwise(channel: str) -> None:
    today = COLLECTIVE.replace("CHANNEL", "channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>")
    assert same_module(read(today), read(COLLECTIVE.replace("CHANNEL", channel))) is None


def test_a_flag_was_a_boolean() -> None:
    channel = "channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>"
    off = COLLECTIVE.replace("CHANNEL", f"{channel}, use_global_device_ids = false")
    on = COLLECTIVE.replace("CHANNEL", f"{channel}, use_global_device_ids = true")
    assert "use_global_device_ids" not in str(read(off))
    assert "use_global_device_ids}>" in str(read(on))


def test_the_padding_attribute_of_dynamic_conv_is_left_out() -> None:
    op = find("stablehlo.dynamic_conv")
    assert op is not None
    module = example_program(op, op.examples[0])[0]
    old = module.text(generic=True).replace("<{batch", "<{padding = dense<0> : tensor<1x2xi64>, batch", 1)
    assert old.count("padding = ") == 1
    assert same_module(module, read(old)) is None


def test_functions_stood_without_their_dialect() -> None:
    old = "func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n  return %a : tensor<2xf32>\n}"
    assert same_module(read(old.replace("func @", "func.func @")), read(old)) is None


def test_what_is_of_no_time_is_left_to_the_verifier() -> None:
    for wrong in ('"LESS"', "{x = 1 : i64}", "3 : i32"):
        text = f"""func.func @f(%a: tensor<2xf32>) {{
  %0 = "stablehlo.compare"(%a, %a) {{comparison_direction = {wrong}}} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  return
}}"""
        (problem,) = si.check(text)
        assert "comparison_direction" in problem.message
    dictionary = """func.func @f(%a: tensor<2x2xf32>) {
  %0 = "stablehlo.dot_general"(%a, %a) {dot_dimension_numbers = {lhs = dense<1> : tensor<1xi64>}} :
    (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  return
}"""
    (problem,) = si.check(dictionary)
    assert "dot_dimension_numbers" in problem.message


def test_print_upgrade_says_what_it_upgraded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "old.mlir"
    program.write_text(
        "func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n"
        "  %0 = mhlo.add %a, %a : tensor<2xf32>\n"
        "  %1 = mhlo.add %0, %0 : tensor<2xf32>\n"
        "  return %1 : tensor<2xf32>\n}\n"
    )
    assert main(["print", "--upgrade", str(program)]) == 0
    out, err = capsys.readouterr()
    assert "mhlo" not in out
    remarks = [line for line in err.splitlines() if ": remark: " in line]
    assert remarks == [f"{program}:{line}:3: remark: 'mhlo.add' is called 'stablehlo.add'" for line in (2, 3)]
    assert main(["print", str(program)]) == 0
    assert capsys.readouterr() == (out, "")


# VHLO -----------------------------------------------------------------------------------------------------------------

TYPES = {
    "!vhlo.bool_v1": "i1", "!vhlo.f32_v1": "f32", "!vhlo.bf16_v1": "bf16", "!vhlo.f8E4M3FN_v1": "f8E4M3FN",
    "!vhlo.tf31_v1": "tf32", "!vhlo.i4_v1": "i4", "!vhlo.ui64_v1": "ui64", "!vhlo.index_v1": "index",
    "!vhlo.none_v1": "none", "!vhlo.token_v1": "!stablehlo.token", "!vhlo.witness_v1": "!shape.witness",
    "!vhlo.complex_v1<!vhlo.f64_v1>": "complex<f64>",
    "!vhlo.tensor_v1<!vhlo.f32_v1>": "tensor<f32>",
    "!vhlo.tensor_v1<2x?x!vhlo.ui8_v1, #vhlo.type_extensions_v1<bounds = [?, 4]>>":
        "tensor<2x?xui8, #stablehlo.bounds<?, 4>>",
    "!vhlo.unranked_tensor_v1<!vhlo.i32_v1>": "tensor<*xi32>",
    "!vhlo.buffer_v1<3x!vhlo.i32_v1>": "memref<3xi32>",
    "!vhlo.tuple_v1<!vhlo.tensor_v1<!vhlo.i8_v1>, !vhlo.token_v1>": "tuple<tensor<i8>, !stablehlo.token>",
    "!vhlo.future_v1<!vhlo.tensor_v1<!vhlo.i8_v1>>": "!stablehlo.future<tensor<i8>>",
    "!vhlo.func_v1<(()) -> ()>": "() -> ()",
    "!vhlo.func_v1<(!vhlo.i8_v1, !vhlo.f32_v1) -> !vhlo.i8_v1>": "(i8, f32) -> i8",
    "!vhlo.func_v1<(!vhlo.i8_v1) -> !vhlo.i8_v1, !vhlo.f32_v1>": "(i8) -> (i8, f32)",
    "!vhlo.quant_v1<!vhlo.i8_v1:!vhlo.f32_v1, 5.0e-01:3, -128:127, 1>": "!quant.uniform<i8:f32, 0.5:3>",
    "!vhlo.quant_v1<!vhlo.i8_v1:!vhlo.f32_v1, 5.0e-01:3, 0:255, 0>": "!quant.uniform<u8:f32, 0.5:3>",
    "!vhlo.quant_per_axis_v1<!vhlo.i8_v1:!vhlo.f32_v1, 1, [0.5, 0.25], [0, -3], -3:4, 1>":
        "!quant.uniform<i8<-3:4>:f32:1, {0.5, 0.25:-3}>",
}  # fmt: skip


@pytest.mark.parametrize("text", TYPES)
def test_a_type_of_vhlo_is_read(text: str) -> None:
    assert read_type(text) == read_type(TYPES[text])


ATTRIBUTES = {
    "#vhlo.integer_v1<-3 : i8>": "-3 : i8",
    "#vhlo.float_v1<1.5 : !vhlo.bf16_v1>": "1.5 : bf16",
    "#vhlo.bool_v1<true>": "true",
    '#vhlo.string_v1<"a\\22b">': '"a\\22b"',
    "#vhlo.tensor_v1<dense<[1, 2]> : tensor<2xi64>>": "dense<[1, 2]> : tensor<2xi64>",
    '#vhlo.array_v1<[#vhlo.integer_v1<1 : i32>, #vhlo.array_v1<[]>]>': "[1 : i32, []]",
    '#vhlo.dict_v1<{#vhlo.string_v1<"a"> = #vhlo.integer_v1<1 : i32>, #vhlo.string_v1<"b"> = #vhlo.dict_v1<{}>}>':
        "{a = 1 : i32, b = {}}",
    "#vhlo.type_v1<!vhlo.f32_v1>": "f32",
    "#vhlo<comparison_type_v1 NOTYPE>": "#stablehlo<comparison_type NOTYPE>",
    "#vhlo<transpose_v1 ADJOINT>": "#stablehlo<transpose ADJOINT>",
    "#vhlo.result_accuracy_v1<atol = 1.0e-05, rtol = 0.0, ulps = 1, mode = #vhlo<result_accuracy_mode_v1 TOLERANCE>>":
        "#stablehlo.result_accuracy<atol = 1.0e-05, ulps = 1, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>",
    "#vhlo.output_operand_alias_v1<outputTupleIndices = [0], operandIndex = 1, operandTupleIndices = []>":
        "#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 1, operand_tuple_indices = []>",
    '#vhlo.replica_group_mesh_axes_v1<mesh = #vhlo.string_v1<"m">, axes = #vhlo.array_v1<[#vhlo.axis_ref_v1<name = '
    '#vhlo.string_v1<"x">, sub_axis_info = #vhlo.sub_axis_info_v1<pre_size = 1, size = 2>>]>>':
        '#stablehlo.replica_group_mesh_axes<mesh = @m, axes = [#stablehlo.axis_ref<name = "x", sub_axis_info = (1)2>]>',
    "#vhlo.mesh_v1<axes = #vhlo.array_v1<[#vhlo.mesh_axis_v1<name = #vhlo.string_v1<\"x\">, size = 2>]>, device_ids = "
    "#vhlo.tensor_v1<dense<[1, 0]> : tensor<2xi64>>>":
        '#stablehlo.mesh<axes = [#stablehlo.mesh_axis<name = "x", size = 2>], '
        "device_ids = dense<[1, 0]> : tensor<2xi64>>",
}  # fmt: skip


@pytest.mark.parametrize("text", ATTRIBUTES)
def test_an_attribute_of_vhlo_is_read(text: str) -> None:
    assert read_attribute(text) == read_attribute(ATTRIBUTES[text])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("!vhlo.f32", "unknown type '!vhlo.f32'"),
        ("!vhlo.f33_v1", "unknown type"),
        ("!vhlo.quant_v1<!vhlo.f32_v1:!vhlo.f32_v1, 1.0:0, 0:1, 1>", "expected an integer type"),
        ("!vhlo.quant_v1<!vhlo.i8_v1:!vhlo.f32_v1, 0.0:0, -128:127, 1>", "no quantized type"),
        ("!vhlo.tuple_v1", "expected '<'"),
        ("#vhlo.integer_v2<1 : i8>", "unknown attribute '#vhlo.integer_v2'"),
        ("#vhlo.bool_v1<1>", "expected 'true' or 'false'"),
        ("#vhlo<fft_type RFFT>", "no enumeration"),
        ("#vhlo<dot_v1 RFFT>", "no enumeration"),
        ("#vhlo<fft_type_v1 XFFT>", "expected one of"),
        ("#vhlo.dict_v1<{#vhlo.bool_v1<true> = #vhlo.bool_v1<true>}>", "a string that names"),
        ("#vhlo.float_v1<1.0 : !vhlo.i8_v1>", "no type of floats"),
        ("#vhlo.mesh_axis_v1<name = #vhlo.string_v1<\"x\">>", "has the fields name, size"),
        ("#vhlo.mesh_axis_v1<name = 3, size = 2>", "'name' of 'mesh_axis' must be str"),
        ("#vhlo.mesh_v1<axes = #vhlo.array_v1<[#vhlo.bool_v1<true>]>>", "'axes' of 'mesh'"),
    ],
)
def test_what_vhlo_does_not_have_is_refused(text: str, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        read_type(text) if text.startswith("!") else read_attribute(text)


VERSIONED = """
vhlo.func_v1 @helper(%a: !vhlo.tensor_v1<2x!vhlo.f32_v1>) -> (!vhlo.tensor_v1<2x!vhlo.f32_v1>) {
  "vhlo.return_v1"(%a) : (!vhlo.tensor_v1<2x!vhlo.f32_v1>) -> ()
} {arg_attrs = #vhlo.array_v1<[]>, res_attrs = #vhlo.array_v1<[]>, sym_visibility = #vhlo.string_v1<"private">}
vhlo.func_v1 @outside() -> () {
} {arg_attrs = #vhlo.array_v1<[]>, res_attrs = #vhlo.array_v1<[]>, sym_visibility = #vhlo.string_v1<"private">}
"vhlo.func_v1"() <{arg_attrs = #vhlo.array_v1<[#vhlo.dict_v1<{#vhlo.string_v1<"x.y"> = #vhlo.integer_v1<1 : i32>}>]>,
    function_type = #vhlo.type_v1<!vhlo.func_v1<(!vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<!vhlo.f32_v1>>>,
    res_attrs = #vhlo.array_v1<[]>, sym_name = #vhlo.string_v1<"main">, sym_visibility = #vhlo.string_v1<"">}> ({
^bb0(%a: !vhlo.tensor_v1<2x!vhlo.f32_v1>):
  %0 = "vhlo.call_v1"(%a) <{callee = #vhlo.string_v1<"helper">}> :
    (!vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<2x!vhlo.f32_v1>
  %1 = "vhlo.exponential_v1"(%0) : (!vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<2x!vhlo.f32_v1>
  %2 = "vhlo.exponential_v2"(%1) <{result_accuracy = #vhlo.result_accuracy_v1<atol = 0.0, rtol = 0.0, ulps = 0,
    mode = #vhlo<result_accuracy_mode_v1 DEFAULT>>}> :
    (!vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<2x!vhlo.f32_v1>
  %3 = "vhlo.dot_general_v1"(%2, %2) <{lhs_batching_dimensions = #vhlo.tensor_v1<dense<> : tensor<0xi64>>,
    rhs_batching_dimensions = #vhlo.tensor_v1<dense<> : tensor<0xi64>>,
    lhs_contracting_dimensions = #vhlo.tensor_v1<dense<0> : tensor<1xi64>>,
    rhs_contracting_dimensions = #vhlo.tensor_v1<dense<0> : tensor<1xi64>>,
    precision_config = #vhlo.array_v1<[#vhlo<precision_v1 DEFAULT>, #vhlo<precision_v1 DEFAULT>]>}> :
    (!vhlo.tensor_v1<2x!vhlo.f32_v1>, !vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<!vhlo.f32_v1>
  %4 = "vhlo.dot_general_v2"(%2, %2) <{lhs_batching_dimensions = #vhlo.tensor_v1<dense<> : tensor<0xi64>>,
    rhs_batching_dimensions = #vhlo.tensor_v1<dense<> : tensor<0xi64>>,
    lhs_contracting_dimensions = #vhlo.tensor_v1<dense<0> : tensor<1xi64>>,
    rhs_contracting_dimensions = #vhlo.tensor_v1<dense<0> : tensor<1xi64>>,
    precision_config = #vhlo.array_v1<[#vhlo<precision_v1 DEFAULT>, #vhlo<precision_v1 HIGH>]>,
    lhs_precision_type = #vhlo.type_v1<!vhlo.tf31_v1>, rhs_precision_type = #vhlo.type_v1<!vhlo.tf31_v1>,
    accumulation_type = #vhlo.type_v1<!vhlo.f32_v1>, lhs_component_count = #vhlo.integer_v1<1 : i64>,
    rhs_component_count = #vhlo.integer_v1<1 : i64>, num_primitive_operations = #vhlo.integer_v1<1 : i64>,
    allow_imprecise_accumulation = #vhlo.bool_v1<false>}> :
    (!vhlo.tensor_v1<2x!vhlo.f32_v1>, !vhlo.tensor_v1<2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<!vhlo.f32_v1>
  %5 = "vhlo.all_reduce_v1"(%4) <{channel_id = #vhlo.integer_v1<7 : i64>,
    replica_groups = #vhlo.tensor_v1<dense<0> : tensor<1x1xi64>>, use_global_device_ids = #vhlo.bool_v1<true>}> ({
  ^bb0(%x: !vhlo.tensor_v1<!vhlo.f32_v1>, %y: !vhlo.tensor_v1<!vhlo.f32_v1>):
    %6 = "vhlo.add_v1"(%x, %y) : (!vhlo.tensor_v1<!vhlo.f32_v1>, !vhlo.tensor_v1<!vhlo.f32_v1>)
      -> !vhlo.tensor_v1<!vhlo.f32_v1>
    "vhlo.return_v1"(%6) : (!vhlo.tensor_v1<!vhlo.f32_v1>) -> ()
  }) : (!vhlo.tensor_v1<!vhlo.f32_v1>) -> !vhlo.tensor_v1<!vhlo.f32_v1>
  %7 = "vhlo.custom_call_v1"(%5) <{api_version = #vhlo<api_version_v1 API_VERSION_TYPED_FFI>,
    backend_config = #vhlo.dict_v1<{}>, call_target_name = #vhlo.string_v1<"foo">,
    called_computations = #vhlo.array_v1<[#vhlo.string_v1<"helper">]>, has_side_effect = #vhlo.bool_v1<false>,
    operand_layouts = #vhlo.array_v1<[#vhlo.tensor_v1<dense<> : tensor<0xindex>>]>, result_layouts =
    #vhlo.array_v1<[#vhlo.tensor_v1<dense<> : tensor<0xindex>>]>, output_operand_aliases = #vhlo.array_v1<[]>}> :
    (!vhlo.tensor_v1<!vhlo.f32_v1>) -> !vhlo.tensor_v1<!vhlo.f32_v1>
  "vhlo.return_v1"(%7) : (!vhlo.tensor_v1<!vhlo.f32_v1>) -> ()
}) : () -> ()
"""

PLAIN = """
func.func private @helper(%a: tensor<2xf32>) -> tensor<2xf32> {
  return %a : tensor<2xf32>
}
func.func private @outside()
func.func @main(%a: tensor<2xf32> {x.y = 1 : i32}) -> tensor<f32> {
  %0 = call @helper(%a) : (tensor<2xf32>) -> tensor<2xf32>
  %1 = stablehlo.exponential %0 : tensor<2xf32>
  %2 = stablehlo.exponential %1 : tensor<2xf32>
  %3 = stablehlo.dot_general %2, %2, contracting_dims = [0] x [0] : (tensor<2xf32>, tensor<2xf32>) -> tensor<f32>
  %4 = stablehlo.dot_general %2, %2, contracting_dims = [0] x [0], precision = [DEFAULT, HIGH],
    algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32,
    lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1,
    allow_imprecise_accumulation = false> : (tensor<2xf32>, tensor<2xf32>) -> tensor<f32>
  %5 = "stablehlo.all_reduce"(%4) <{channel_handle = #stablehlo.channel_handle<handle = 7, type = 0>,
    replica_groups = dense<0> : tensor<1x1xi64>, use_global_device_ids}> ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %6 = stablehlo.add %x, %y : tensor<f32>
    stablehlo.return %6 : tensor<f32>
  }) : (tensor<f32>) -> tensor<f32>
  %7 = stablehlo.custom_call @foo(%5) {api_version = 4 : i32, called_computations = [@helper],
    operand_layouts = [dense<> : tensor<0xindex>], result_layouts = [dense<> : tensor<0xindex>]} :
    (tensor<f32>) -> tensor<f32>
  return %7 : tensor<f32>
}
"""


def test_a_program_of_vhlo_is_the_program_that_it_stands_for() -> None:
    module = read(VERSIONED)
    assert same_module(read(PLAIN), module) is None
    assert str(module) == str(read(PLAIN))


def test_every_second_version_is_of_an_op_that_exists() -> None:
    for mnemonic, version in vhlo.SECOND_VERSIONS.items():
        op = find(f"stablehlo.{mnemonic}")
        assert op is not None
        assert tuple(map(int, op.since.split("."))) < tuple(map(int, version.split(".")))
