"""The public API: parse, check, run."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference import interpreter as si

ADD = """
func.func @main(%a: tensor<2xf32>, %b: tensor<2xf32>) -> tensor<2xf32> {
  %0 = stablehlo.add %a, %b : tensor<2xf32>
  return %0 : tensor<2xf32>
}
"""


def test_a_program_runs_from_text() -> None:
    (result,) = si.run(si.parse(ADD), np.float32([1, 2]), np.float32([3, 4]))
    assert result.dtype == np.float32
    assert result.tolist() == [4, 6]


def test_bytes_and_paths_are_read_too(tmp_path) -> None:
    path = tmp_path / "add.mlir"
    path.write_text(ADD)
    assert str(si.parse(path)) == str(si.parse(ADD.encode())) == str(si.parse(ADD))


def test_a_string_is_text_and_never_a_path(tmp_path, monkeypatch) -> None:
    (tmp_path / "add.mlir").write_text(ADD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(si.ParseError):
        si.parse("add.mlir")


def test_lists_and_scalars_are_taken_as_inputs() -> None:
    module = si.parse(ADD)
    assert si.run(module, [1, 2.5], (0, 1))[0].tolist() == [1, 3.5]
    scalar = si.parse("func.func @f(%a: tensor<i8>) -> tensor<i8> { return %a : tensor<i8> }")
    assert si.run(scalar, 5)[0].tolist() == 5


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.float64([1, 2]), "dtype is float64"),
        ([1, 2, 3], "shape [3]"),
        ([[1, 2]], "shape [1, 2]"),
        (["a", "b"], "not made of numbers"),
        ([1j, 2], "complex"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(value, words) -> None:
    with pytest.raises(si.InputError, match="input 0") as caught:
        si.run(si.parse(ADD), value, [1, 2])
    assert words in str(caught.value)


def test_booleans_of_a_named_byte_order_are_booleans() -> None:
    text = "func.func @main(%a: tensor<2xi1>) -> tensor<2xi1> {\n %r = stablehlo.not %a : tensor<2xi1>\n" + (
        " return %r : tensor<2xi1>\n}"
    )
    given = np.frombuffer(b"\x01\x00", np.dtype(bool).newbyteorder("<"))
    assert si.run(si.parse(text), given)[0].tolist() == [False, True]


def test_integers_out_of_range_are_refused() -> None:
    module = si.parse("func.func @f(%a: tensor<i8>) -> tensor<i8> { return %a : tensor<i8> }")
    with pytest.raises(si.InputError, match=r"\[-128, 127\]"):
        si.run(module, 128)


def test_the_number_of_inputs_is_checked() -> None:
    with pytest.raises(si.InputError, match="takes 2 inputs, 1 given"):
        si.run(si.parse(ADD), [1, 2])


def test_results_belong_to_the_caller() -> None:
    module = si.parse("func.func @f(%a: tensor<2xi32>) -> tensor<2xi32> { return %a : tensor<2xi32> }")
    given = np.int32([1, 2])
    (result,) = si.run(module, given)
    result[0] = 7
    assert given.tolist() == [1, 2]


def test_narrow_types_come_as_ml_dtypes() -> None:
    module = si.parse(
        "func.func @f() -> tensor<2xbf16> {"
        "  %0 = stablehlo.constant dense<1.5> : tensor<2xbf16> return %0 : tensor<2xbf16> }"
    )
    assert si.run(module)[0].dtype == ml_dtypes.bfloat16


def test_the_entry_is_main_or_the_function_nobody_calls() -> None:
    text = """
    func.func private @inner(%a: tensor<i32>) -> tensor<i32> { return %a : tensor<i32> }
    func.func @outer(%a: tensor<i32>) -> tensor<i32> {
      %0 = call @inner(%a) : (tensor<i32>) -> tensor<i32>
      return %0 : tensor<i32>
    }
    """
    module = si.parse(text)
    assert si.run(module, 3)[0].tolist() == 3
    assert si.run(module, 4, entry="inner")[0].tolist() == 4
    with pytest.raises(si.InputError, match="no function @nothing"):
        si.run(module, 4, entry="nothing")


def test_several_possible_entries_are_named() -> None:
    module = si.parse("func.func @a() { return } func.func @b() { return }")
    with pytest.raises(si.InputError, match="@a, @b"):
        si.run(module)


def test_check_gives_all_problems_in_order() -> None:
    text = """func.func @main(%a: tensor<2xf32>, %b: tensor<3xf32>) {
  %0 = "stablehlo.add"(%a, %b) : (tensor<2xf32>, tensor<3xf32>) -> tensor<2xf32>
  %1 = "stablehlo.add"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<3xf32>
  return
}"""
    problems = si.check(text, "two.mlir")
    assert [(p.file, p.line, p.op, p.label, p.severity) for p in problems] == [
        ("two.mlir", 2, "stablehlo.add", "C1", si.Severity.ERROR),
        ("two.mlir", 3, "stablehlo.add", "C1", si.Severity.ERROR),
    ]
    assert "tensor<3xf32>" in problems[0].message
    assert si.check(ADD) == []


def test_parse_refuses_what_check_complains_about() -> None:
    with pytest.raises(si.VerifyError) as caught:
        si.parse(
            "func.func @f(%a: tensor<2xf32>) {"
            '  %0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi32> return }'
        )
    assert caught.value.diagnostics[0].label == "C1"


def test_unregistered_operations_need_permission() -> None:
    text = 'func.func @f() { "my.op"() : () -> () return }'
    with pytest.raises(si.ParseError, match=r"my\.op"):
        si.parse(text)
    module = si.parse(text, allow_unregistered=True)
    with pytest.raises(si.UnsupportedError, match=r"my\.op"):
        si.run(module)


def test_a_failed_check_carries_both_values() -> None:
    text = """func.func @main() {
  %0 = stablehlo.constant dense<[1, 2]> : tensor<2xi32>
  check.expect_eq_const %0, dense<[1, 3]> : tensor<2xi32>
  return
}"""
    with pytest.raises(si.CheckFailed) as caught:
        si.run(si.parse(text, "c.mlir"))
    assert np.asarray(caught.value.actual).tolist() == [1, 2]
    assert np.asarray(caught.value.expected).tolist() == [1, 3]
    assert caught.value.diagnostics[0].line == 3


def test_random_numbers_follow_the_seed() -> None:
    text = """func.func @main() -> tensor<4xf32> {
  %a = stablehlo.constant dense<0.0> : tensor<f32>
  %b = stablehlo.constant dense<1.0> : tensor<f32>
  %s = stablehlo.constant dense<4> : tensor<1xi64>
  %0 = stablehlo.rng %a, %b, %s, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}"""
    module = si.parse(text)
    first, again, other = si.run(module)[0], si.run(module)[0], si.run(module, seed=1)[0]
    assert first.tolist() == again.tolist() != other.tolist()
