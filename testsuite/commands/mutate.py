"""`stablehlo-conform mutate`: how many typical mistakes in kernels the golden cases notice."""

from __future__ import annotations

import argparse
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    mutate = commands.add_parser("mutate", help="measure how many mistakes in kernels the suite notices")
    mutate.add_argument("--number", type=int, default=400, metavar="N", help="mistakes to draw (default: 400)")
    mutate.add_argument("--seed", type=int, default=0, metavar="N", help="which ones (default: 0)")
    mutate.add_argument("--function", default="*", metavar="NAME",
                        help="only in these functions, like 'numerics.integers.*'")  # fmt: skip
    mutate.add_argument("--half", choices=["search", "measure"],
                        help="only of the half with which cases are looked for, or of the other")  # fmt: skip
    mutate.add_argument("--select", default="", metavar="EXPR", help="only with these cases")
    mutate.add_argument("--rst", type=Path, metavar="FILE", help="write tables there")
    mutate.set_defaults(action=_mutate)


def _mutate(options: argparse.Namespace) -> int:
    from ..backends import find_backend
    from ..golden import load
    from ..mutation.harmless import check_harmless, read_harmless
    from ..mutation.measure import Half, Outcome, candidates, draw, half_of, measure
    from ..mutation.table import rate, tables
    from ..selection import parse_selection

    selects = parse_selection(options.select)
    harmless = read_harmless()
    all_ = candidates()
    check_harmless(harmless, all_)

    def report(one: Outcome) -> None:
        if one.noticed is None and one.harmless is None:
            print(one, flush=True)

    half = None if options.half is None else Half(options.half)
    named = [one for one in all_ if fnmatchcase(one.function.name, options.function)]
    within = [one for one in named if half in (None, half_of(one))]
    drawn = draw(within, options.number, options.seed)
    cases = [case for case in load() if selects(case)]
    outcomes = measure(cases, find_backend("reference"), drawn, harmless, report)
    noticed = sum(one.noticed is not None for one in outcomes)
    effective = noticed + sum(one.harms is not None for one in outcomes)
    idle, harmless = sum(one.idle for one in outcomes), sum(one.harmless is not None for one in outcomes)
    print(f"{noticed} of {effective} mistakes with an effect noticed ({rate(outcomes)})")
    print(f"{idle} without an effect, {harmless} known to do no harm")
    if options.rst is not None:
        options.rst.write_text(tables(outcomes))
    return 0
