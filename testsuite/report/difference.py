"""What changed from one run to the next: regressions first."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from ..harness.records import Result, Verdict
from .record import RunRecord
from .summary import NOT_ASKED, Counts


class Change(enum.Enum):
    """What became of a case, worst first."""

    REGRESSION = "regression"
    """It passed and does not pass any more, or a crash came in the place of something better."""
    LOST = "lost"
    """It passed and is not supported or excluded now, or not in the new run."""
    OTHER = "changed"
    """Neither passed, but the verdict is another one."""
    NEW = "new"
    """It is not in the old run."""
    PROGRESS = "progress"
    """It passes now."""


SEVERITY = (Verdict.PASS, Verdict.UNSUPPORTED, Verdict.EXCLUDED, Verdict.REJECTED_VALID, Verdict.ACCEPTED_INVALID,
            Verdict.FAIL, Verdict.TIMEOUT, Verdict.CRASH)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One case whose verdict changed; `old` or `new` is None where a run does not have it."""

    id: str
    change: Change
    old: Result | None
    new: Result | None


def differences(old: RunRecord, new: RunRecord) -> list[Difference]:
    """All changes, worst first, then by id."""
    before, after = ({one.id: one for one in run.results} for run in (old, new))
    found = [
        Difference(id_, change, before.get(id_), after.get(id_))
        for id_ in before.keys() | after.keys()
        if (change := _change(before.get(id_), after.get(id_))) is not None
    ]
    order = list(Change)
    return sorted(found, key=lambda one: (order.index(one.change), one.id))


def _change(old: Result | None, new: Result | None) -> Change | None:
    if old is None:
        return Change.NEW
    if new is None or (old.verdict is Verdict.PASS and new.verdict in NOT_ASKED):
        return Change.LOST if old.verdict is Verdict.PASS else None
    if old.verdict is new.verdict:
        return None
    if new.verdict is Verdict.PASS:
        return Change.PROGRESS
    worse = SEVERITY.index(new.verdict) > SEVERITY.index(old.verdict)
    broken = old.verdict is Verdict.PASS or (worse and new.verdict in (Verdict.CRASH, Verdict.TIMEOUT))
    return Change.REGRESSION if broken else Change.OTHER


def report(old: RunRecord, new: RunRecord, found: Sequence[Difference]) -> str:
    """The changes as text: rates, then a line a case."""
    lines = [f"{run.backend} {run.date}: {Counts.of(run.results).percent}" for run in (old, new)]
    if old.header.suite != new.header.suite:
        lines.append("the runs judged different suites")
    for change in Change:
        some = [one for one in found if one.change is change]
        if not some:
            continue
        lines += ["", f"{change.value} ({len(some)})"]
        lines += [f"  {one.id}: {_verdict(one.old)} -> {_verdict(one.new)}{_message(one.new)}" for one in some]
    return "\n".join([*lines, *([] if found else ["", "no changes"])]) + "\n"


def _verdict(one: Result | None) -> str:
    return "absent" if one is None else one.verdict.value


def _message(one: Result | None) -> str:
    first = "" if one is None else one.message.partition("\n")[0]
    return f" ({first})" if first else ""
