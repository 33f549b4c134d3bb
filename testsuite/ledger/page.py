"""The ledger as tables in reStructuredText, one a peer, and as lines of CSV."""

from __future__ import annotations

import csv as comma_separated
import io
from collections.abc import Sequence

from ..report.record import RunRecord
from .classify import Classified
from .entries import Entry

HEAD = ("Entry", "Verdict", "Cases", "Cause", "Whose fault", "For example")


def page(runs: Sequence[RunRecord], found: Sequence[Classified], entries: Sequence[Entry]) -> str:
    """A section a run: the causes of its failures, the most frequent first."""
    return "\n".join(line for run, one in zip(runs, found, strict=True) for line in _section(run, one, entries))


def _section(run: RunRecord, found: Classified, entries: Sequence[Entry]) -> list[str]:
    title = f"``{run.backend}``"
    failures = sum(map(len, found.explained.values())) + len(found.unexplained)
    lines = [title, "-" * len(title), ""]
    lines += [f"{run.versions}, {run.date[:10]}: {len(run.results):,} cases, {failures:,} of which did not pass.", ""]
    lines += [".. list-table::", "   :header-rows: 1", "   :class: facts", ""]
    rows = [
        (
            str(i + 1),
            _verdicts(results),
            str(len(results)),
            entries[i].cause,
            entries[i].fault.value,
            f"``{results[0].id}``",
        )
        for i, results in sorted(found.explained.items(), key=lambda pair: -len(pair[1]))
    ]
    if found.unexplained:
        rest = found.unexplained
        rows.append(("", _verdicts(rest), str(len(rest)), "not examined yet", "?", f"``{rest[0].id}``"))
    for row in (HEAD, *rows):
        lines += [f"   {'*' if i == 0 else ' '} - {cell}" for i, cell in enumerate(row)]
    return [*lines, ""]


def _verdicts(results: Sequence[object]) -> str:
    return ", ".join(dict.fromkeys(one.verdict.value for one in results))  # type: ignore[attr-defined]


def csv(found: Sequence[Classified], entries: Sequence[Entry]) -> str:
    """A line for each result: peer, case, verdict, whose fault, number of the entry."""
    text = io.StringIO()
    writer = comma_separated.writer(text, lineterminator="\n")
    writer.writerow(("peer", "case", "verdict", "fault", "entry"))
    for run in found:
        rows = [
            (run.peer, one.id, one.verdict.value, entries[i].fault.value, i + 1)
            for i, results in run.explained.items()
            for one in results
        ]
        rows += [(run.peer, one.id, one.verdict.value, "", "") for one in run.unexplained]
        writer.writerows(sorted(rows))
    return text.getvalue()
