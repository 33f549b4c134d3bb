"""Makes mistakes in the functions behind kernels, one at a time, and sees whether golden cases notice.

A mistake is made in the code of live functions, so that everyone who calls them makes it. The cases that come to its
line are run until one does not pass. What they come to is found by running them once under a trace.
"""

from __future__ import annotations

import ast
import enum
import hashlib
import math
import random
import resource
import signal
import types
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..backends import Backend
from ..compare import STRICT, Profile
from ..golden import Case
from ..harness.execution import OutOfMemory, run_case
from ..harness.records import Verdict
from .coverage import EXACTING, Coverage, coverage, forget, identical
from .harm import Attempt, attempts
from .harmless import Harmless
from .kernels import Function, codes_within, functions, holders, tree_of
from .mistakes import Mistake, Sort, make, mistakes

SECONDS = 10.0
"""How long a case may take with a mistake in it: a loop may have lost its end."""
MEMORY = 8 << 30
"""Bytes of address space: a size may have become wrong."""


@dataclass(frozen=True)
class Candidate:
    """A mistake that can be made in a function."""

    function: Function
    mistake: Mistake
    source: str
    """The line in which it is made, without blanks around it."""
    number: int = 1
    """Which of those it is that are called the same in this line."""

    @property
    def numbered(self) -> str:
        """What is done, and which of those of this name."""
        return f"{self.mistake.what} #{self.number}"


@dataclass(frozen=True)
class Outcome:
    """What became of a mistake: why it does no harm, or which case noticed it of how many that come to its line."""

    function: str
    source: str
    line: int
    sort: Sort
    what: str
    harmless: str | None = None
    noticed: str | None = None
    cases: int = 0
    harms: str | None = None
    """With arguments of which sort the program of which case gives something else, where no case noticed."""

    @property
    def idle(self) -> bool:
        """Whether nothing that was tried showed an effect."""
        return self.harmless is None and self.noticed is None and self.harms is None

    def __str__(self) -> str:
        seen = f"harms {self.harms}" if self.harms else "without effect on other arguments"
        unseen = (f"{self.cases} cases did not notice" if self.cases else "no case here") + f", {seen}"
        end = self.harmless or self.noticed or unseen
        return f"{self.function}:{self.line} {self.what}: {end}\n    {self.source}"


def candidates(select: Callable[[str], bool] = lambda name: True) -> list[Candidate]:
    """All mistakes that can be made in functions behind kernels whose name is selected, in order."""
    return [one for function in functions() if select(function.name) for one in _candidates(function)]


def _candidates(function: Function) -> Iterator[Candidate]:
    counts: Counter[tuple[int, str]] = Counter()
    for mistake in mistakes(function.tree):
        counts[mistake.line, mistake.what] += 1
        yield Candidate(function, mistake, _line(function, mistake.line), counts[mistake.line, mistake.what])


def _line(function: Function, line: int) -> str:
    import linecache

    return linecache.getline(function.code.co_filename, line).strip()


def measure(
    cases: Sequence[Case],
    backend: Backend,
    drawn: Sequence[Candidate],
    harmless: Sequence[Harmless],
    report: Callable[[Outcome], None] = lambda one: None,
) -> list[Outcome]:
    """Makes mistakes one by one and tells of each. Those that are known to do no harm are not made."""
    valid = [case for case in cases if case.reject is None]
    reasons = [next((one.reason for one in harmless if one.covers(candidate)), None) for candidate in drawn]
    files = {one.function.code.co_filename for one, reason in zip(drawn, reasons, strict=True) if reason is None}
    reached = coverage(valid, backend, files)
    outcomes: list[Outcome] = []
    with _limited_memory():
        for candidate, reason in zip(drawn, reasons, strict=True):
            tried = [] if reason else _tried(candidate, reached, valid)
            noticed = None if reason else _noticed(candidate, tried, backend)
            harms = None if reason or noticed else _harmed(candidate, reached, tried, valid, backend)
            function, mistake = candidate.function, candidate.mistake
            outcomes.append(
                Outcome(function.name, candidate.source, mistake.line, mistake.sort, mistake.what, reason, noticed,
                        len(tried), harms)
            )  # fmt: skip
            report(outcomes[-1])
    return outcomes


def draw(all_: Sequence[Candidate], number: int, seed: int) -> list[Candidate]:
    """Some of all mistakes, drawn with a seed, in order of their places."""
    chosen = random.Random(seed).sample(range(len(all_)), min(number, len(all_)))
    return [all_[i] for i in sorted(chosen)]


class Half(enum.Enum):
    """What mistakes are for: cases are looked for with some, the others say how many such cases notice."""

    SEARCH = "search"
    MEASURE = "measure"


def half_of(candidate: Candidate) -> Half:
    """By a digest of the function's name, its line and the mistake: both stay what they are while code around moves."""
    words = "|".join((candidate.function.name, candidate.source, candidate.mistake.what))
    return Half.MEASURE if hashlib.sha256(words.encode()).digest()[0] & 1 else Half.SEARCH


@dataclass(frozen=True)
class Trial:
    """A case, the profile that it passes when nothing is wrong, and whether its outputs then are those expected."""

    case: Case
    profile: Profile
    identical: bool

    def passes(self, backend: Backend) -> bool:
        """Whether it is now as it was."""
        try:
            with _alarm(SECONDS):
                result = run_case(self.case, backend, profile=self.profile)
                return result.verdict is Verdict.PASS and (not self.identical or identical(self.case, result))
        except (Exception, OutOfMemory, _TooLong):  # the judge itself may rest on the function
            return False


def _tried(candidate: Candidate, reached: Coverage, cases: Sequence[Case]) -> list[Trial]:
    """The cases that come to the line of a mistake, or of the statement that holds it: fast ones first, each twice as
    slow class in an order drawn at random."""
    file, line = candidate.function.code.co_filename, candidate.mistake.line
    found = reached.places.get((file, line))
    if found is None:
        found = reached.places.get((file, _statement(candidate.function.tree, line)), [])
    shuffled = random.Random(0).sample(found, len(found))
    shuffled.sort(key=lambda i: math.frexp(reached.seconds[i])[1])
    profiles = {i: EXACTING if i in reached.exacting else STRICT for i in found}
    return [Trial(cases[i], profiles[i], i in reached.identical) for i in shuffled]


def _statement(function: ast.FunctionDef, line: int) -> int:
    """The first line of the innermost statement around a line."""
    around = [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around)


def _noticed(candidate: Candidate, trials: Sequence[Trial], backend: Backend) -> str | None:
    """The first case that does not pass while the mistake is made."""
    if not trials:
        return None
    with _made(candidate) as compiles:
        if not compiles:
            return "the compiler"
        return next((one.case.id for one in trials if not one.passes(backend)), None)


def _harmed(
    candidate: Candidate,
    reached: Coverage,
    tried: Sequence[Trial],
    cases: Sequence[Case],
    backend: Backend,
) -> str | None:
    """Which program, with arguments of which sort, a mistake harms that no case notices; None if none was found.

    The programs are those of cases that come to its line, else to its function.
    """
    near = [trial.case for trial in tried]
    if not near:
        file, node = candidate.function.code.co_filename, candidate.function.tree
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        found = {number for line in lines for number in reached.places.get((file, line), [])}
        near = [cases[number] for number in random.Random(0).sample(sorted(found), len(found))]
    made = attempts(near, backend)
    if not made:
        return "what no case comes to"
    with _made(candidate) as compiles:
        if not compiles:
            return "the compiler"
        return next((str(attempt) for attempt in made if _harms(attempt)), None)


def _harms(attempt: Attempt) -> bool:
    try:
        with _alarm(SECONDS):
            return attempt.harmed()
    except _TooLong:
        return True


@contextmanager
def _made(candidate: Candidate) -> Generator[bool]:
    """Makes a mistake in all live functions concerned, those around it among them; gives whether it compiles."""
    function = candidate.function
    undo = make(candidate.mistake, function.tree)
    try:
        whole = _compiled(function)
    finally:
        undo()
    changed = [] if whole is None else _changed(function, whole)
    sound = [(one, one.__code__) for one, _ in changed]
    try:
        for one, code in changed:
            one.__code__ = code
        forget()
        yield whole is not None
    finally:
        for one, code in sound:
            one.__code__ = code
        forget()


def _compiled(function: Function) -> types.CodeType | None:
    """The code of the function's module as its syntax tree is now."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a mistake may look odd
        try:
            tree = ast.fix_missing_locations(tree_of(function.module))
            return compile(tree, function.code.co_filename, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None


def _changed(function: Function, whole: types.CodeType) -> list[tuple[types.FunctionType, types.CodeType]]:
    """Live functions that must change, and the codes that they get."""
    codes = {(one.co_qualname, one.co_firstlineno): one for one in codes_within(whole)}
    return [
        (holder, codes[code.co_qualname, code.co_firstlineno])
        for code in {function.code, *function.around}
        for holder in holders(code)
    ]


class _TooLong(BaseException):
    """A case takes too long."""


@contextmanager
def _alarm(seconds: float) -> Generator[None]:
    def ring(number: int, frame: Any) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _limited_memory() -> Generator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if before[1] < 0 else min(MEMORY, before[1]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
