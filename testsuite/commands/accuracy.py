"""`stablehlo-conform accuracy`: measures the accuracy of real-valued ops against mpmath."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    accuracy = commands.add_parser("accuracy", help="measure the accuracy of real-valued ops against mpmath")
    accuracy.add_argument("--select", default="", metavar="TEXT", help="only ops whose mnemonic holds TEXT")
    accuracy.add_argument("--points", type=int, default=4000, metavar="N", help="arguments a type (default: 4000)")
    accuracy.add_argument("--output", metavar="FILE", help="write the measurements as JSON")
    accuracy.set_defaults(action=_accuracy)


def _accuracy(options: argparse.Namespace) -> int:
    from ..accuracy import measure_all, table, write

    rows = list(measure_all(options.points, options.select))
    print(table(rows))
    if options.output:
        write(options.output, rows)
    return 0 if all(row.holds for row in rows) else 1
