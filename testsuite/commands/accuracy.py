"""`stablehlo-conform accuracy`: measures the accuracy of real-valued ops against mpmath."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    accuracy = commands.add_parser("accuracy", help="measure the accuracy of real-valued ops against mpmath")
    accuracy.add_argument("--select", default="", metavar="TEXT", help="only ops whose name holds TEXT")
    accuracy.add_argument("--types", default="", metavar="T,T", help="only these types, such as f32,complex<f32>")
    accuracy.add_argument(
        "--points", type=int, default=4000, metavar="N",
        help="arguments of types with more than 16 bits (default: 4000; the recorded measurement: 100000)",
    )  # fmt: skip
    accuracy.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")
    accuracy.add_argument(
        "--output", metavar="FILE", help="write the measurements as JSON after each; other rows of FILE are kept"
    )
    accuracy.set_defaults(action=_accuracy)


def _accuracy(options: argparse.Namespace) -> int:
    from ..accuracy import HEADING, line, measure_all, merged, write

    print(HEADING)
    holds = True
    for row in measure_all(options.points, options.select, options.types, options.jobs):
        print(line(row), flush=True)
        holds &= row.holds
        if options.output:
            write(options.output, merged(options.output, [row]))
    return 0 if holds else 1
