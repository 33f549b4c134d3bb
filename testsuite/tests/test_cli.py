"""The command line: inputs, outputs, exit codes."""

from __future__ import annotations

import io
import json
import sys

import numpy as np
import pytest
from stablehlo_reference.interpreter.cli import main

ADD = """func.func @main(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = stablehlo.add %a, %b : tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
"""
WRONG = """func.func @main(%a: tensor<2xf32>) -> tensor<3xf32> {
  %0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
"""
FAILING = """func.func @main() {
  %0 = stablehlo.constant dense<1> : tensor<i32>
  check.expect_eq_const %0, dense<2> : tensor<i32>
  return
}
"""


@pytest.fixture
def program(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "program.mlir"
        path.write_text(text)
        return str(path)

    return write


def test_values_are_given_in_many_spellings(program, capsys) -> None:
    assert main([program(ADD), "--input=2x3xf32=1,2,3,4,5,6", "--input=2x3xf32=iota"]) == 0
    assert capsys.readouterr().out == ("dense<[[1.0, 3.0, 5.0], [7.0, 9.0, 11.0]]> : tensor<2x3xf32>\n")
    assert main(["run", program(ADD), "--input=2x3xf32=zeros", "--input=dense<0.5> : tensor<2x3xf32>"]) == 0
    assert capsys.readouterr().out == "dense<[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]> : tensor<2x3xf32>\n"
    assert main([program(ADD), "--args=[dense<1.0> : tensor<2x3xf32>, dense<2.0> : tensor<2x3xf32>]"]) == 0
    assert capsys.readouterr().out == "dense<[[3.0, 3.0, 3.0], [3.0, 3.0, 3.0]]> : tensor<2x3xf32>\n"


def test_random_inputs_are_the_same_for_the_same_seed(program, capsys) -> None:
    arguments = [program(ADD), "--input=2x3xf32=random:7", "--input=2x3xf32=zeros"]
    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert main(arguments) == 0
    assert capsys.readouterr().out == first
    assert main([arguments[0], "--input=2x3xf32=random:8", "--input=2x3xf32=zeros"]) == 0
    assert capsys.readouterr().out != first


def test_arrays_come_from_files_and_go_to_files(program, tmp_path, capsys) -> None:
    np.save(tmp_path / "x.npy", np.ones((2, 3), np.float32))
    x, y = tmp_path / "x.npy", tmp_path / "y.npy"
    assert main([program(ADD), f"--input=@{x}", f"--input=@{x}", f"--output=@{y}"]) == 0
    assert np.load(y).tolist() == [[2, 2, 2]] * 2
    assert capsys.readouterr().out == ""


def test_a_program_comes_from_standard_input(monkeypatch, capsys) -> None:
    text = (
        b"func.func @main() -> tensor<i32> { %0 = stablehlo.constant dense<7> : tensor<i32> return %0 : tensor<i32> }"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["-"]) == 0
    assert capsys.readouterr().out == "dense<7> : tensor<i32>\n"


def test_results_come_as_json(program, capsys) -> None:
    text = """func.func @main() -> (tensor<3xf32>, tensor<complex<f32>>) {
  %0 = stablehlo.constant dense<[1.0, 0x7FC00000, 0xFF800000]> : tensor<3xf32>
  %1 = stablehlo.constant dense<(1.0, 2.0)> : tensor<complex<f32>>
  return %0, %1 : tensor<3xf32>, tensor<complex<f32>>
}"""
    assert main(["--json", program(text)]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert results[0] == {"type": "tensor<3xf32>", "shape": [3], "data": [1.0, "NaN", "-Infinity"]}
    assert results[1]["data"] == [1.0, 2.0]


def test_an_invalid_program_is_shown_with_its_line_and_a_caret(program, capsys) -> None:
    path = program(WRONG)
    assert main([path]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"{path}:2:")
    assert "(C1)" in error
    assert "^" in error


def test_diagnostics_come_as_json(program, capsys) -> None:
    assert main(["check", "--json", program(WRONG)]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (problem["line"], problem["op"], problem["label"]) == (2, "stablehlo.add", "C1")
    assert main(["--json", program(WRONG)]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "VerifyError"


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (ADD, ["--input=2x3xf32=zeros"], 2),
        (ADD, ["--input=2x3xf32=zeros", "--input=2x3xf32=1,2"], 2),
        (ADD, ["--input=2x3xf32=zeros", "--input=3x2xf32=zeros"], 2),
        (ADD, ["--input=2x3xf32=zeros", "--input=nonsense"], 2),
        (ADD, ["--input=@nothing.npy"], 2),
        (ADD, ["--args=not a list"], 2),
        (ADD, ["--args=[4.0 : f32]"], 2),
        (ADD, ["--entry=nothing"], 2),
        (FAILING, [], 1),
        (FAILING, ["--output=@a.npy"], 2),
        ("func.func @main() {", [], 2),
        ('func.func @main() { "x.y"() : () -> () return }', ["--allow-unregistered-dialect"], 3),
        ("func.func @main() { %0 = stablehlo.constant dense<1> : tensor<8xi32> return }", ["--max-elements=7"], 4),
        ("func.func @main() { %0 = stablehlo.constant dense<1> : tensor<8xi32> return }", ["--max-source-bytes=7"], 4),
    ],
)
def test_exit_codes(program, capsys, text, arguments, code) -> None:
    assert main([program(text), *arguments]) == code
    captured = capsys.readouterr()
    assert "error: " in captured.err
    assert captured.out == ""


def test_a_missing_file_is_named(capsys) -> None:
    assert main(["nothing.mlir"]) == 2
    assert capsys.readouterr().err == "nothing.mlir: error: cannot read: No such file or directory\n"


def test_parts_of_a_split_file_are_programs_of_their_own(program, capsys) -> None:
    text = FAILING + "// -----\n" + FAILING.replace("dense<2>", "dense<1>")
    assert main(["--split-input-file", program(text)]) == 1
    assert main(["check", "--split-input-file", program(WRONG + "\n// -----\n" + WRONG)]) == 2
    error = capsys.readouterr().err
    assert "program.mlir:2:" in error
    assert "program.mlir:8:" in error


def test_printing_gives_a_program_that_reads_back(program, capsys) -> None:
    assert main(["print", program(ADD)]) == 0
    pretty = capsys.readouterr().out
    assert "stablehlo.add %" in pretty
    assert main(["print", "--generic", program(pretty)]) == 0
    generic = capsys.readouterr().out
    assert '"stablehlo.add"(' in generic
    assert main(["print", program(generic)]) == 0
    assert capsys.readouterr().out == pretty


def test_check_says_ok(program, capsys) -> None:
    path = program(ADD)
    assert main(["check", path]) == 0
    assert capsys.readouterr().out == f"{path}: ok\n"


def test_the_version_is_printed(capsys) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("stablehlo-interpret ")


def test_colors_are_for_those_who_ask(program, capsys) -> None:
    assert main([program(WRONG), "--color=always"]) == 2
    assert "\033[" in capsys.readouterr().err
    assert main([program(WRONG)]) == 2
    assert "\033[" not in capsys.readouterr().err
