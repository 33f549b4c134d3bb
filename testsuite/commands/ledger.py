"""`stablehlo-conform ledger`: why the failures of a run are what they are, and which nobody has explained yet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    ledger = commands.add_parser("ledger", help="explain the failures of runs, and list those without explanation")
    ledger.add_argument("results", nargs="+", type=Path, metavar="RESULTS", help="files that runs wrote")
    ledger.add_argument("--ledger", type=Path, metavar="FILE", help="another ledger than the one of this tool")
    ledger.add_argument("--rst", type=Path, metavar="FILE", help="write a page of tables")
    ledger.add_argument("--csv", type=Path, metavar="FILE", help="write a line for each result")
    ledger.set_defaults(action=_ledger)


def _ledger(options: argparse.Namespace) -> int:
    """0 where everything is explained."""
    from ..golden import load
    from ..ledger import classify, read_ledger
    from ..ledger.classify import unused
    from ..ledger.entries import FILE
    from ..ledger.page import csv, page
    from ..report.record import read_run

    entries = read_ledger(options.ledger or FILE)
    cases = {case.id: case for case in load()}
    runs = [read_run(path) for path in options.results]
    found = [classify(run.backend, run.results, entries, cases) for run in runs]
    for run in found:
        for result in run.unexplained:
            print(f"{run.peer}: {result.id}: {result.verdict.value}: {result.message[:300]}")
    for number in unused(entries, found):
        print(f"entry {number + 1} explains nothing: {entries[number].cause}")
    for run in found:
        explained = sum(map(len, run.explained.values()))
        gone = f", {run.gone} of cases that are gone" if run.gone else ""
        print(f"{run.peer}: {explained} explained, {len(run.unexplained)} not{gone}")
    if options.rst:
        options.rst.write_text(page(runs, found, entries))
    if options.csv:
        options.csv.write_text(csv(found, entries))
    return 1 if any(run.unexplained for run in found) else 0
