"""Runs as Markdown: a summary for pull requests and job pages."""

from __future__ import annotations

from collections.abc import Sequence

from ..golden import Case
from ..harness.records import Verdict
from .record import RunRecord
from .summary import Counts, by_op

MOST_FAILURES = 50
"""More are not listed."""


def markdown(runs: Sequence[RunRecord], cases: Sequence[Case]) -> str:
    """Counts of every run, a table of ops for those that are not all green, and the first failures."""
    lines = ["# StableHLO conformance", "", f"{len(cases)} cases.", ""]
    verdicts = [one for one in Verdict if any(one is result.verdict for run in runs for result in run.results)]
    lines += _table(
        ["Backend", "Versions", "Date", "Rate", *(one.value for one in verdicts)],
        [
            [run.backend, run.versions, run.date, counts.percent, *(str(counts.verdicts[one]) for one in verdicts)]
            for run, counts in ((run, Counts.of(run.results)) for run in runs)
        ],
    )
    lines += ["", "The rate is that of the cases which a backend takes: UNSUPPORTED and EXCLUDED do not count.", ""]
    lines += _ops(runs, cases)
    for run in runs:
        lines += _failures(run)
    return "\n".join(lines) + "\n"


def _ops(runs: Sequence[RunRecord], cases: Sequence[Case]) -> list[str]:
    """Rates by op, where one of the backends has less than all."""
    counted = [by_op(run, cases) for run in runs]
    ops = sorted({op for counts in counted for op, one in counts.items() if one.rate not in (1.0, None)})
    if not ops:
        return []
    rows = [[op, *(f"{c[op].percent} of {c[op].asked}" if op in c else "" for c in counted)] for op in ops]
    return ["## Operations", "", *_table(["Operation", *(run.backend for run in runs)], rows), ""]


def _failures(run: RunRecord) -> list[str]:
    failures = [one for one in run.results if one.verdict.failed]
    if not failures:
        return []
    rows = [[f"`{one.id}`", one.verdict.value, one.message.partition("\n")[0]] for one in failures[:MOST_FAILURES]]
    left = len(failures) - len(rows)
    more = [f"and {left} more", ""] if left else []
    table = _table(["Case", "Verdict", "Message"], rows)
    return [f"## {run.backend}: {len(failures)} not passed", "", *table, "", *more]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table whose cells hold no bars and no line ends."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, *rows)]
    return [f"| {' | '.join(row)} |" for row in (cells[0], ["---"] * len(head), *cells[1:])]
