"""`stablehlo-conform witness`: asks other engines about the committed suite, and records who agrees."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from ..problem import Problem

ENGINES = ("cpp", "xla")


def add(commands: Any) -> None:
    witness = commands.add_parser("witness", help="ask other engines about the suite and record who agrees")
    witness.add_argument("engines", nargs="*", metavar="BACKEND", help="backends to ask (default: cpp xla)")
    witness.add_argument("--select", default="", metavar="EXPR", help="only cases that this selects (see run --help)")
    witness.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")
    witness.add_argument("--timeout", type=float, default=60.0, metavar="S", help="seconds for a case (default: 60)")
    witness.add_argument("--journal", type=Path, metavar="DIR", help="keep results there, and go on from them")
    witness.add_argument("--results", type=Path, nargs="+", metavar="FILE", help="take the results of runs instead of "
                         "asking")  # fmt: skip
    witness.add_argument("--suite", type=Path, metavar="DIR", help="the suite of those runs, if it is another: what "
                         "was said of cases that are the same now counts")  # fmt: skip
    witness.add_argument("--report", action="store_true", help="ask nobody; count oracles and witnesses, list the rest")
    witness.set_defaults(action=_witness)


def _witness(options: argparse.Namespace) -> int:
    if options.report:
        return _report()
    if options.results:
        for path in options.results:
            _recorded(_read(path, options.suite))
    for engine in () if options.results else options.engines or ENGINES:
        _recorded(_asked(engine, options))
    return 0


def _recorded(said: list[Any]) -> None:
    from ..golden.witnesses import record

    record(said)
    counts = Counter({True: "agree", False: "do not", None: "no word"}[one.agrees] for one in said)
    print(f"{said[0].engine if said else 'nobody'}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))


def _read(path: Path, folder: Path | None) -> list[Any]:
    """What the results of a run say of cases that are the same now. Raises Problem where they are of another suite."""
    from ..golden import SUITE, load, suite_hash
    from ..golden.read import digest
    from ..golden.witnesses import Statement
    from ..harness.journal import read_results
    from ..harness.records import Mode

    header, results = read_results(path)
    if header.suite != suite_hash(folder or SUITE):
        raise Problem(f"{path}: results of another suite; --suite names the folder of the one that was run")
    if header.mode is not Mode.ARGUMENTS:
        raise Problem(f"{path}: inputs were not arguments")
    cases = {case.id: case for case in load()}
    ran = cases if folder is None else {case.id: case for case in load(folder)}
    same = {id_ for id_, case in ran.items() if id_ in cases and digest(case) == digest(cases[id_])}
    said = _statements(header.backend, header.versions, [one for one in results if one.id in same])
    loose = {one.id for one in results if one.id in same and not _strictly(one, cases[one.id])}
    return [Statement(one.engine, one.id, False) if one.agrees and one.id in loose else one for one in said]


def _strictly(result: Any, case: Any) -> bool:
    """Whether a result that a generous profile let pass keeps to the case's own judge."""
    from ..golden import Kind

    return all(
        one.identical or one.max_ulp is None or one.max_ulp <= judge.ulps
        for one, judge in zip(result.outputs, case.judges, strict=False)
        if judge.kind is Kind.ULP
    )


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
    name = engine_name(engine)
    version = versions.get("jaxlib") or versions.get(name) or next(iter(versions.values()), "unknown")
    return [Statement(f"{name} {version}", result.id, words.get(result.verdict)) for result in results]


def engine_name(backend: str) -> str:
    """The name of a backend without its options, but with XLA's platform: its compilers for each are other engines."""
    name = backend.partition(":")[0]
    return backend if name == "xla" else name


def _report() -> int:
    from ..golden import load
    from ..golden.witnesses import summary

    cases = load()
    print(summary(cases))
    lonely = [case for case in cases if case.oracle in ("kernel", "example") and not case.witnesses]
    for case in lonely:
        print(f"{case.id}: {case.oracle}, no witness")
    return 0
