"""Counts over the results of a run, which every report shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..golden import Case
from ..harness.records import Result, Verdict
from .record import RunRecord

NOT_ASKED = frozenset({Verdict.UNSUPPORTED, Verdict.EXCLUDED})
"""Verdicts that say nothing about conformance: the backend does not take the case, or is not asked."""


@dataclass(frozen=True)
class Counts:
    """How many results have each verdict."""

    verdicts: Counter[Verdict]

    @staticmethod
    def of(results: Iterable[Result]) -> Counts:
        return Counts(Counter(one.verdict for one in results))

    @property
    def total(self) -> int:
        return self.verdicts.total()

    @property
    def asked(self) -> int:
        """Results that say something about conformance."""
        return self.total - sum(self.verdicts[one] for one in NOT_ASKED)

    @property
    def passed(self) -> int:
        return self.verdicts[Verdict.PASS]

    @property
    def rate(self) -> float | None:
        """Passes among the results that count; None where there are none."""
        return self.passed / self.asked if self.asked else None

    @property
    def percent(self) -> str:
        """The rate in words, rounded down: 100.0 % means all."""
        return "-" if self.rate is None else f"{self.passed * 1000 // self.asked / 10:.1f} %"


def by_op(run: RunRecord, cases: Sequence[Case]) -> dict[str, Counts]:
    """Counts by the op that a case is named after."""
    found: dict[str, list[Result]] = {}
    known = {case.id for case in cases}
    for one in run.results:
        if one.id in known:
            found.setdefault(op_of(one.id), []).append(one)
    return {op: Counts.of(results) for op, results in sorted(found.items())}


def op_of(id_: str) -> str:
    """The first part of a case's id: the op, or the group of programs, that it is about."""
    return id_.partition("/")[0]
