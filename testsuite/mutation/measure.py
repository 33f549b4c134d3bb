"""Makes mistakes in the functions behind kernels, and sees whether golden cases notice.

A mistake is made in the code object of a live function, so that everyone who calls it makes it; the cases that call the
function are run until one does not pass. Which function a case calls is found by running it once under a profiler.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import random
import signal
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..backends import Backend
from ..golden import Case
from ..harness.execution import run_case
from ..harness.records import Verdict
from .mistakes import Mistake, mistakes

SECONDS = 10.0
"""How long a case may take with a mistake in it: a loop may have lost its end."""
MOST_CASES = 300
"""Cases that are tried for one mistake."""
FOLDERS = ("ops", "chlo", "families", "numerics")
KNOWN_PREFIX = f"{__name__.partition('.testsuite.')[0]}.spec."


@dataclass(frozen=True)
class Outcome:
    """A mistake in a function of a module, and the case that noticed it (None where none did)."""

    module: str
    function: str
    line: int
    what: str
    noticed: str | None


def functions_of(cases: Sequence[Case], backend: Backend) -> dict[types.CodeType, list[Case]]:
    """The functions of ops, families and numerics that computing runs through, with the cases that call them.

    Constraints and inference do not count: cases that are refused are not asked.
    """
    found: dict[types.CodeType, list[Case]] = {}
    for case in cases:
        called: set[types.CodeType] = set()

        def hear(frame: Any, event: str, argument: Any, called: set[types.CodeType] = called) -> None:
            if event == "call" and _counts(frame.f_globals.get("__name__", "")):
                called.add(frame.f_code)

        sys.setprofile(hear)
        try:
            passed = run_case(case, backend).verdict is Verdict.PASS
        finally:
            sys.setprofile(None)
        for code in called if passed else ():
            found.setdefault(code, []).append(case)
    return found


def _counts(module: str) -> bool:
    return module.startswith(KNOWN_PREFIX) and module.removeprefix(KNOWN_PREFIX).partition(".")[0] in FOLDERS


def measure(
    cases: Sequence[Case], backend: Backend, number: int, seed: int, report: Callable[[Outcome], None]
) -> list[Outcome]:
    """Makes `number` mistakes, drawn with a seed from all that can be made, and tells of each."""
    valid = [case for case in cases if case.reject is None]
    called = functions_of(valid, backend)
    all_ = [(function, one) for function in _functions(called) for one in mistakes(function.tree)]
    drawn = random.Random(seed).sample(all_, min(number, len(all_)))
    outcomes: list[Outcome] = []
    for function, mistake in sorted(drawn, key=lambda one: (one[0].module, one[1].line, one[1].what)):
        tried = called[function.live.__code__]
        chosen = tried if len(tried) <= MOST_CASES else random.Random(seed).sample(tried, MOST_CASES)
        noticed = _noticed(function, mistake, chosen, backend)
        outcomes.append(Outcome(function.module, function.tree.name, mistake.line, mistake.what, noticed))
        report(outcomes[-1])
    return outcomes


@dataclass(frozen=True)
class _Function:
    """A function: where it stands, its syntax tree, and the live object."""

    module: str
    tree: ast.FunctionDef
    live: types.FunctionType


def _functions(called: dict[types.CodeType, list[Case]]) -> Iterator[_Function]:
    """The functions that kernels run through: kernels themselves and what they call, not constraints or inference."""
    for code in called:
        live = _live(code)
        if live is None or _judges(live):
            continue
        tree = _trees(live.__module__).get(code.co_firstlineno)
        if tree is not None:
            yield _Function(live.__module__, tree, live)


def _live(code: types.CodeType) -> types.FunctionType | None:
    """The one function of a code object; None for lambdas, nested functions and comprehensions."""
    if code.co_name.startswith("<") or code.co_freevars:
        return None
    owners = [one for one in gc.get_referrers(code) if isinstance(one, types.FunctionType)]
    return owners[0] if len(owners) == 1 else None


def _judges(live: types.FunctionType) -> bool:
    """Whether a function is a constraint, an inference, or makes types: those answer to rejects, not to values."""
    op = getattr(sys.modules[live.__module__], "op", None)
    if op is not None and live is op.run:
        return False
    if op is not None and live in (op.support, op.sizes, *(one.holds for one in op.constraints)):
        return True
    hints = [str(hint) for hint in inspect.get_annotations(live).values()]
    return any(word in hint for hint in hints for word in ("Type", "Attribute", "Family", "Slot"))


@cache
def _trees(module: str) -> dict[int, ast.FunctionDef]:
    """Top-level functions of a module by the first line of their code (that of the first decorator)."""
    source = inspect.getsource(importlib.import_module(module))
    found: dict[int, ast.FunctionDef] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found[min([node.lineno, *(one.lineno for one in node.decorator_list)])] = node
    return found


def _noticed(function: _Function, mistake: Mistake, cases: Sequence[Case], backend: Backend) -> str | None:
    code = _compiled(function, mistake)
    if code is None:
        return "the compiler"
    sound = function.live.__code__
    function.live.__code__ = code
    _forget()
    try:
        for case in cases:
            if not _passes(case, backend):
                return case.id
    finally:
        function.live.__code__ = sound
        _forget()
    return None


def _compiled(function: _Function, mistake: Mistake) -> types.CodeType | None:
    tree = mistake.function
    tree.decorator_list = []
    module = ast.fix_missing_locations(ast.Module([tree], []))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a mistake may look odd
        try:
            compiled = compile(module, function.live.__code__.co_filename, "exec", flags=_FUTURE)
        except (SyntaxError, ValueError):
            return None
    return next(one for one in compiled.co_consts if isinstance(one, types.CodeType) and one.co_name == tree.name)


_FUTURE = importlib.import_module("__future__").annotations.compiler_flag


def _passes(case: Case, backend: Backend) -> bool:
    try:
        with _alarm(SECONDS):
            return run_case(case, backend).verdict is Verdict.PASS
    except (Exception, _TooLong):  # the judge itself may rest on the function
        return False


class _TooLong(BaseException):
    """A case takes too long."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: Any) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _forget() -> None:
    """Empties the caches of the functions concerned: what they hold may come from another state."""
    for name, module in list(sys.modules.items()):
        if _counts(name):
            for value in vars(module).values():
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()
