"""What a program asks of the accuracy of a result is held against what the op declares, and changes no result."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter import Severity
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.testsuite.cases.oracles import machine
from stablehlo_reference.testsuite.cases.oracles.approximate import Approximate
from stablehlo_reference.testsuite.cases.oracles.tensors import Tensor, from_array, to_array
from stablehlo_reference.testsuite.compare import Tolerance, judge_output
from stablehlo_reference.testsuite.golden import Judge, Kind, Value


def program(op: str, element: str, accuracy: str) -> str:
    return f"""func.func @main(%x: tensor<3x{element}>) -> tensor<3x{element}> {{
  %0 = stablehlo.{op} %x {{result_accuracy = #stablehlo.result_accuracy<{accuracy}>}} : tensor<3x{element}>
  return %0 : tensor<3x{element}>
}}
"""


def mode(name: str) -> str:
    return f"mode = #stablehlo.result_accuracy_mode<{name}>"


ENOUGH = {
    "ulps = 1": "f32", "ulps = 3": "complex<f32>", "rtol = 1.0e-6": "f32", "rtol = 0.01": "bf16", "ulps = 9": "f16",
}  # fmt: skip


@pytest.mark.parametrize("asked", ENOUGH)
def test_nothing_is_said_where_the_declared_accuracy_is_enough(asked: str) -> None:
    assert si.check(program("tanh", ENOUGH[asked], f"{asked}, {mode('TOLERANCE')}")) == []


@pytest.mark.parametrize("name", ["DEFAULT", "HIGHEST"])
def test_the_best_that_there_is_is_always_given(name: str) -> None:
    assert si.check(program("exponential", "f64", mode(name))) == []


def test_a_program_that_asks_for_more_than_is_declared_gets_a_remark() -> None:
    [said] = si.check(program("exponential", "f32", f"rtol = 1.0e-8, {mode('TOLERANCE')}"))
    assert (said.severity, said.op, said.line, said.column) == (Severity.REMARK, "stablehlo.exponential", 2, 3)
    message = "asks for errors of at most 0.0838861 ULP, declared for f32 is: 1 ULP"
    assert said.message == f"'stablehlo.exponential' {message}"


def test_an_absolute_tolerance_is_enough_for_small_results() -> None:
    [said] = si.check(program("log", "f32", f"atol = 0.001, {mode('TOLERANCE')}"))
    size = 0.001 / np.finfo(np.float32).eps
    assert "at most 0 ULP or 0.001, declared for f32 is: 1 ULP" in said.message
    assert said.message.endswith(f"this is enough for results up to {size:.3g}")


def test_square_roots_are_rounded_once_which_is_half_a_unit() -> None:
    rounded = program("sqrt", "f64", f"rtol = {2.0**-53!r}, {mode('TOLERANCE')}")
    assert si.check(rounded) == []
    [said] = si.check(program("sqrt", "f64", f"rtol = {2.0**-54!r}, {mode('TOLERANCE')}"))
    assert "the exact value, rounded once" in said.message


def test_a_wrong_attribute_is_an_error_and_no_remark() -> None:
    problems = si.check(program("exponential", "f32", f"ulps = -1, {mode('TOLERANCE')}"))
    assert [(one.severity, one.label) for one in problems] == [(Severity.ERROR, "A1")]


def test_results_do_not_depend_on_it() -> None:
    x = np.float32([0.1, 1, 10])
    plain = si.run(si.parse(program("exponential", "f32", mode("DEFAULT"))), x)[0]
    for asked in (mode("HIGHEST"), f"ulps = 100, {mode('TOLERANCE')}", f"atol = 0.0, {mode('TOLERANCE')}"):
        assert si.run(si.parse(program("exponential", "f32", asked)), x)[0].tolist() == plain.tolist()


# The judge of backends ----------------------------------------------------------------------------------------------


def judge_of(text: str, *numbers: float) -> Judge:
    """The judge of a program's one result, by the suite's own interpreter."""
    module = si.parse(text)
    type_ = module.functions["main"].attributes["function_type"].inputs[0]
    [found] = machine.run(module, [from_array(np.array(numbers).astype(type_.storage.dtype), type_)])
    return found.judge


def test_a_backend_is_judged_by_the_tolerance_that_the_program_states() -> None:
    asked = program("exponential", "f32", f"atol = 1.0e-3, rtol = 1.0e-6, ulps = 16, {mode('TOLERANCE')}")
    judge = judge_of(asked, 1, 2, 3)
    assert (judge.kind, judge.ulps, judge.rtol, judge.atol) == (Kind.ULP, 0.5, 16 * 2.0**-23, 1e-3)
    judge = judge_of(program("tanh", "bf16", f"rtol = 0.5, {mode('TOLERANCE')}"), 1, 2, 3)
    assert (judge.ulps, judge.rtol, judge.atol) == (0.5, 0.5, 0)


def test_without_one_a_backend_is_judged_by_what_the_op_declares() -> None:
    for asked in (mode("DEFAULT"), mode("HIGHEST")):
        judge = judge_of(program("exponential", "f32", asked), 1, 2, 3)
        assert (judge.kind, judge.ulps, judge.rtol, judge.atol) == (Kind.ULP, 1, 0, 0)
        assert judge_of(program("sqrt", "f64", asked), 1, 2, 3).kind is Kind.CORRECTLY_ROUNDED


def test_the_reference_passes_what_programs_ask_for() -> None:
    x = np.float32([0.1, 1, 10])
    text = program("sine", "f32", f"ulps = 0, rtol = 1.0e-9, {mode('TOLERANCE')}")
    type_ = si.parse(text).functions["main"].attributes["function_type"].inputs[0]
    [wanted] = machine.run(si.parse(text), [from_array(x, type_)])
    [found] = si.run(si.parse(text), x)
    assert judge_output(0, Value.of(to_array(wanted), type_), wanted.judge, found, Tolerance()).passed
    coarse = judge_output(
        0, Value.of(to_array(wanted), type_), wanted.judge, np.nextafter(found, found * 2), Tolerance()
    )
    assert coarse.wrong == 3


def test_in_whole_programs_errors_that_are_allowed_are_carried_on() -> None:
    text = """func.func @main(%x: tensor<1xf32>) -> tensor<1xf32> {
      %0 = stablehlo.tanh %x {result_accuracy = #stablehlo.result_accuracy<ACCURACY>} : tensor<1xf32>
      %1 = stablehlo.multiply %0, %0 : tensor<1xf32>
      return %1 : tensor<1xf32>
    }"""
    bounds = []
    for asked in (f"rtol = 0.01, {mode('TOLERANCE')}", mode("HIGHEST")):
        module = si.parse(text.replace("ACCURACY", asked))
        type_ = module.functions["main"].attributes["function_type"].inputs[0]
        [found] = machine.run(module, [Tensor(type_, [Approximate(0.5)])])
        bounds.append(found.cells[0].error / found.cells[0].value)
    assert 0.02 < bounds[0] < 0.0202
    assert bounds[1] < 1e-6


def test_every_op_with_the_attribute_says_for_which_types_it_declares_how_much() -> None:
    """Errors of half an epsilon of no function but the square root are declared."""
    ops = [find(f"stablehlo.{name}") for name in mnemonics("stablehlo")]
    asking = [op for op in ops if op is not None and "result_accuracy" in op.attribute_names]
    assert len(asking) == 12
    for op in asking:
        said = si.check(program(op.mnemonic, "f32", f"rtol = {2.0**-24!r}, {mode('TOLERANCE')}"))
        assert len(said) == (op.mnemonic != "sqrt"), op.name


def test_the_command_line_shows_remarks_and_the_program_is_valid(tmp_path: Path, capsys) -> None:
    path = tmp_path / "p.mlir"
    path.write_text(program("sine", "f32", f"ulps = 0, {mode('TOLERANCE')}"))
    assert main(["check", str(path)]) == 0
    shown = capsys.readouterr()
    assert "remark: 'stablehlo.sine' asks for errors of at most 0 ULP" in shown.out + shown.err
    assert shown.out.endswith("p.mlir: ok\n")
    assert main(["check", "--json", str(path)]) == 0
    [said] = json.loads(capsys.readouterr().out)["diagnostics"]
    assert said["severity"] == "remark"
