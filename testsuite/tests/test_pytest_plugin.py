"""The pytest plugin: cases and .mlir files as tests, and nothing at all where it is not used."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Value, tensor_type
from stablehlo_reference.testsuite.golden.read import text_of

HERE = Path(__file__).resolve().parent
PLUGIN = "stablehlo_reference.testsuite.pytest_plugin"
TYPE = tensor_type("tensor<2xf32>")
ODD = "--stablehlo-backend=python:odd_backends:create"


def case(name: str, odd: str = "", level: Level = Level.CORE) -> Case:
    """A case whose program tells the odd backend what to do."""
    text = f"func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {{  // ODD: {odd}\n  %0 = stablehlo.negate %a"
    text += " : tensor<2xf32>\n  return %0 : tensor<2xf32>\n}\n"
    given, wanted = Value.of(np.float32([1, -2]), TYPE), Value.of(np.float32([-1, 2]), TYPE)
    return Case(name, level, ("stablehlo.negate",), ("f32",), text, (given,), (wanted,), (Judge(Kind.EXACT),))


@pytest.fixture
def suite(pytester: pytest.Pytester) -> Path:
    """A file of cases with different ends."""
    path = pytester.path / "odd.jsonl"
    ends = ["", "wrong", "unsupported", "abort"]
    cases = [case(f"odd/{end or 'good'}", end) for end in ends] + [case("odd/edge", level=Level.EDGE)]
    path.write_text(text_of(cases))
    return path


@pytest.fixture(autouse=True)
def path_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find the odd backends."""
    monkeypatch.setenv("PYTHONPATH", str(HERE), prepend=os.pathsep)


def run_pytest(pytester: pytest.Pytester, *arguments: str) -> str:
    """What pytest says, away from this project's options."""
    return str(pytester.runpytest_inprocess("-p", "no:cacheprovider", *plugin(), *arguments).stdout)


def plugin() -> list[str]:
    """The option that loads the plugin where it is not installed."""
    installed = any(point.value == PLUGIN for point in entry_points(group="pytest11"))
    return [] if installed else ["-p", PLUGIN]


def test_cases_are_tests(pytester: pytest.Pytester, suite: Path) -> None:
    said = run_pytest(pytester, "-rs", ODD, str(suite))
    assert "2 failed, 2 passed, 1 skipped" in said
    assert "unsupported: not yet" in said
    assert "FAIL: output 0 2 of 2 elements are wrong" in said
    assert "expected tensor<2xf32> 000080bf00000040" in said
    assert "actual tensor<2xf32> 0000000000004040" in said
    assert "CRASH: the process was ended by SIGABRT" in said
    assert "said before the end" in said
    assert "--select 'id:odd/wrong'" in said


@pytest.mark.slow
def test_cases_are_divided_among_processes(pytester: pytest.Pytester, suite: Path) -> None:
    pytest.importorskip("xdist")
    said = str(pytester.runpytest_subprocess("-p", "no:cacheprovider", *plugin(), ODD, "-n2", str(suite)).stdout)
    assert "2 failed, 2 passed, 1 skipped" in said


def test_cases_are_selected_and_excluded(pytester: pytest.Pytester, suite: Path) -> None:
    exclude = suite.parent / "exclude.toml"
    exclude.write_text("[[exclude]]\nselect = 'id:odd/wrong'\nreason = 'known'\n")
    options = (f"--stablehlo-exclude={exclude}", "--stablehlo-level=core", "--stablehlo-select=not abort")
    said = run_pytest(pytester, "-rx", ODD, *options, str(suite))
    assert "1 passed, 1 skipped, 1 xfailed" in said
    assert "known" in said


def test_the_suite_is_collected_by_its_name(pytester: pytest.Pytester) -> None:
    said = run_pytest(
        pytester, "--stablehlo-backend=reference", "--stablehlo-select=id:negate/*bf16*", "--stablehlo-level=core",
        "--junitxml=x.xml", "--pyargs", "stablehlo_reference.testsuite.conformance",
    )  # fmt: skip
    assert " passed" in said
    assert "failed" not in said
    assert 'name="verdict" value="PASS"' in (pytester.path / "x.xml").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pyargs", "stablehlo_reference.testsuite.conformance"], "the suite needs --stablehlo-backend"),
        ([ODD, "--stablehlo-select=(", "odd.jsonl"], "column 2: expected a word"),
        ([ODD, "--stablehlo-level=low", "odd.jsonl"], "'low' is not a valid Level"),
        ([ODD, "--stablehlo-profile=low", "odd.jsonl"], "low: no such file"),
        ([ODD, "--stablehlo-exclude=low", "odd.jsonl"], "low: No such file"),
        (["--stablehlo-backend=nonsense", "odd.jsonl"], "no backend 'nonsense'"),
    ],
)
def test_wrong_options_are_usage_errors(
    pytester: pytest.Pytester, suite: Path, arguments: list[str], message: str
) -> None:
    done = pytester.runpytest_inprocess("-p", "no:cacheprovider", *plugin(), f"--rootdir={suite.parent}", *arguments)
    said = f"{done.stdout}{done.stderr}"
    assert done.ret in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERRUPTED)
    assert message in said
    assert "INTERNALERROR" not in said


def test_programs_that_check_themselves_are_tests(pytester: pytest.Pytester) -> None:
    program = """// RUN: stablehlo-translate --interpret -split-input-file %s
func.func @main() {
  %0 = stablehlo.constant dense<1> : tensor<i32>
  check.expect_eq_const %0, dense<VALUE> : tensor<i32>
  func.return
}
"""
    two = program.replace("VALUE", "1") + "// -----\n" + program.replace("VALUE", "2")
    (pytester.path / "two.mlir").write_text(two)
    said = run_pytest(pytester, "two.mlir")
    assert "1 failed, 1 passed" in said
    assert "does not hold" in said


def test_the_plugin_is_nothing_until_it_is_used(pytester: pytest.Pytester) -> None:
    code = f"import sys, {PLUGIN}; print(*[name for name in sys.modules if name.startswith(('stablehlo', 'numpy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) == {"stablehlo_reference", "stablehlo_reference.testsuite", PLUGIN}
    pytester.makepyfile("def test_nothing(): pass")
    (pytester.path / "results.jsonl").write_text('{"format":1}\n')
    (pytester.path / "x.mlir").write_text("nonsense")
    assert "1 passed" in run_pytest(pytester)
