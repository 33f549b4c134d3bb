"""`stablehlo-conform run`: holds a backend against the suite."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from ..problem import Problem

UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


def add(commands: Any) -> None:
    run = commands.add_parser(
        "run",
        help="hold a backend against the suite",
        description="Runs the suite on a backend. Exit codes: 0 no case failed, 1 some did, 2 the run cannot be made.",
    )
    run.add_argument(
        "--backend", required=True, metavar="X", help="reference, cpp, xla[:gpu], iree[:TARGET], pjrt:PATH, "
        "command:EXECUTABLE, python:MODULE:FUNCTION, or an installed one",
    )  # fmt: skip
    run.add_argument("--select", default="", metavar="EXPR", help="cases, as in 'op:add and (element:f32 or nan)'")
    run.add_argument("--level", action="append", default=[], metavar="LEVEL,...", help="levels (default: all)")
    run.add_argument("--mode", default="arguments", choices=["arguments", "constants", "barrier"], help="inputs as "
                     "arguments (default), as constants, or as constants behind a barrier")  # fmt: skip
    run.add_argument("--profile", default="default", metavar="P", help="strict, default, or a TOML file")
    run.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1); 0: run "
                     "cases in this process, without protection")  # fmt: skip
    run.add_argument("--batch", type=int, default=1, metavar="N", help="cases that a backend that can (iree) compiles "
                     "together; what does not pass is run again alone (default: 1)")  # fmt: skip
    run.add_argument("--shard", type=_shard, default=(1, 1), metavar="I/N", help="the I-th of N parts of the suite")
    run.add_argument("--timeout", type=_seconds, default=60.0, metavar="S", help="seconds for one case (default: 60)")
    run.add_argument("--max-memory", type=_bytes, default=8 << 30, metavar="SIZE", help="memory that a worker may take "
                     "beyond what its backend has at start, as in 500M (default: 8G; 0: no limit)")  # fmt: skip
    run.add_argument("--journal", type=Path, metavar="FILE", help="write results to FILE as they come")
    run.add_argument("--resume", action="store_true", help="continue the run of the journal")
    run.add_argument("--exclude", type=Path, metavar="FILE", help="cases that need not pass, with reasons (TOML)")
    run.add_argument("--suite", type=Path, metavar="DIR", help="another suite than the one that comes with this tool")
    run.add_argument("--list", action="store_true", help="list the selected cases and run nothing")
    run.add_argument("-q", "--quiet", action="store_true", help="print the summary only")
    run.set_defaults(action=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        return _list(options) if options.list else _run_plan(options)
    except KeyboardInterrupt:
        print("\ninterrupted" + (": --resume continues the run" if options.journal else ""), file=sys.stderr)
        return 130


def _plan(options: argparse.Namespace) -> Any:
    from ..compare import find_profile
    from ..golden import SUITE, Level
    from ..harness import Mode, Plan

    if options.resume and options.journal is None:
        raise Problem("--resume needs the --journal that is to be continued")
    if options.jobs < 0:
        raise Problem(f"-j {options.jobs}: a number of processes is not negative")
    if options.batch < 1 or (options.batch > 1 and options.jobs == 0):
        raise Problem(f"--batch {options.batch}: at least one case is compiled at a time, several by worker processes")
    levels = [name for text in options.level for name in text.split(",") if name]
    if unknown := [name for name in levels if name not in {level.value for level in Level}]:
        raise Problem(f"no level {unknown[0]!r}; there are {', '.join(level.value for level in Level)}")
    return Plan(
        backend=options.backend,
        select=options.select,
        levels=tuple(level for level in Level if level.value in levels),
        mode=Mode(options.mode),
        profile=find_profile(options.profile),
        jobs=options.jobs,
        batch=options.batch,
        shard=options.shard,
        timeout=options.timeout,
        max_memory=options.max_memory,
        journal=options.journal,
        resume=options.resume,
        exclude=options.exclude,
        suite=options.suite or SUITE,
    )


def _list(options: argparse.Namespace) -> int:
    from ..golden import load
    from ..harness import select_cases

    plan = _plan(options)
    for case in select_cases(load(plan.suite), plan):
        print(case.id)
    return 0


def _run_plan(options: argparse.Namespace) -> int:
    from ..harness.progress import Progress, summary
    from ..harness.run import run_plan

    plan = _plan(options)
    progress = Progress(quiet=options.quiet)
    try:
        run = run_plan(plan, progress.report, progress.begin)
    finally:
        progress.end()
    if not run.cases:
        raise Problem("no case is selected")
    print(summary(run))
    return 0 if run.succeeded else 1


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is not I/N with 1 <= I <= N")
    return int(match[1]), int(match[2])


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no time")
    return seconds


def _bytes(text: str) -> int:
    match = re.fullmatch(r"(\d+)([KMGT]?)i?B?", text, re.IGNORECASE)
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} is no size")
    return int(match[1]) * UNITS[match[2].upper()]
