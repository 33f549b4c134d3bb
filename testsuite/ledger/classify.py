"""Lays the ledger over a run: which entry explains each result that is no pass, and what nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..golden import Case
from ..harness.records import Result
from .entries import Entry


@dataclass
class Classified:
    """Results of one peer that are no passes: by number of the entry, and those that no entry explains."""

    peer: str
    explained: dict[int, list[Result]] = field(default_factory=dict[int, list[Result]])
    unexplained: list[Result] = field(default_factory=list[Result])
    gone: int = 0
    """Results of cases that the suite does not have any more."""


def classify(peer: str, results: Iterable[Result], entries: Sequence[Entry], cases: Mapping[str, Case]) -> Classified:
    """Explains the failures of a peer."""
    found = Classified(peer)
    for result in results:
        if not result.verdict.failed:
            continue
        case = cases.get(result.id)
        if case is None:
            found.gone += 1
            continue
        number = next((i for i, entry in enumerate(entries) if entry.explains(peer, result, case)), None)
        if number is None:
            found.unexplained.append(result)
        else:
            found.explained.setdefault(number, []).append(result)
    return found


def unused(entries: Sequence[Entry], classified: Iterable[Classified]) -> list[int]:
    """Numbers of the entries that explain no result of the runs at hand, though they are about their peers."""
    runs = list(classified)
    return [
        i
        for i, entry in enumerate(entries)
        if any(_about(entry, run.peer) for run in runs) and not any(i in run.explained for run in runs)
    ]


def _about(entry: Entry, peer: str) -> bool:
    from fnmatch import fnmatchcase

    return any(fnmatchcase(peer, one) for one in entry.peers)
