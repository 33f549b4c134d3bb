"""`stablehlo-conform submit` and `verify`: results in one file that a third party can check."""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    submit = commands.add_parser("submit", help="bundle the results of a run for others to check")
    submit.add_argument("results", type=Path, help="file that the run wrote")
    submit.add_argument("--exclude", type=Path, metavar="FILE", help="the exclusions that the run was made with")
    submit.add_argument("--output", type=Path, required=True, metavar="FILE", help="the bundle, a zip file")
    submit.set_defaults(action=_submit)
    verify = commands.add_parser("verify", help="check a bundle")
    verify.add_argument("bundle", type=Path)
    verify.add_argument("--rerun", type=int, default=0, metavar="N", help="run N of its cases again, chosen at random")
    verify.add_argument("--backend", metavar="NAME", help="backend for --rerun (default: that of the bundle)")
    verify.set_defaults(action=_verify)


def _submit(options: argparse.Namespace) -> int:
    from ..report.bundle import pack

    manifest = pack(options.results, options.exclude, options.output)
    counts = ", ".join(f"{name} {number}" for name, number in manifest["counts"].items())
    print(f"{options.output}: {manifest['backend']}, {counts}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    """0 where everything agrees, 1 where something does not."""
    from ..golden import load, suite_hash
    from ..report.bundle import against_suite, unpack

    manifest, run, problems = unpack(options.bundle)
    cases = load()
    problems += against_suite(run, cases, suite_hash())
    if options.rerun and not problems:
        problems += _rerun(options, run, cases)
    for problem in problems:
        print(f"{options.bundle}: {problem}")
    if not problems:
        counts = ", ".join(f"{name} {number}" for name, number in manifest["counts"].items())
        print(f"{options.bundle}: holds. {manifest['backend']} ({run.versions}): {counts}")
    return 1 if problems else 0


def _rerun(options: argparse.Namespace, run: Any, cases: list[Any]) -> list[str]:
    """Cases that give another verdict now."""
    from ..backends import BackendError, find_backend
    from ..compare import find_profile
    from ..harness.execution import run_case
    from ..harness.records import Verdict

    said = {one.id: one.verdict for one in run.results if one.verdict not in (Verdict.CRASH, Verdict.TIMEOUT)}
    known = {case.id: case for case in cases if case.id in said}
    chosen = random.SystemRandom().sample(sorted(known), min(options.rerun, len(known)))
    try:
        backend = find_backend(options.backend or run.backend)
        profile = find_profile(run.profile)
    except BackendError as error:
        return [f"cannot be run again: {error}"]
    found: list[str] = []
    for id_ in chosen:
        verdict = run_case(known[id_], backend, run.header.mode, profile).verdict
        if said[id_] is not Verdict.EXCLUDED and verdict is not said[id_]:
            found.append(f"{id_} was {said[id_].value}, is {verdict.value} when it is run again")
    return found
