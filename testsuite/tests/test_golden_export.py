"""The suite in other forms: lit tests check themselves here, folders of arrays read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.export import arrays, lit
from stablehlo_reference.testsuite.golden import Case, Kind, Level, Value, load


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    return load()


def spread(suite: list[Case], number: int) -> list[Case]:
    """Cases from all over the suite."""
    return suite[:: max(1, len(suite) // number)]


def test_exported_tests_hold_on_the_reference(suite: list[Case]) -> None:
    checked = 0
    for case in spread([case for case in suite if case.reject is None], 300):
        text = lit.text_of(case)
        if text is not None:
            assert text.startswith("// RUN: stablehlo-translate --interpret %s\n")
            si.run(si.parse(text, case.id))
            checked += 1
    assert checked > 250


def test_an_exported_test_fails_where_a_value_is_wrong(suite: list[Case]) -> None:
    case = next(case for case in suite if case.id == "add/integers-wrap-si8")
    wrong = replace(case, expected=(Value(case.expected[0].type, "8003"),))
    with pytest.raises(si.CheckFailed):
        si.run(si.parse(lit.text_of(wrong)))


def test_exported_rejects_are_refused(suite: list[Case]) -> None:
    for case in spread([case for case in suite if case.reject is not None], 40):
        text = lit.text_of(case)
        assert text.startswith("// RUN: not stablehlo-opt %s\n")
        with pytest.raises(si.ProgramError):
            si.parse(text)


def test_what_check_cannot_say_is_left_out(suite: list[Case]) -> None:
    random = next(case for case in suite if any(judge.kind is Kind.DISTRIBUTION for judge in case.judges))
    assert lit.text_of(random) is None


def test_arrays_are_written_with_a_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "suite"
    assert main(["export", str(folder), "--format", "npy", "--select", "add/narrow"]) == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["format"] == 1
    assert manifest["cases"]
    for case in manifest["cases"]:
        assert (folder / case["program"]).read_text().startswith("module {")
        for value in (*case["inputs"], *case["expected"]):
            assert np.load(folder / value["file"]).dtype == np.uint16  # bits of bf16
    assert "left out" in capsys.readouterr().out


def test_narrow_types_are_written_as_their_bits() -> None:
    data = arrays.npy(Value("tensor<2xbf16>", "803f0080"))
    assert data.endswith(bytes.fromhex("803f0080"))


@pytest.mark.parametrize("arguments", [["--level", "nothing"], []])
def test_export_refuses_what_it_cannot_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (tmp_path / "there").write_text("")
    assert main(["export", str(tmp_path), *arguments]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_levels_are_selected(tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "lit"), "--level", "reject", "--select", "add/"]) == 0
    assert {path.parent.name for path in (tmp_path / "lit").rglob("*.mlir")} == {Level.REJECT.value}
