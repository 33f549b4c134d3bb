"""Witnesses of golden cases: recorded beside the suite, forgotten when a case changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Value
from stablehlo_reference.testsuite.golden.read import load, text_of
from stablehlo_reference.testsuite.golden.witnesses import Statement, record, summary

VALUE = Value("tensor<f32>", "0000803f")
CASE = Case(
    "add/one-f32", Level.CORE, ("stablehlo.add",), ("f32",), "module {}\n", (VALUE,), (VALUE,), (Judge(Kind.EXACT),),
    oracle="kernel",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "add.jsonl").write_text(text_of([CASE, replace(CASE, id="add/two-f32")]))
    return tmp_path


def test_who_agrees_and_who_does_not_is_recorded(folder: Path) -> None:
    record([Statement("xla 1.0", "add/one-f32", True), Statement("cpp 2.0", "add/one-f32", False)], folder)
    first, second = load(folder)
    assert (first.witnesses, first.dissents) == (("xla 1.0",), ("cpp 2.0",))
    assert (second.witnesses, second.dissents) == ((), ())


def test_a_newer_word_of_an_engine_replaces_its_older_one(folder: Path) -> None:
    record([Statement("xla 1.0", "add/one-f32", True), Statement("cpp 2.0", "add/one-f32", True)], folder)
    record([Statement("xla 1.1", "add/one-f32", False)], folder)
    assert (load(folder)[0].witnesses, load(folder)[0].dissents) == (("cpp 2.0",), ("xla 1.1",))
    record([Statement("xla 1.2", "add/one-f32", None)], folder)
    assert load(folder)[0].dissents == ()


def test_compilers_of_one_project_for_two_platforms_are_two_engines() -> None:
    from stablehlo_reference.testsuite.commands.witness import engine_name

    backends = ("xla", "xla:gpu", "cpp", "iree:llvm-cpu,--iree-opt-level=O1", "pjrt:/a/plugin.so")
    assert [engine_name(one) for one in backends] == ["xla", "xla:gpu", "cpp", "iree", "pjrt"]


def test_a_case_that_changes_loses_its_witnesses(folder: Path) -> None:
    record([Statement("xla 1.0", "add/one-f32", True)], folder)
    (folder / "add.jsonl").write_text(text_of([replace(CASE, program="module @other {}\n")]))
    assert load(folder)[0].witnesses == ()
    record([], folder)
    assert not list((folder / "witnesses").iterdir())


def test_the_summary_counts_cases_that_nothing_vouches_for(folder: Path) -> None:
    record([Statement("xla 1.0", "add/one-f32", True)], folder)
    assert summary(load(folder)).splitlines()[-1].split() == ["total", "2", "0", "1", "0", "1"]


def test_the_committed_suite_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["witness", "--report"]) == 0
    assert capsys.readouterr().out.startswith("level ")


def test_results_of_another_suite_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    journal = tmp_path / "results.jsonl"
    (folder / "add.jsonl").write_text(text_of([]))
    options = ["-j", "0", "--quiet", "--select", "id:cosine/s*"]
    main(["run", "--backend", "reference", *options, "--journal", str(journal)])
    text = journal.read_text()
    journal.write_text(text.replace('"suite":"', '"suite":"0', 1))
    assert main(["witness", "--results", str(journal)]) == 2
    assert "another suite" in capsys.readouterr().err
