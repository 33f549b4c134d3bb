"""`stablehlo-conform mutate`: how many typical mistakes in kernels the golden cases notice."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def add(commands: Any) -> None:
    mutate = commands.add_parser("mutate", help="measure how many mistakes in kernels the suite notices")
    mutate.add_argument("--number", type=int, default=500, metavar="N", help="mistakes to make (default: 500)")
    mutate.add_argument("--seed", type=int, default=0, metavar="N", help="which ones (default: 0)")
    mutate.add_argument("--select", default="", metavar="EXPR", help="only with these cases, and what they run through")
    mutate.set_defaults(action=_mutate)


def _mutate(options: argparse.Namespace) -> int:
    from ..backends import find_backend
    from ..golden import load
    from ..mutation.measure import Outcome, measure
    from ..selection import SelectionError, parse_selection

    try:
        selects = parse_selection(options.select)
    except SelectionError as error:
        print(f"error: --select: {error}", file=sys.stderr)
        return 2

    def report(one: Outcome) -> None:
        if one.noticed is None:
            print(f"{one.module}:{one.line} {one.function}: {one.what}: nobody noticed", flush=True)

    cases = [case for case in load() if selects(case)]
    outcomes = measure(cases, find_backend("reference"), options.number, options.seed, report)
    noticed = sum(one.noticed is not None for one in outcomes)
    share = f"{noticed * 1000 // len(outcomes) / 10:.1f} %" if outcomes else "-"
    print(f"{noticed} of {len(outcomes)} mistakes noticed ({share})")
    return 0
