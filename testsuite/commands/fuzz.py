"""`stablehlo-conform fuzz`: damages programs and looks whether the interpreter stands it."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..fuzz.campaign import Report


def add(commands: Any) -> None:
    fuzz = commands.add_parser("fuzz", help="damage programs at random and look whether the interpreter stands it")
    fuzz.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="more sound programs to begin with")
    fuzz.add_argument("--count", type=int, default=10_000, metavar="N", help="texts to try (default: 10000)")
    fuzz.add_argument("--seconds", type=float, default=float("inf"), metavar="S", help="stop after that time")
    fuzz.add_argument("--seed", type=int, default=0, metavar="N", help="start of the random numbers (default: 0)")
    fuzz.add_argument("--most", type=int, default=4000, metavar="N", help="longest program to begin with (4000)")
    fuzz.add_argument("--no-run", action="store_true", help="read, check and print only")
    fuzz.add_argument("--findings", type=Path, metavar="DIR", help="where to write the texts that do harm")
    fuzz.add_argument(
        "--memory", type=int, default=4096, metavar="MB", help="memory that no text may take (default: 4096; 0: any)"
    )
    fuzz.set_defaults(action=_fuzz)


def _progress(report: Report) -> None:
    if sys.stderr.isatty() or report.tried % 100_000 == 0:
        print(f"\r{report.tried} texts, {sum(report.findings.values())} do harm ", end="", file=sys.stderr, flush=True)


def _fuzz(options: argparse.Namespace) -> int:
    from ..fuzz.campaign import campaign
    from ..harness.worker import limit_memory

    limit_memory(options.memory << 20)
    started = time.monotonic()
    report = campaign(
        options.folders, options.count, options.seed, seconds=options.seconds, execute=not options.no_run,
        most=options.most, findings=options.findings, progress=_progress,
    )  # fmt: skip
    spent = time.monotonic() - started
    for outcome, count in report.outcomes.items():
        print(f"{count:9} {outcome.value}")
    print(f"{len(report.findings):9} kinds of harm, {sum(report.findings.values())} texts")
    print(f"{report.tried / spent:9.0f} texts per second, slowest {report.slowest:.2f} s")
    for finding, count in report.findings.items():
        print(f"\n{count} times: {finding}", file=sys.stderr)
    return 1 if report.findings else 0
