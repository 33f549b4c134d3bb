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
    witness.add_argument("--results", type=Path, metavar="FILE", help="take the results of a run instead of asking")
    witness.add_argument("--report", action="store_true", help="ask nobody; count oracles and witnesses, list the rest")
    witness.set_defaults(action=_witness)


def _witness(options: argparse.Namespace) -> int:
    if options.report:
        return _report()
    from ..backends import BackendError
    from ..harness.journal import JournalError

    try:
        if options.results:
            _recorded(_read(options.results))
        for engine in () if options.results else options.engines or ENGINES:
            _recorded(_asked(engine, options))
    except (BackendError, JournalError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _recorded(said: list[Any]) -> None:
    from ..golden.witnesses import record

    record(said)
    counts = Counter({True: "agree", False: "do not", None: "no word"}[one.agrees] for one in said)
    print(f"{said[0].engine if said else 'nobody'}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))


def _read(path: Path) -> list[Any]:
    """What the results of a run say. Raises JournalError where they are not of the suite as it is."""
    from ..golden import suite_hash
    from ..harness.journal import JournalError, read_results

    header, results = read_results(path)
    if header.suite != suite_hash():
        raise JournalError(f"{path}: results of another suite than the committed one")
    return _statements(header.backend, header.versions, results)


def _asked(engine: str, options: argparse.Namespace) -> list[Any]:
    """What an engine says about the selected cases."""
    from ..harness.progress import Progress
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
    return _statements(engine, run.versions, run.results)


def _statements(engine: str, versions: dict[str, str], results: list[Any]) -> list[Any]:
    """What verdicts say: a crash, or a time that ran out, says nothing about results."""
    from ..golden.witnesses import Statement
    from ..harness.records import Verdict

    words = {Verdict.PASS: True, Verdict.FAIL: False, Verdict.REJECTED_VALID: False, Verdict.ACCEPTED_INVALID: False}
    name = engine.partition(":")[0]
    version = versions.get("jaxlib") or versions.get(name) or next(iter(versions.values()), "unknown")
    return [Statement(f"{name} {version}", result.id, words.get(result.verdict)) for result in results]


def _report() -> int:
    from ..golden import load
    from ..golden.witnesses import summary

    cases = load()
    print(summary(cases))
    lonely = [case for case in cases if case.oracle in ("kernel", "example") and not case.witnesses]
    for case in lonely:
        print(f"{case.id}: {case.oracle}, no witness")
    return 0
