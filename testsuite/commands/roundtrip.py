"""`stablehlo-conform roundtrip`: holds our print of programs against MLIR's (by way of jaxlib)."""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

from ..problem import Problem


def add(commands: Any) -> None:
    roundtrip = commands.add_parser("roundtrip", help="hold our print of programs against that of jaxlib's MLIR")
    roundtrip.add_argument("paths", nargs="*", type=Path, metavar="DIR", help="folders or files of .mlir programs")
    roundtrip.add_argument("--jax", action="store_true", help="also some 260 programs that JAX exports")
    roundtrip.set_defaults(action=_roundtrip)


def _roundtrip(options: argparse.Namespace) -> int:
    from ..text.roundtrip import Outcome, programs, round_trip

    for path in options.paths:
        if not path.exists():
            raise Problem(f"{path} does not exist")
    try:
        from ..text.mlir import Mlir

        mlir = Mlir()
    except ImportError as error:
        raise Problem(f"this needs the [jax] extra: {error}") from None
    found = itertools.chain.from_iterable(programs(path) for path in options.paths)
    if options.jax:
        from ..text import jax_programs

        found = itertools.chain(found, jax_programs.programs())
    counts: Counter[Outcome] = Counter()
    for program in found:
        report = round_trip(program, mlir)
        counts[report.outcome] += 1
        if report.outcome is not Outcome.SAME:
            print(f"{report.outcome.value}: {report.program}: {report.message}\n")
    print(", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome))
    return 0 if set(counts) <= {Outcome.SAME, Outcome.PEER} else 1
