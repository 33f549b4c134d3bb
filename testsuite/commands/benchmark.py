"""`stablehlo-conform benchmark`: times ops against numpy and jaxlib's C++ interpreter."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    benchmark = commands.add_parser("benchmark", help="time ops against plain numpy and jaxlib's C++ interpreter")
    benchmark.add_argument("--select", default="", metavar="TEXT", help="only rows whose name holds TEXT")
    benchmark.add_argument("--cpp", action="store_true", help="time jaxlib's C++ interpreter too (takes minutes)")
    benchmark.add_argument("--text", action="store_true", help="time reading and printing of programs instead")
    benchmark.add_argument("--output", type=Path, metavar="FILE", help="write the table to a file too")
    benchmark.set_defaults(action=_benchmark)


def _benchmark(options: argparse.Namespace) -> int:
    if options.text:
        from ..text import speed

        found = speed.table(speed.measure(speed.sample(), speed.weights()))
        print(found)
        if options.output:
            options.output.write_text(found + "\n")
        return 0
    from ..benchmark import run_benchmark, table

    rows = run_benchmark(options.select, options.cpp, lambda row: print(f"{row.name} ...", file=sys.stderr))
    print(table(rows))
    if options.output:
        options.output.write_text(table(rows) + "\n")
    return 0
