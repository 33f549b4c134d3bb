"""`stablehlo-conform decompositions`: measures how far decompositions lie from the ops that they stand for."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    parser = commands.add_parser("decompositions", help="hold ops against their decompositions")
    parser.add_argument("--select", default="", metavar="TEXT", help="only ops whose name holds TEXT")
    parser.add_argument("--points", type=int, default=1000, metavar="N", help="arguments a type (default: 1000)")
    parser.add_argument("--output", metavar="FILE", help="write the measurements as JSON")
    parser.set_defaults(action=_decompositions)


def _decompositions(options: argparse.Namespace) -> int:
    from ..decompositions import decomposable, measure, table, write

    rows = [row for op in decomposable() if options.select in op.name for row in measure(op, options.points)]
    print(table(rows))
    if options.output:
        write(options.output, rows)
    return 0
