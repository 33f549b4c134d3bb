"""The programs in examples/ give what XLA's CPU backend gave when they were exported (see examples/README.md)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MANIFEST = json.loads((EXAMPLES / "manifest.json").read_text())
PROGRAMS = [pytest.param(program, id=program["name"]) for program in MANIFEST["programs"]]


def inputs_of(program: dict[str, Any]) -> list[np.ndarray]:
    """The recorded arguments of a program."""
    return [np.load(EXAMPLES / one["file"]) for one in program["inputs"]]


def assert_within_tolerance(output: dict[str, Any], actual: np.ndarray) -> None:
    """|result - recorded| <= atol + rtol |recorded|, or equal bit for bit where the tolerance is "exact"."""
    recorded = np.load(EXAMPLES / output["file"])
    assert actual.dtype == recorded.dtype == np.dtype(output["dtype"])
    assert actual.shape == recorded.shape == tuple(output["shape"])
    if output["tolerance"] == "exact":
        assert actual.tobytes() == recorded.tobytes()
        return
    distance = np.abs(actual.astype(np.float64) - recorded.astype(np.float64))
    allowed = output["tolerance"]["atol"] + output["tolerance"]["rtol"] * np.abs(recorded.astype(np.float64))
    assert (distance <= allowed).all(), f"{output['name']}: {np.max(distance / allowed):.2f} times the tolerance"


@pytest.fixture(scope="module")
def modules() -> dict[str, si.Module]:
    return {}


def parsed(modules: dict[str, si.Module], program: dict[str, Any]) -> si.Module:
    """The program, read once for all tests."""
    if program["name"] not in modules:
        modules[program["name"]] = si.parse(EXAMPLES / program["file"])
    return modules[program["name"]]


def test_the_manifest_lists_every_program() -> None:
    assert {one["file"] for one in MANIFEST["programs"]} == {path.name for path in EXAMPLES.glob("*.mlir")}
    assert len(MANIFEST["programs"]) == 8


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_example_gives_what_xla_recorded(modules: dict[str, si.Module], program: dict[str, Any]) -> None:
    results = si.run(parsed(modules, program), *inputs_of(program))
    assert len(results) == len(program["outputs"])
    for output, actual in zip(program["outputs"], results, strict=True):
        assert_within_tolerance(output, actual)


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_example_is_read_whole(modules: dict[str, si.Module], program: dict[str, Any]) -> None:
    counts = Counter(operation.name for operation in parsed(modules, program).walk())
    assert dict(counts) == program["operations"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_example_prints_and_reads_back(modules: dict[str, si.Module], program: dict[str, Any]) -> None:
    text = str(parsed(modules, program))
    again = si.parse(text, program["file"])
    assert str(again) == text
    for a, b in zip(parsed(modules, program).walk(), again.walk(), strict=True):
        assert a.attributes == b.attributes


def test_the_command_line_runs_an_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = next(one for one in MANIFEST["programs"] if one["name"] == "train_step")
    given = [f"--input=@{EXAMPLES / one['file']}" for one in program["inputs"]]
    wanted = [f"--output=@{tmp_path / one['file']}" for one in program["outputs"]]
    assert main([str(EXAMPLES / program["file"]), *given, *wanted]) == 0
    assert capsys.readouterr().out == ""
    for output in program["outputs"]:
        assert_within_tolerance(output, np.load(tmp_path / output["file"]))
