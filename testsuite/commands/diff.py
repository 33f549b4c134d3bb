"""`stablehlo-conform diff`: what changed from one run to the next."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    diff = commands.add_parser("diff", help="compare two runs: regressions first")
    diff.add_argument("old", type=Path, help="results of the earlier run")
    diff.add_argument("new", type=Path, help="results of the later run")
    diff.add_argument("--json", action="store_true", help="print the changes as JSON")
    diff.set_defaults(action=_diff)


def _diff(options: argparse.Namespace) -> int:
    """1 where something regressed or was lost."""
    from ..report.difference import Change, differences, report
    from ..report.record import read_run

    old, new = read_run(options.old), read_run(options.new)
    found = differences(old, new)
    if options.json:
        rows = [
            {
                "id": one.id,
                "change": one.change.value,
                "old": None if one.old is None else one.old.verdict.value,
                "new": None if one.new is None else one.new.verdict.value,
            }
            for one in found
        ]
        print(json.dumps(rows, indent=1))
    else:
        print(report(old, new, found), end="")
    return 1 if any(one.change in (Change.REGRESSION, Change.LOST) for one in found) else 0
