"""What every text must stand: it is read, judged, printed and run, with nothing but the package's own errors.

- `check` gives diagnostics or raises `Error`; `parse` refuses exactly what `check` finds errors in.
- What is printed reads back, to a program that prints the same, in pretty and in generic syntax.
- Running, with inputs of zeros and small limits, ends with results or with `Error`.
- An `InternalError` is our mistake, and so is what takes longer than `SECONDS`.
"""

from __future__ import annotations

import enum
import time

import numpy as np

from ...interpreter import Error, InternalError, Limits, Module, Severity, check, parse, run
from ...spec.types import TensorType

LIMITS = Limits(
    max_bytes=1 << 26, max_elements=1 << 18, max_steps=20_000, max_depth=64, max_seconds=2.0, max_source_bytes=1 << 20
)
SECONDS = 10.0


class Outcome(enum.Enum):
    """What became of a text."""

    REFUSED = "refused"
    STOPPED = "stopped while running"
    DONE = "done"


class Finding(Exception):  # noqa: N818 - named after what it says
    """A text does to the package what no text may."""


def judge(text: str | bytes, *, execute: bool = True) -> Outcome:
    """Does everything to a text that can be done. Raises Finding; anything that is no `Error` escapes as it is."""
    started = time.process_time()
    try:
        return _judge(text, execute)
    finally:
        if (spent := time.process_time() - started) > SECONDS:
            raise Finding(f"took {spent:.1f} seconds")


def _judge(text: str | bytes, execute: bool) -> Outcome:
    if not _accepted(text):
        return Outcome.REFUSED
    module = parse(text, allow_unregistered=True, limits=LIMITS)
    for generic in (False, True):
        _print_and_read(module, generic)
    return _run(module) if execute else Outcome.DONE


def _accepted(text: str | bytes) -> bool:
    """Whether `check` finds no error. Raises Finding where `parse` is of another opinion."""
    try:
        problems = check(text, allow_unregistered=True, limits=LIMITS)
    except InternalError as error:
        raise Finding(f"check: {error}") from error
    except Error:
        return False
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    for problem in problems:
        problem.render(color=True)
    if not errors:
        return True
    try:
        parse(text, allow_unregistered=True, limits=LIMITS)
    except InternalError as error:
        raise Finding(f"parse: {error}") from error
    except Error as error:
        if not any(one.message == error.diagnostics[0].message for one in errors):
            raise Finding(f"check does not say what parse says: {error.diagnostics[0]}") from None
        return False
    raise Finding(f"parse accepts what check refuses: {errors[0]}")


def _print_and_read(module: Module, generic: bool) -> None:
    printed = module.text(generic=generic)
    try:
        again = parse(printed, allow_unregistered=True, limits=LIMITS._replace(max_source_bytes=None))
    except Error as error:
        raise Finding(f"what is printed (generic={generic}) does not read back: {error}\n{printed}") from error
    if (twice := again.text(generic=generic)) != printed:
        raise Finding(f"printed, read and printed again (generic={generic}) differs:\n{printed}\n{twice}")


def _run(module: Module) -> Outcome:
    functions = module.functions
    function = functions.get("main") or next(iter(functions.values()), None)
    if function is None:
        return Outcome.DONE
    inputs: list[np.ndarray] = []
    for type_ in function.attributes["function_type"].inputs:
        if not isinstance(type_, TensorType) or not type_.static or np.prod(type_.sizes, dtype=object) > 1 << 16:
            return Outcome.DONE
        try:
            inputs.append(np.zeros(type_.sizes, type_.dtype))
        except TypeError:  # no array can hold it
            return Outcome.DONE
    try:
        run(module, *inputs, entry=function.symbol, limits=LIMITS)
    except InternalError as error:
        raise Finding(f"run: {error}") from error
    except Error:
        return Outcome.STOPPED
    return Outcome.DONE
