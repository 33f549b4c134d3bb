"""The pytest plugin: golden cases and self-checking .mlir files as tests.

    pytest --stablehlo-backend xla --pyargs stablehlo_reference.testsuite.conformance
    pytest --stablehlo-backend xla path/to/add.jsonl
    pytest programs/softmax.mlir

Cases run in a worker process, as with `stablehlo-conform run`, one for each process of pytest-xdist. A case that the
backend does not support is skipped, an excluded one is expected to fail. Without these options and files the plugin
does nothing, and imports nothing of the suite.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .corpus import Part
    from .golden import Case
    from .harness import Exclusion, Pool, Result

SUITE = Path(__file__).parent / "conformance.py"
"""What stands for the suite among the arguments of pytest."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("stablehlo", "StableHLO conformance")
    group.addoption("--stablehlo-backend", metavar="X", help="backend, as of `stablehlo-conform run`")
    group.addoption("--stablehlo-level", metavar="LEVEL,...", default="", help="levels of cases (default: all)")
    group.addoption("--stablehlo-select", metavar="EXPR", default="", help="cases, as in 'op:add and f32'")
    group.addoption("--stablehlo-mode", metavar="MODE", default="arguments", help="arguments, constants or barrier")
    group.addoption("--stablehlo-profile", metavar="P", default="default", help="strict, default, or a TOML file")
    group.addoption("--stablehlo-exclude", metavar="FILE", help="cases that need not pass, with reasons (TOML)")
    group.addoption("--stablehlo-timeout", metavar="S", type=float, default=60.0, help="seconds for one case")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects the suite, files of cases where a backend is given, and .mlir files that are named."""
    if file_path.suffix == ".mlir":
        return MlirFile.from_parent(parent, path=file_path) if parent.session.isinitpath(file_path) else None
    if file_path.suffix == ".jsonl" and parent.config.option.stablehlo_backend and is_suite_file(file_path):
        return CaseFile.from_parent(parent, path=file_path)
    if file_path.name == SUITE.name and file_path.samefile(SUITE):
        return CaseFile.from_parent(parent, path=file_path)
    return None


def is_suite_file(path: Path) -> bool:
    """Whether a file begins like one of golden cases."""
    with path.open("rb") as file:
        return file.readline(100).replace(b" ", b"").startswith(b'{"format":') and path.suffix == ".jsonl"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Ends the worker."""
    pool = session.config.stash.get(POOL, None)
    if pool is not None:
        pool.__exit__()


POOL = pytest.StashKey["Pool"]()


class CaseFile(pytest.File):
    """The suite, or one file of it."""

    def collect(self) -> Iterator[CaseItem]:
        from .golden import load, read

        plan = plan_of(self.config)
        whole = self.path.samefile(SUITE)
        cases = load() if whole else read(self.path)
        excluded = self._exclusions(cases, whole)
        from .harness import select_cases

        for case in select_cases(cases, plan):
            item = CaseItem.from_parent(self, name=case.id, case=case)
            if case.id in excluded:
                item.exclude(excluded[case.id])
            yield item

    def _exclusions(self, cases: list[Case], whole: bool) -> dict[str, Exclusion]:
        from .golden import load
        from .harness import ExclusionError, read_exclusions

        path = self.config.option.stablehlo_exclude
        try:
            return read_exclusions(Path(path), cases if whole else [*load(), *cases])[0] if path else {}
        except ExclusionError as error:
            raise pytest.UsageError(str(error)) from None


def plan_of(config: pytest.Config) -> Any:
    """What the options ask for. Raises UsageError."""
    from .compare import ProfileError, find_profile
    from .golden import Level
    from .harness import Mode, Plan
    from .selection import SelectionError, parse_selection

    options = config.option
    if not options.stablehlo_backend:
        raise pytest.UsageError("the suite needs --stablehlo-backend")
    names = [name for name in options.stablehlo_level.split(",") if name]
    try:
        parse_selection(options.stablehlo_select)
        return Plan(
            options.stablehlo_backend,
            options.stablehlo_select,
            tuple(map(Level, names)),
            Mode(options.stablehlo_mode),
            find_profile(options.stablehlo_profile),
            timeout=options.stablehlo_timeout,
        )
    except (ValueError, SelectionError, ProfileError) as error:
        raise pytest.UsageError(str(error)) from None


def pool_of(config: pytest.Config) -> Pool:
    """The worker of this process, started when it is first needed."""
    from .harness import Pool, Setup, WorkerError

    pool = config.stash.get(POOL, None)
    if pool is None:
        plan = plan_of(config)
        try:
            pool = Pool(Setup(plan.backend, plan.mode, plan.profile, 8 << 30), 1, plan.timeout)
        except WorkerError as error:
            pytest.exit(f"--stablehlo-backend {plan.backend}: {error}", returncode=pytest.ExitCode.USAGE_ERROR)
        config.stash[POOL] = pool
    return pool


class NotConformant(Exception):  # noqa: N818 - named after what it says
    """A case did not pass; the message is the whole report."""


class CaseItem(pytest.Item):
    """A golden case."""

    def __init__(self, *, case: Case, **others: Any) -> None:
        super().__init__(**others)
        self.case = case

    def exclude(self, exclusion: Exclusion) -> None:
        """Expects the case to fail, or does not try it."""
        mark = pytest.mark.xfail if exclusion.run else pytest.mark.skip
        self.add_marker(mark(reason=exclusion.reason))

    def runtest(self) -> None:
        from .harness import Verdict

        result = pool_of(self.config).run_one(self.case)
        self.user_properties.append(("verdict", result.verdict.value))
        if worst := [one.max_ulp for one in result.outputs if one.max_ulp is not None]:
            self.user_properties.append(("max_ulp", max(worst)))
        if result.verdict is Verdict.UNSUPPORTED:
            pytest.skip(f"unsupported: {result.message}")
        if result.verdict.failed:
            raise NotConformant(report(self.case, result, self.config.option.stablehlo_backend))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NotConformant):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, None, self.name


def report(case: Case, result: Result, backend: str) -> str:
    """All that there is to say about a case that did not pass."""
    lines = [f"{result.verdict.value}: {result.message}", *(["", result.log] if result.log else []), "", case.program]
    lines += [f"input {number}: {value.type} {value.data}" for number, value in enumerate(case.inputs)]
    for comparison in result.outputs:
        value = case.expected[comparison.output] if comparison.type else None
        lines.append(f"output {comparison.output}: {comparison.message or 'right'}")
        if value is not None and comparison.fault is not None:
            lines.append(f"expected {value.type} {value.data}")
    lines += [f"actual {value.type} {value.data}" for value in result.actual]
    return "\n".join([*lines, f"stablehlo-conform run --backend {backend!r} --select 'id:{case.id}'"])


class MlirFile(pytest.File):
    """A file of programs that check themselves, or say which errors they expect."""

    def collect(self) -> Iterator[MlirItem]:
        from .corpus import parts_of

        for part in parts_of(self.path):
            yield MlirItem.from_parent(self, name=f"line {part.line}", part=part)


class MlirItem(pytest.Item):
    """One part of a .mlir file."""

    def __init__(self, *, part: Part, **others: Any) -> None:
        super().__init__(**others)
        self.part = part

    def runtest(self) -> None:
        from .corpus import Outcome, run_part

        result = run_part(self.part, self.config.option.stablehlo_timeout)
        if result.outcome is Outcome.UNSUPPORTED:
            pytest.skip(result.message)
        if result.outcome is Outcome.FAIL:
            raise NotConformant(result.message)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NotConformant):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, self.part.line - 1, f"{self.path.name}:{self.part.line}"
