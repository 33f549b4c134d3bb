"""Which lines of which functions the cases run through."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ..backends import Backend, Program, Run
from ..compare.profiles import Override, Profile
from ..golden import Case, Kind
from ..harness.execution import run_case
from ..harness.records import Result, Verdict
from .kernels import SPEC

Place = tuple[str, int]
"""A file and a line."""
EXACTING = Profile(
    "exacting",
    (Override((("open_points", False),)), Override((("ulp_factor", 0.5),), kinds=(Kind.ULP,))),
)
"""What the reference promises beyond the specification: its own choices, and results that are rounded correctly where
ops declare one ULP. A case in which it keeps that is judged so; another as `strict` has it."""
ROUNDED = frozenset({Kind.ULP, Kind.CORRECTLY_ROUNDED, Kind.EXACT})
"""Judges of outputs of which one pattern is right, or nearest to what is right. Where the reference gives that, it does
on every machine: signs of zeros that no judge looks at are part of it, and results next to a tie, which half an ULP
does not tell from the tie."""


class Watched:
    """A backend whose runs, not its compilations, tell the places that they come to."""

    def __init__(self, backend: Backend, files: Collection[str]) -> None:
        self.backend = backend
        self.files = files
        self.seen: set[Place] = set()

    def versions(self) -> Any:
        return self.backend.versions()

    def compile(self, program: Program) -> Run:
        run = self.backend.compile(program)

        def watched(inputs: Sequence[Any]) -> Sequence[Any]:
            threading.settrace(self._enter)
            sys.settrace(self._enter)
            try:
                return run(inputs)
            finally:
                sys.settrace(None)
                threading.settrace(None)  # type: ignore[arg-type] # as documented

        return watched

    def _enter(self, frame: Any, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename not in self.files:
            return None
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line

    def _line(self, frame: Any, event: str, argument: Any) -> Any:
        if event == "line":
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


@dataclass(frozen=True)
class Coverage:
    """By place, the numbers of the cases that come to it; which cases pass when they are judged exactingly; which of
    them have outputs of which one pattern is nearest, and have that; and how long each took, in seconds."""

    places: dict[Place, list[int]]
    exacting: frozenset[int]
    identical: frozenset[int]
    seconds: list[float]


def coverage(cases: Sequence[Case], backend: Backend, files: Collection[str]) -> Coverage:
    """What of some files the cases run through."""
    watched = Watched(backend, frozenset(files))
    places: dict[Place, list[int]] = {}
    exacting: set[int] = set()
    same: set[int] = set()
    seconds: list[float] = []
    for number, case in enumerate(cases):
        forget()
        watched.seen.clear()
        result = run_case(case, watched, profile=EXACTING)
        seconds.append(result.seconds)
        if result.verdict is Verdict.PASS:
            exacting.add(number)
            if identical(case, result):
                same.add(number)
        for place in watched.seen:
            places.setdefault(place, []).append(number)
    return Coverage(places, frozenset(exacting), frozenset(same), seconds)


def identical(case: Case, result: Result) -> bool:
    """Whether all outputs are those of which one pattern is nearest, and have that, bit for bit."""
    return all(judge.kind in ROUNDED for judge in case.judges) and all(one.identical for one in result.outputs)


def forget() -> None:
    """Empties the caches of kernels: what they hold may come from another state."""
    for clear in _caches():
        clear()


def _caches() -> list[Any]:
    """What empties the caches of all functions of kernels, those within functions among them."""
    if len(sys.modules) != _known.get("modules"):
        found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
        _known["caches"] = [one.cache_clear for one in found if str(one.__module__).startswith(SPEC)]
        _known["modules"] = len(sys.modules)
    return _known["caches"]


_known: dict[str, Any] = {}
