"""A run of the suite: which cases, on what, with which journal; results come one by one."""

from __future__ import annotations

import os
import platform
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ..backends import find_backend
from ..compare import STRICT, Profile
from ..golden import SUITE, Case, Level, load, suite_hash
from ..selection import parse_selection
from .exclusions import Exclusion, read_exclusions
from .execution import OutOfMemory, blank, run_case
from .journal import Journal, now
from .modes import applies
from .pool import Pool
from .records import FORMAT, Header, Mode, Result, Verdict
from .worker import Setup


@dataclass(frozen=True)
class Plan:
    """What is to be run, and how. `jobs` 0 runs cases in this process, without protection. `timeout` is in seconds,
    `max_memory` in bytes, `shard` counts from 1; `batch` cases at most are compiled together, if the backend can."""

    backend: str
    select: str = ""
    levels: tuple[Level, ...] = ()
    mode: Mode = Mode.ARGUMENTS
    profile: Profile = STRICT
    jobs: int = 1
    batch: int = 1
    shard: tuple[int, int] = (1, 1)
    timeout: float = 60.0
    max_memory: int = 0
    journal: Path | None = None
    resume: bool = False
    exclude: Path | None = None
    suite: Path = SUITE


@dataclass
class Run:
    """A run under way. `results` holds those of earlier runs that are continued (`resumed` of them), then new ones."""

    plan: Plan
    cases: list[Case]
    exclusions: dict[str, Exclusion] = field(default_factory=dict[str, Exclusion])
    versions: dict[str, str] = field(default_factory=dict[str, str])
    results: list[Result] = field(default_factory=list[Result])
    resumed: int = 0
    seconds: float = 0.0

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(result.verdict.value for result in self.results)

    @property
    def succeeded(self) -> bool:
        """Whether no case failed (UNSUPPORTED and EXCLUDED are no failures, and no passes either)."""
        return not any(result.verdict.failed for result in self.results)


def select_cases(cases: Iterable[Case], plan: Plan) -> list[Case]:
    """The cases of a plan, in the order of the suite. Raises SelectionError."""
    selects = parse_selection(plan.select)
    number, count = plan.shard
    return [
        case
        for case in cases
        if (not plan.levels or case.level in plan.levels)
        and shard_of(case.id, count) == number
        and selects(case)
        and applies(case, plan.mode)
    ]


def shard_of(id_: str, count: int) -> int:
    """The shard (from 1) that a case belongs to: it depends on nothing but its id."""
    return zlib.crc32(id_.encode()) % count + 1


def run_plan(plan: Plan, report: Callable[[Run, Result], None], begin: Callable[[Run], None] = lambda run: None) -> Run:
    """Runs a plan. `begin` hears of the run before its first case, `report` of each result.

    Raises SelectionError, ExclusionError, SuiteError, BackendError, WorkerError, JournalError before the first case.
    """
    suite = load(plan.suite)
    exclusions, digest = read_exclusions(plan.exclude, suite) if plan.exclude else ({}, "")
    run = Run(plan, select_cases(suite, plan), exclusions)
    started = time.monotonic()
    with _runner(plan) as runner:
        run.versions = runner.versions
        journal = Journal(plan.journal, header_of(run, digest), plan.resume) if plan.journal else None
        try:
            run.results = list(journal.done.values()) if journal else []
            run.resumed = len(run.results)
            begin(run)
            done = {result.id for result in run.results}
            for result in _results(run, runner, [case for case in run.cases if case.id not in done]):
                run.results.append(result)
                if journal:
                    journal.append(result)
                report(run, result)
            run.seconds = time.monotonic() - started
            if journal:
                journal.end(run.verdicts, run.seconds)
        finally:
            if journal:
                journal.close()
    return run


class _Here:
    """Runs cases in this process."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._backend = find_backend(plan.backend)
        self.versions = dict(self._backend.versions())

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, cases: Iterable[Case]) -> Iterator[Result]:
        for case in cases:
            try:
                yield run_case(case, self._backend, self._plan.mode, self._plan.profile)
            except OutOfMemory as error:
                yield error.args[0]


def _runner(plan: Plan) -> Pool | _Here:
    if plan.jobs == 0:
        return _Here(plan)
    return Pool(Setup(plan.backend, plan.mode, plan.profile, plan.max_memory), plan.jobs, plan.timeout, plan.batch)


def _results(run: Run, runner: Pool | _Here, cases: Sequence[Case]) -> Iterator[Result]:
    """Results of cases that are still to be run; those that must not be tried come first."""
    skipped = {case.id for case in cases if case.id in run.exclusions and not run.exclusions[case.id].run}
    for case in cases:
        if case.id in skipped:
            yield replace(blank(case, Verdict.EXCLUDED), reason=run.exclusions[case.id].reason)
    for result in runner.run(case for case in cases if case.id not in skipped):
        known = run.exclusions.get(result.id)
        if known is None:
            yield result
        else:
            yield replace(result, verdict=Verdict.EXCLUDED, otherwise=result.verdict, reason=known.reason)


def header_of(run: Run, exclusions: str) -> Header:
    """The first line of a run's journal."""
    plan = run.plan
    return Header(
        FORMAT,
        version("stablehlo-reference"),
        suite_hash(plan.suite),
        plan.backend,
        run.versions,
        plan.mode,
        plan.profile.content,
        plan.select,
        tuple(level.value for level in plan.levels),
        "{}/{}".format(*plan.shard),
        exclusions,
        len(run.cases),
        now(),
        environment(),
    )


def environment() -> dict[str, str]:
    """Where a run takes place."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "ml_dtypes": version("ml_dtypes"),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "processors": str(os.cpu_count()),
        "byteorder": sys.byteorder,
    }
