"""`stablehlo-conform trend`: a series of runs as a plot."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    trend = commands.add_parser("trend", help="plot the rates of a series of runs")
    trend.add_argument("results", nargs="+", type=Path, metavar="RESULTS", help="files that runs wrote")
    trend.add_argument("--svg", type=Path, metavar="FILE", help="write the plot (default: print a table)")
    trend.set_defaults(action=_trend)


def _trend(options: argparse.Namespace) -> int:
    from ..report.record import read_run
    from ..report.trend import points, trend

    runs = [read_run(path) for path in options.results]
    if options.svg:
        options.svg.write_text(trend(runs))
        return 0
    for backend, one in points(runs).items():
        for when, counts in one:
            print(f"{when:%Y-%m-%d %H:%M}  {counts.percent:>8} of {counts.asked:5}  {backend}")
    return 0
