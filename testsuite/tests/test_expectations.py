"""Test programs that say which diagnostics they expect, and SARIF for those who read diagnostics by machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter import Severity
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.interpreter.expectations import expectations, judge, split_input

WRONG = '%0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<3xf32>'


def program(*lines: str) -> str:
    return "\n".join(["func.func @main(%a: tensor<2xf32>) {", *lines, "return", "}"])


def verdict(text: str, **options: bool) -> list[str]:
    return [one.message for one in judge(text, si.check(text, "x.mlir", recover=False), "x.mlir", **options)]


@pytest.mark.parametrize(
    "lines",
    [
        ["// expected-error@+1 {{}}", WRONG],
        ["// expected-error @+1 {{whatever it says}}", WRONG],
        [WRONG, "// expected-error@-1 {{}}"],
        [f"{WRONG} // expected-error {{{{}}}}"],
        ["// expected-error@3 {{}}", WRONG],
        ["// expected-error@below {{}}", WRONG],
        ["// expected-error@below {{}}", "// expected-error@below {{}}", WRONG],
        [WRONG, "// expected-error@above {{}}"],
        [WRONG, "// expected-error@above {{}}", "// expected-error@above {{}}"],
        ["// expected-error@unknown {{}}", WRONG],
        ["// expected-error-re@+1 {{C{{[0-9]+}}}}", WRONG],
        ["// expected-error@+2 {{}}", "// expected-note@-2 {{}}", WRONG],
        [],
    ],
)
def test_what_is_expected_is_met(lines: list[str]) -> None:
    assert verdict(program(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([WRONG], "unexpected error: 'stablehlo.add' (C1)"),
        (["// expected-error@+2 {{nothing}}", WRONG], "expected error on line 4 was not given: nothing"),
        (["// expected-warning@+1 {{}}", WRONG], "expected warning on line 3 was not given"),
        (["// expected-remark@+1 {{}}"], "expected remark on line 3 was not given"),
        (["// expected-error@unknown {{x}}"], "expected error anywhere was not given: x"),
    ],
)
def test_what_is_not_met_or_not_expected_is_said(lines: list[str], message: str) -> None:
    found = verdict(program(*lines))
    assert any(one.startswith(message) for one in found)


def test_text_is_compared_when_asked_for() -> None:
    for wanted, met in [("types are the same", True), ("something else", False)]:
        text = program(f"// expected-error@+1 {{{{{wanted}}}}}", WRONG)
        assert verdict(text) == []
        assert (verdict(text, compare_text=True) == []) is met
    for wanted, met in [("(C1{{[)]}} types", True), ("C{{[2-9]}}", False), ("{{(}}", False)]:
        text = program(f"// expected-error-re@+1 {{{{{wanted}}}}}", WRONG)
        assert (verdict(text, compare_text=True) == []) is met


def test_expectations_are_read_with_all_they_say() -> None:
    (one,) = expectations("\n// expected-note-re @+3 {{a {{.*}} b}}\n")
    assert (one.severity, one.line, one.text, one.is_pattern) == (Severity.NOTE, 5, "a {{.*}} b", True)
    assert expectations("// expected-error {{not closed\n// expected-nothing {{}}") == []


def test_parts_keep_their_line_numbers() -> None:
    assert list(split_input("a\n// -----\nb\nc\n  // ----- d\n")) == [(1, "a\n"), (2, "\nb\nc\n"), (5, "\n")]
    assert list(split_input("")) == [(1, "")]


def test_the_command_judges_test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.mlir", tmp_path / "bad.mlir"
    good.write_text(program("// expected-error@+1 {{other words}}", WRONG) + "\n// -----\n" + program())
    parts = (program(), program("// expected-error@+1 {{a}}"), program(WRONG))
    bad.write_text("\n// -----\n".join(parts))
    options = ["check", "--verify-diagnostics", "--split-input-file"]
    assert main([*options, str(good)]) == 0
    assert capsys.readouterr().out == f"{good}: ok\n"
    assert main([*options, str(bad), str(good)]) == 1
    said = capsys.readouterr().err
    assert f"{bad}:6:1: error: expected error on line 7 was not given: a" in said
    assert f"{bad}:11:1: error: unexpected error: 'stablehlo.add' (C1)" in said
    assert main([*options, "--compare-text", str(good)]) == 1
    assert main([*options, str(tmp_path / "none.mlir")]) == 2


# SARIF: what the standard requires of the parts that are used ---------------------------------------------------------


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


Positive = Annotated[int, Field(ge=1)]
Text = Annotated[str, Field(min_length=1)]


class Message(Strict):
    text: Text


class Region(Strict):
    start_line: Positive
    start_column: Positive
    end_line: Positive
    end_column: Positive
    snippet: Message | None = None


class Artifact(Strict):
    uri: Annotated[str, Field(pattern=r"^[^ \\]+$")]


class PhysicalLocation(Strict):
    artifact_location: Artifact
    region: Region | None = None


class Location(Strict):
    id: Annotated[int, Field(ge=0)] | None = None
    message: Message | None = None
    physical_location: PhysicalLocation


class Rule(Strict):
    id: Text
    short_description: Message
    help_uri: Annotated[str, Field(pattern="^https?://")] | None = None


class Driver(Strict):
    name: Text
    semantic_version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+")]
    information_uri: Annotated[str, Field(pattern="^https?://")]
    rules: list[Rule]


class Tool(Strict):
    driver: Driver


class Result(Strict):
    rule_id: Text
    rule_index: Annotated[int, Field(ge=0)]
    level: Literal["none", "note", "warning", "error"]
    message: Message
    locations: list[Location] = []
    related_locations: list[Location] = []


class Run(Strict):
    tool: Tool
    column_kind: Literal["utf16CodeUnits", "unicodeCodePoints"]
    results: list[Result]


class Log(Strict):
    schema_: Annotated[str, Field(alias="$schema", pattern="^https://")]
    version: Literal["2.1.0"]
    runs: list[Run]


def log_of(text: str, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> Run:
    path = folder / "a program.mlir"
    path.write_text(text)
    capsys.readouterr()
    main(["check", "--sarif", *options, str(path)])
    (run,) = Log.model_validate_json(capsys.readouterr().out).runs
    return run


def test_sarif_has_rules_places_and_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    iota = '%2 = "stablehlo.iota"() {} : () -> tensor<2xf32>'
    text = program(WRONG, "%1 = stablehlo.ad %a", iota, WRONG.replace("0", "3", 1))
    run = log_of(text, tmp_path, capsys)
    assert [one.rule_id for one in run.results] == [
        "stablehlo.add/C1", "syntax", "stablehlo.iota/I1", "stablehlo.add/C1"
    ]  # fmt: skip
    rules = run.tool.driver.rules
    assert [rules[one.rule_index].id for one in run.results] == [one.rule_id for one in run.results]
    assert len({rule.id for rule in rules}) == len(rules)
    assert rules[0].help_uri == "https://openxla.org/stablehlo/spec#add"
    region = run.results[0].locations[0].physical_location.region
    assert region is not None
    assert (region.start_line, region.start_column, region.end_line, region.end_column) == (2, 1, 2, len(WRONG) + 1)
    assert "did you mean" in run.results[1].message.text
    assert run.results[0].related_locations[0].message == Message(text="'lhs' is defined here, of type tensor<2xf32>")


def test_sarif_links_to_published_docs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = log_of(program(WRONG), tmp_path, capsys, "--docs-url=https://example.org/docs/")
    assert run.tool.driver.rules[0].help_uri == "https://example.org/docs/generated/ops/add.html"


def test_sarif_of_a_sound_program_and_of_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log_of(program(), tmp_path, capsys).results == []
    assert main(["check", "--sarif", "nothing.mlir"]) == 2
    (run,) = Log.model_validate_json(capsys.readouterr().out).runs
    assert run.results[0].locations[0].physical_location.region is None


FIELDS = [
    "severity", "message", "file", "line", "column", "end_line", "end_column", "op", "label", "formula", "hint", "notes"
]  # fmt: skip


def test_json_has_the_documented_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.mlir"
    path.write_text(program(WRONG))
    assert main(["check", "--json", str(path)]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert list(problem) == FIELDS
    assert all(list(note) == FIELDS for note in problem["notes"])
    guide = (Path(__file__).resolve().parents[2] / "docs" / "guides" / "diagnostics.rst").read_text()
    assert all(f"``{name}``" in guide for name in FIELDS)
