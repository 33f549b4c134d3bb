"""Runs as one HTML file that needs no network: a matrix of operations and element types, histograms, times, cases."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...spec.types import BY_NAME
from ..golden import Case, Level, Value
from ..harness.records import Result, Verdict
from .record import RunRecord
from .summary import op_of

ASSETS = Path(__file__).parent / "assets"
NO_ELEMENTS = "none"
"""Column of programs without inputs and results, as those that must be refused are."""
LONGEST = 4000
"""Characters of a value that are shown."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{style}</style></head>
<body>
<header><h1>{title}</h1><p class="note">{note}</p><div id="cards" class="cards" role="tablist"></div></header>
<main>
<h2>Operations and element types</h2>
<p class="note">Passes among the cases that the backend takes. A cell leads to its cases.</p>
<div id="matrix" class="scroll"></div>
<h2>Cases</h2><div id="filters" class="filters"></div><p class="note" id="count"></p>
<div id="list" class="scroll"></div>
<h2>Largest error of each case</h2><div id="histogram"></div>
<h2>Time</h2><div id="times"></div>
<h2>Backends side by side</h2><div id="comparison" class="scroll"></div>
</main>
<dialog id="case"></dialog>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body></html>
"""


def dashboard(runs: Sequence[RunRecord], cases: Sequence[Case], title: str = "StableHLO conformance") -> str:
    """The text of the file. Programs and values are in it for the cases that some run did not pass."""
    known = {case.id: case for case in cases}
    open_ = {one.id for run in runs for one in run.results if one.verdict is not Verdict.PASS} & known.keys()
    elements = {element for case in cases for element in _elements(case)}
    order = list(BY_NAME)
    data = {
        "verdicts": [one.value for one in Verdict],
        "levels": [one.value for one in Level],
        "elements": sorted(elements, key=lambda name: (order.index(name) if name in order else len(order), name)),
        "cases": {case.id: _case(case) for case in cases},
        "details": {id_: _detail(known[id_]) for id_ in sorted(open_)},
        "runs": [_run(run, known) for run in runs],
    }
    text = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    return PAGE.format(
        title=html.escape(title),
        note=html.escape(f"{len(cases)} cases. Made from files: nothing is loaded."),
        style=(ASSETS / "dashboard.css").read_text(),
        script=(ASSETS / "dashboard.js").read_text(),
        data=text,
    )


def _case(case: Case) -> dict[str, Any]:
    return {
        "op": op_of(case.id),
        "level": case.level.value,
        "elements": _elements(case),
        "labels": list(case.labels),
        "oracle": case.oracle,
    }


def _elements(case: Case) -> list[str]:
    """Columns of the matrix in which the case counts."""
    return list(case.elements) or [NO_ELEMENTS]


def _detail(case: Case) -> dict[str, Any]:
    return {
        "program": case.program,
        "inputs": [_value(value) for value in case.inputs],
        "expected": [_value(value) for value in case.expected],
    }


def _run(run: RunRecord, known: dict[str, Case]) -> dict[str, Any]:
    return {
        "backend": run.backend,
        "versions": run.versions,
        "date": run.date,
        "mode": run.header.mode.value,
        "profile": run.profile,
        "results": [_result(one) for one in run.results if one.id in known],
    }


def _result(one: Result) -> dict[str, Any]:
    errors = [output.max_ulp for output in one.outputs if output.max_ulp is not None]
    row: dict[str, Any] = {
        "id": one.id, "verdict": one.verdict.value, "seconds": round(one.seconds, 6),
        "ulp": max(errors) if errors else None,
    }  # fmt: skip
    if one.verdict is not Verdict.PASS:
        row["message"] = one.message
        row["outputs"] = [_measures(output) for output in one.outputs]
        row["actual"] = [_value(value) for value in one.actual]
    return row


def _measures(comparison: Any) -> dict[str, Any]:
    """What the judge said about one output, without what it left open."""
    from ..golden.read import as_plain

    return as_plain(comparison)


def _value(value: Value) -> str:
    """A value as literal text, shortened."""
    from ...interpreter.text.printer import print_attribute
    from ...spec.attributes import Literal

    text = print_attribute(Literal(value.tensor, value.array))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
