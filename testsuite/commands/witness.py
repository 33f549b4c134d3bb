"""`stablehlo-conform witness`: asks other engines about the committed suite, and records who agrees."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ENGINES = ("cpp", "xla")


def add(commands: Any) -> None:
    witness = commands.add_parser("witness", help="ask other engines about the suite and record who agrees")
    witness.add_argument("engines", nargs="*", metavar="BACKEND", help="backends to ask (default: cpp xla)")
    witness.add_argument("--select", default="", metavar="EXPR", help="only cases that this selects (see run --help)")
    witness.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")
    witness.add_argument("--timeout", type=float, default=60.0, metavar="S", help="seconds for a case (default: 60)")
    witness.add_argument("--journal", type=Path, metavar="DIR", help="keep results there, and go on from them")
    witness.add_argument("--report", action="store_true", help="ask nobody; count oracles and witnesses, list the rest")
    witness.set_defaults(action=_witness)


def _witness(options: argparse.Namespace) -> int:
    if options.report:
        return _report()
    from ..backends import BackendError
    from ..golden.witnesses import record

    for engine in options.engines or ENGINES:
        try:
            said = _asked(engine, options)
        except BackendError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        record(said)
        counts = Counter({True: "agree", False: "do not", None: "no word"}[one.agrees] for one in said)
        print(f"{said[0].engine if said else engine}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
    return 0


def _asked(engine: str, options: argparse.Namespace) -> list[Any]:
    """What an engine says about the selected cases."""
    from ..golden.witnesses import Testimony
    from ..harness.progress import Progress
    from ..harness.records import Verdict
    from ..harness.run import Plan, run_plan

    journal = options.journal / f"{engine.replace(':', '-')}.jsonl" if options.journal else None
    if journal is not None:
        journal.parent.mkdir(parents=True, exist_ok=True)
    resume = journal is not None and journal.exists()
    plan = Plan(engine, options.select, jobs=options.jobs, timeout=options.timeout, journal=journal, resume=resume)
    progress = Progress()
    try:
        run = run_plan(plan, progress.report, progress.begin)
    finally:
        progress.end()
    words = {Verdict.PASS: True, Verdict.FAIL: False, Verdict.REJECTED_VALID: False, Verdict.ACCEPTED_INVALID: False}
    name = engine.partition(":")[0]
    version = run.versions.get("jaxlib") or run.versions.get(name) or next(iter(run.versions.values()), "unknown")
    return [Testimony(f"{name} {version}", result.id, words.get(result.verdict)) for result in run.results]


def _report() -> int:
    from ..golden import load
    from ..golden.witnesses import summary

    cases = load()
    print(summary(cases))
    lonely = [case for case in cases if case.oracle in ("kernel", "example") and not case.witnesses]
    for case in lonely:
        print(f"{case.id}: {case.oracle}, no witness")
    return 0
