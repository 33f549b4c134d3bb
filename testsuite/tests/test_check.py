"""`check` says everything that is wrong with a program, once, and says where."""

from __future__ import annotations

import re
import time

import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter import Diagnostic, Limits, Severity

BODY = "func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {{\n{}\n  return %a : tensor<2xf32>\n}}\n"


def places(text: str, **options: object) -> list[tuple[int, int]]:
    return [(one.line, one.column) for one in si.check(text, "x.mlir", **options)]  # type: ignore[arg-type]


def program(*lines: str) -> str:
    """A function with these lines, the first of which is line 2."""
    return BODY.format("\n".join(f"  {line}" for line in lines))


ADD = "stablehlo.add %a, %a : tensor<2xf32>"

BROKEN = {
    # what is wrong, one error in each -> where
    "%0 = stablehlo.ad %a, %a : tensor<2xf32>": 8,
    "%0 = stablehlo.add %a %a : tensor<2xf32>": 25,
    "%0 = stablehlo.add %a, %a : tensor<2xf3>": 40,
    "%0 = stablehlo.add %a, %a : tensor<2xf32": None,
    "%0 = stablehlo.add %a, %a tensor<2xf32>": 29,
    "%0 = stablehlo.constant dense<[1.0, 2]> : tensor<2xf32>": 39,
    "%0 = stablehlo.constant dense<[1.0, 2.0, 3.0]> : tensor<2xf32>": 27,
    '%0 = "stablehlo.add"(%a, %a : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>': 31,
    '%0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>) -> tensor<2xf32>': 32,
    '%0 = "stablehlo.add"(%a, %a) {x = [1, 2} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>': 42,
    '%0 = "stablehlo.add"(%a, %a) {x = "open} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>': 37,
    "%0 = $": 8,
    "%0 = ": None,
    "%0:2 = stablehlo.add %a, %a : tensor<2xf32>": 3,
    '%0 = "stablehlo.add"(%a) : (tensor<2xf32>) -> tensor<2xf32>': 3,
    "%0 = call @nobody(%a) : (tensor<2xf32>) -> tensor<2xf32>": 3,
}  # fmt: skip


@pytest.mark.parametrize("line", BROKEN)
def test_one_mistake_gives_one_message_and_what_follows_from_it_none(line: str) -> None:
    """What would use the lost value is judged for itself only, and the mistakes around are found as well."""
    follow_up = "%9 = stablehlo.multiply %0, %0 : tensor<2xf32>"
    independent = '%8 = "stablehlo.abs"(%a) : (tensor<2xf32>) -> tensor<3xf32>'
    found = si.check(program(line, follow_up, independent, line.replace("%0", "%1")), "x.mlir")
    assert [one.line for one in found] in ([2, 4, 5], [3, 4, 5], [2, 4, 6], [3, 4, 6])
    if BROKEN[line] is not None:
        assert (found[0].line, found[0].column) == (2, BROKEN[line])


@pytest.mark.parametrize("line", BROKEN)
def test_the_first_problem_is_the_one_that_parse_gives(line: str) -> None:
    text = program(line)
    with pytest.raises(si.ProgramError) as caught:
        si.parse(text, "x.mlir")
    first = si.check(text, "x.mlir")[0]
    assert first.with_notes() == caught.value.diagnostics[0].with_notes()
    assert si.check(text, "x.mlir", recover=False)[0] == caught.value.diagnostics[0]


def test_a_lost_function_is_known_to_those_who_call_it_and_its_body_is_read() -> None:
    text = """func.func @lost(%a: tensor<2xf3>, %b: tensor<2xf32>) -> tensor<2xf32> {
  %0 = stablehlo.add %a, %b : tensor<2xf32>
  %1 = stablehlo.ad %0, %b : tensor<2xf32>
  return %1 : tensor<2xf32>
}
func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
  %0 = call @lost(%a) : (tensor<2xf32>) -> tensor<2xf32>
  return %b : tensor<2xf32>
}
"""
    assert places(text) == [(1, 30), (3, 8), (8, 10)]


def test_a_lost_module_is_read_on() -> None:
    text = "module @m attributes {a = #nope} {\n  func.func @main() {\n    %0 = stablehlo.ad\n    return\n  }\n}\n"
    assert places(text) == [(1, 27), (3, 10)]


def test_lost_block_arguments_are_unknown_and_the_region_is_read() -> None:
    text = program(
        "%c = stablehlo.constant dense<0.0> : tensor<f32>",
        '%0 = "stablehlo.reduce"(%a, %c) ({',
        "^bb0(%x: tensor<f32>, %y: tensor<f3>):",
        "  %1 = stablehlo.add %x, %y : tensor<f32>",
        "  %2 = stablehlo.add %x, %z : tensor<f32>",
        "  stablehlo.return %1 : tensor<f32>",
        "}) {dimensions = array<i64: 0>} : (tensor<2xf32>, tensor<f32>) -> tensor<f32>",
    )
    assert places(text) == [(4, 36), (6, 28)]


def test_a_region_that_cannot_be_read_is_passed_over() -> None:
    text = program("%0 = chlo.nothing(%a) {", "^bb0(%x: tensor<f32>):", "  stablehlo.return %x : tensor<f32>", "}")
    assert places(text) == [(2, 8)]


def test_an_operation_that_swallows_the_next_gives_it_back() -> None:
    text = program("%0 = stablehlo.tan", f"%1 = {ADD}", '%2 = "stablehlo.abs"(%1) : (tensor<2xf32>) -> tensor<3xf32>')
    found = si.check(text, "x.mlir")
    assert [one.line for one in found] == [3, 4]
    assert [(one.message, one.line) for one in found[0].notes] == [("in the operation that begins here", 2)]


def test_lost_aliases_are_unknown() -> None:
    text = "!t = tensor<2xf3>\n#m = affine_map<(d0) -> (d0>\n" + program("%0 = stablehlo.ad")
    text += 'func.func private @f(!t)\nfunc.func private @g() attributes {x = #m}\nfunc.func private @h(!u)\n'
    assert [line for line, _ in places(text)] == [1, 2, 4, 9]


def test_brackets_that_are_not_closed_do_not_hide_what_follows() -> None:
    text = program('%0 = "stablehlo.add"(%a, %a) {x = {y = [1 : (tensor<2xf32>) -> ()', "%1 = stablehlo.ad")
    assert [line for line, _ in places(text)] == [2, 3]
    text = "func.func @f() {\n  return\nfunc.func @g() {\n  %0 = stablehlo.ad\n  return\n}\n"
    assert (4, 8) in places(text)


def test_the_end_of_the_text_is_said_once() -> None:
    found = si.check('module {\nfunc.func @f() {\n"stablehlo.case"() ({', "x.mlir")
    assert [one.message for one in found] == ["expected '}', found the end of the text"]
    assert found[0].notes[0].message == "this '{' is not closed"


def test_problems_come_in_order_of_appearance() -> None:
    lines = ["%0 = stablehlo.ad", '%1 = "stablehlo.abs"(%a) : (tensor<2xf32>) -> tensor<3xf32>', f"%2 = {ADD}"] * 3
    found = places(program(*lines))
    assert found == sorted(found)
    assert [line for line, _ in found] == [2, 3, 5, 6, 6, 7, 8, 9, 9, 10]  # lines 6 and 9 also define %1 again


def test_a_name_that_is_not_defined_is_told_once_in_a_function() -> None:
    assert places(program(*["%0 = stablehlo.add %a, %nope : tensor<2xf32>"] * 2)) == [(2, 26), (3, 3)]


# What a diagnostic says -----------------------------------------------------------------------------------------------


def only(text: str) -> Diagnostic:
    (found,) = si.check(text, "x.mlir")
    return found


def test_a_broken_constraint_says_formula_values_and_definitions() -> None:
    found = only(
        "func.func @main(%a: tensor<2x3xf32>, %b: tensor<4x5xf32>) -> tensor<2x5xf32> {\n"
        "  %0 = stablehlo.dot_general %a, %b,\n"
        "    contracting_dims = [1] x [0] : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>\n"
        "  return %0 : tensor<2x5xf32>\n}"
    )
    assert (found.severity, found.op, found.label) == (Severity.ERROR, "stablehlo.dot_general", "C10")
    assert found.formula is not None
    assert found.formula in found.message
    assert "lhs = tensor<2x3xf32>, rhs = tensor<4x5xf32>" in found.message
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 3, 3, 89)
    assert [(note.line, note.column, note.end_column, note.message) for note in found.notes] == [
        (1, 17, 19, "'lhs' is defined here, of type tensor<2x3xf32>"),
        (1, 38, 40, "'rhs' is defined here, of type tensor<4x5xf32>"),
    ]
    assert found.render().split("\n")[1:3] == [
        "    %0 = stablehlo.dot_general %a, %b,",
        "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
    ]


def test_a_wrong_call_points_at_the_function() -> None:
    callee = "func.func @f(%x: tensor<3xf32>) {\n  return\n}\n"
    notes = only(callee + program("call @f(%a) : (tensor<2xf32>) -> ()")).notes
    (note,) = [one for one in notes if "@f" in one.message]
    assert (note.line, note.column) == (1, 1)


def test_a_wrong_region_is_pointed_at() -> None:
    found = only(
        program(
            "%c = stablehlo.constant dense<0> : tensor<i32>",
            '%0 = "stablehlo.case"(%c) ({',
            "  stablehlo.return %c : tensor<i32>",
            "}) : (tensor<i32>) -> tensor<f32>",
        )
    )
    assert any("returns (tensor<i32>)" in note.message and note.line == 4 for note in found.notes)


HINTS = {
    "%0 = stablehlo.ad %a, %a : tensor<2xf32>": "did you mean 'stablehlo.",
    "%0 = stablehlo.add %a, %xyz : tensor<2xf32>": None,
    "%0 = stablehlo.add %a, %aa : tensor<2xf32>": "did you mean '%a'?",
    "%0 = stablehlo.add a, %a : tensor<2xf32>": "did you mean '%a'?",
    "%0 = stablehlo.add %a, %a : tensor<2xfloat32>": "did you mean 'f32'?",
    "%0 = stablehlo.add %a, %a : tensor<2xf8>": "8-bit floats are",
    "%0 = stablehlo.add %a, %a : tensor<2xint32>": "did you mean 'i32'?",
    "%0 = stablehlo.add %a, %a : Tensor<2xf32>": "did you mean 'tensor'?",
    "%0 = stablehlo.add %a, %a : tensor<2,f32>": "sizes are separated by 'x'",
    "%0 = stablehlo.add %a, %a": "give the type after ':'",
    '%0 = "stablehlo.add"(%a %a) : (tensor<2xf32>, tensor<2xf32>) -> ()': "is a ',' missing before '%a'?",
    '%0 = "stablehlo.add"(%a, %a)': "give the type after ':'",
    "%0 = stablehlo.constant dense<[1.0, nan]> : tensor<2xf32>": "NaN is written by its bits: 0x7FC00000",
    "%0 = stablehlo.constant dense<[1.0, inf]> : tensor<2xf32>": "infinity is written by its bits: 0x7F800000",
    "# a comment": "comments begin with '//'",
    "/* a comment */": "comments begin with '//'",
    "%0 = call @mian(%a) : (tensor<2xf32>) -> tensor<2xf32>": "did you mean '@main'?",
    '%0 = "stablehlo.iota"() {iota_dim = 0} : () -> tensor<2xf32>': "did you mean 'iota_dimension' where 'iota_dim'",
}  # fmt: skip


@pytest.mark.parametrize("line", HINTS)
def test_a_hint_is_given_where_a_fix_is_likely(line: str) -> None:
    hint = si.check(program(line), "x.mlir")[0].hint
    wanted = HINTS[line]
    assert hint == wanted if wanted is None else hint is not None and hint.startswith(wanted)


# Hard cases -----------------------------------------------------------------------------------------------------------


def test_many_problems_are_cut_off() -> None:
    started = time.process_time()
    found = si.check(program(*[f"%x{i} = stablehlo.add %y{i}, %a : tensor<2xf32>" for i in range(3000)]))
    assert len(found) == 201
    assert found[-1].message == "200 problems: the rest is not read"
    assert time.process_time() - started < 10


def test_a_limit_is_one_of_the_problems() -> None:
    text = program("%0 = stablehlo.ad", '"a.b"() {x = ' + "[" * 1000)
    found = si.check(text, limits=Limits(max_depth=20), allow_unregistered=True)
    assert [one.line for one in found] == [2, 3]
    assert "max_depth" in found[1].message


@pytest.mark.parametrize(
    "text",
    [
        '"a.b"(' * 100_000,
        "%0 = x.y {\n" * 100_000,
        "(" * 100_000 + "\n%0 = x.y\n" * 100,
        "}" * 100_000,
        "^bb0(" * 100_000,
        "module @a attributes {\n" * 2000,
        "func.func @a( {\n" * 2000,
        "%0, " * 100_000,
        "%a\n" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_time_grows_with_the_text_not_faster(text: str) -> None:
    started = time.process_time()
    try:
        found = si.check(text, "x.mlir")
    except si.LimitExceeded as error:
        found = list(error.diagnostics)
    assert 1 <= len(found) <= 201
    assert time.process_time() - started < 10


def test_a_number_that_no_array_holds_is_refused() -> None:
    line = '%0 = "chlo.constant_like"(%a) {value = 1 : ui95} : (tensor<2xf32>) -> tensor<2xf32>'
    assert "attribute 'value' must be a number" in only(program(line)).message


def test_a_program_without_a_token_has_one_problem() -> None:
    assert places("$") == [(1, 1)]
    assert places("$\nmodule {") == [(1, 1), (2, 9)]
    assert re.match("byte 0xFF", si.check(b"\xff\nmodule {}")[0].message)


# What the specification says about types and other dialects' ops ------------------------------------------------------


@pytest.mark.parametrize("element", ["f32", "tensor<*xf32>", "!stablehlo.token"])
def test_futures_hold_tensors(element: str) -> None:
    (problem,) = si.check(f"func.func private @f() -> !stablehlo.future<tensor<f32>, {element}>", "x.mlir")
    assert problem.message == f"a future holds tensors, not {element}"
    assert problem.column == 58


@pytest.mark.parametrize("scale", ["1.0e+05", "1.0e-08"])
def test_scales_are_numbers_of_the_expressed_type(scale: str) -> None:
    (problem,) = si.check(f"func.func private @f(tensor<2x!quant.uniform<i4:f16, {scale}>>)", "x.mlir")
    assert "scales... are values of the expressed type" in problem.message
    assert not si.check(f"func.func private @f(tensor<2x!quant.uniform<i4:f32, {scale}>>)", "x.mlir")


def test_a_wrong_quantized_type_is_judged_where_its_value_is_made() -> None:
    wrong = "tensor<3x!quant.uniform<i8:f32:0, {0.5, 0.25}>>"
    text = f"""func.func @f(%a: {wrong}, %b: tensor<3xf32>) -> {wrong} {{
  %0 = stablehlo.uniform_quantize %b : (tensor<3xf32>) -> {wrong}
  %1 = stablehlo.uniform_dequantize %a : ({wrong}) -> tensor<3xf32>
  return %0 : {wrong}
}}"""
    found = si.check(text, "x.mlir")
    assert [one.line for one in found] == [2, 3]
    assert all("(C13)" in one.message for one in found)


SELECT = "func.func @f(%p: tensor<2xi1>, %a: tensor<2xi32>) {{\n  %0 = stablehlo.select %p, %a, %a : {}\n  return\n}}"


@pytest.mark.parametrize("types", ["tensor<2xi1>", "tensor<2xi1>, tensor<2xi32>, tensor<2xi32>"])
def test_select_takes_two_types(types: str) -> None:
    (problem,) = si.check(SELECT.format(types), "x.mlir")
    assert (problem.line, problem.column, problem.message) == (2, 38, "expected two types or one of functions")


def test_what_is_missing_at_the_end_of_a_line_is_missed_there() -> None:
    (problem,) = si.check(SELECT.format("(tensor<2xi1>, tensor<2xi32>, tensor<2xi32>)"), "x.mlir")
    assert (problem.line, problem.column) == (2, 82)
    assert problem.message == "expected '->', found the end of the line"


GRID = """module {{
  func.func @one(%a: tensor<i64>) -> tensor<i64> {{
    return %a : tensor<i64>
  }}
  func.func @fed() -> tensor<i64> {{
    %0 = stablehlo.constant dense<1> : tensor<i64>
    return %0 : tensor<i64>
  }}
  func.func @main(%a: tensor<i64>) {{
    "interpreter.run_parallel"({operands}) {{{attributes}}} : ({inputs}) -> ({results})
    return
  }}
}}"""
SCALAR = "tensor<i64>"
GRIDS = {
    "C1": ("programs = []", 1, 1), "C2": ("programs = [[@one], [@one, @one]]", 3, 3),
    "C3": ("programs = [[@two]]", 1, 1), "C4": ("programs = [[@one]]", 2, 1), "C5": ("programs = [[@one]]", 1, 0),
    "C6": ("programs = [[@one]], infeed = []", 1, 1), "C7": ("programs = [[@one]], infeed = [@one, @two]", 1, 1),
    None: ("programs = [[@one], [@one]], infeed = [@fed]", 2, 2),
}  # fmt: skip


@pytest.mark.parametrize("label", GRIDS)
def test_a_grid_of_programs_must_fit(label: str | None) -> None:
    attributes, inputs, results = GRIDS[label]
    text = GRID.format(
        operands=", ".join(["%a"] * inputs), attributes=attributes, inputs=", ".join([SCALAR] * inputs),
        results=", ".join([SCALAR] * results),
    )  # fmt: skip
    assert [(one.label, one.line) for one in si.check(text, "x.mlir")] == ([] if label is None else [(label, 10)])


def test_an_unknown_operation_is_what_the_problem_is_about() -> None:
    (problem,) = si.check(program("%0 = stablehlo.ad %a, %a : tensor<2xf32>"), "x.mlir")
    assert problem.op == "stablehlo.ad"
    (problem,) = si.check(program('"other.thing"() : () -> ()'), "x.mlir")
    assert problem.op == "other.thing"


def test_the_name_of_an_operations_file_is_not_its_own() -> None:
    text = 'func.func @main(%x: tensor<f32>) -> tensor<f32> {\n  "func.return_"(%x) : (tensor<f32>) -> ()\n}'
    assert any("func.return_" in str(problem) for problem in si.check(text))


def test_a_mesh_of_too_many_devices_takes_no_memory() -> None:
    axes = '[<name = "x", size = 2>, <name = "y", size = 2147483648>]'
    groups = f'<mesh = #stablehlo.mesh<axes={axes}>, axes = [#stablehlo.axis_ref<name = "x">]>'
    problems = si.check(f"""
    func.func @main(%x: tensor<2x2xi64>) -> tensor<2x4xi64> {{
      %0 = "stablehlo.all_gather"(%x) <{{
        all_gather_dim = 1 : i64, replica_groups = #stablehlo.replica_group_mesh_axes{groups}
      }}> : (tensor<2x2xi64>) -> tensor<2x4xi64>
      return %0 : tensor<2x4xi64>
    }}""")
    assert any("found 4294967296" in str(problem) for problem in problems)
