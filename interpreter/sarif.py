"""Diagnostics as SARIF 2.1.0, the format in which editors and CI services take the results of checkers.

Rules are the labels of constraints (`stablehlo.add/C1`), with the page of the op as help; what breaks no labelled
constraint falls under `syntax` or `structure`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from .diagnostics import Diagnostic, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SPECIFICATION = "https://openxla.org/stablehlo/spec"
"""The public specification, whose labels of constraints are used; its sections are named after ops."""

_GENERAL = {
    "syntax": "The text follows the grammar, and names are defined before they are used.",
    "structure": "Operations have the operands, attributes, regions and results that they declare.",
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.REMARK: "note"}


def sarif_log(problems: Iterable[Diagnostic], version: str, docs: str | None = None) -> dict[str, Any]:
    """A SARIF log with one run. `docs` is where a copy of these docs is published, to which rules then link."""
    rules: dict[str, dict[str, Any]] = {}
    results = [_result(problem, rules, docs) for problem in problems]
    driver = {
        "name": "stablehlo-interpret",
        "semanticVersion": version,
        "informationUri": SPECIFICATION,
        "rules": list(rules.values()),
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Diagnostic, rules: dict[str, dict[str, Any]], docs: str | None) -> dict[str, Any]:
    rule = _rule_id(problem)
    rules.setdefault(rule, _rule(rule, problem, docs))
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": list(rules).index(rule),
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message + hint},
    }
    if problem.file:
        result["locations"] = [_location(problem)]
    if problem.notes:
        result["relatedLocations"] = [
            _location(note) | {"id": number, "message": {"text": note.message}}
            for number, note in enumerate(problem.notes)
        ]
    return result


def _rule_id(problem: Diagnostic) -> str:
    if problem.op and problem.label:
        return f"{problem.op}/{problem.label}"
    return "structure" if problem.op and problem.message.startswith(f"'{problem.op}'") else "syntax"


def _rule(rule: str, problem: Diagnostic, docs: str | None) -> dict[str, Any]:
    if rule in _GENERAL:
        return {"id": rule, "shortDescription": {"text": _GENERAL[rule]}}
    found: dict[str, Any] = {"id": rule, "shortDescription": {"text": problem.formula or f"({problem.label})"}}
    dialect, _, mnemonic = (problem.op or "").partition(".")
    folder = {"stablehlo": "ops", "chlo": "chlo"}.get(dialect)
    if docs and folder:
        found["helpUri"] = f"{docs.rstrip('/')}/generated/{folder}/{mnemonic}.html"
    elif dialect == "stablehlo":
        found["helpUri"] = f"{SPECIFICATION}#{mnemonic}"
    return found


def _location(problem: Diagnostic) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.file.replace("\\", "/"))}}
    if problem.line:
        region: dict[str, Any] = {
            "startLine": problem.line,
            "startColumn": problem.column,
            "endLine": problem.end_line,
            "endColumn": problem.end_column,
        }
        if problem.source_line:
            region["snippet"] = {"text": problem.source_line}
        place["region"] = region
    return {"physicalLocation": place}
