"""Runs one case on one backend, in this process, and gives the verdict. Isolation is the workers' business."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..backends import Backend, Batching, Program, Refused, Run, Unsupported
from ..compare import STRICT, Fault, Profile, judge_case
from ..golden import Case, Value
from .modes import program_in
from .records import Mode, Result, Verdict

LARGEST_KEPT = 4096
"""Bytes of wrong outputs that a result keeps."""

FE_DFL_ENV = ctypes.c_void_p(-1)
"""glibc's name of the default floating-point environment."""


def blank(case: Case, verdict: Verdict, message: str = "", seconds: float = 0.0) -> Result:
    """A result without comparisons."""
    return Result(case.id, verdict, case.level, case.ops, case.elements, round(seconds, 6), message)


def run_case(case: Case, backend: Backend, mode: Mode = Mode.ARGUMENTS, profile: Profile = STRICT) -> Result:
    """The verdict on a case. Whatever the backend raises is part of it."""
    started = time.perf_counter()
    try:
        outputs = _outputs(case, backend, mode)
    except Refused as error:
        verdict = Verdict.REJECTED_VALID if case.reject is None else Verdict.PASS
        return blank(case, verdict, str(error) if verdict.failed else "", time.perf_counter() - started)
    except Unsupported as error:
        return blank(case, Verdict.UNSUPPORTED, str(error), time.perf_counter() - started)
    except MemoryError as error:
        raise OutOfMemory(
            blank(case, Verdict.CRASH, f"out of memory {error}".rstrip(), time.perf_counter() - started)
        ) from None
    except (Exception, SystemExit) as error:  # foreign code may raise anything
        return blank(case, Verdict.CRASH, f"{type(error).__name__}: {error}", time.perf_counter() - started)
    seconds = time.perf_counter() - started
    if case.reject is not None:
        broken = case.reject
        message = f"accepted, though {broken.label} of {broken.op} does not hold: {broken.sentence}"
        return blank(case, Verdict.ACCEPTED_INVALID, message, seconds)
    return judged(case, outputs, profile, seconds)


class OutOfMemory(Exception):  # noqa: N818 - named after what it says
    """The backend found no memory; the process should not go on. `args[0]` is the result."""


def run_batch(
    cases: Sequence[Case], backend: Batching, mode: Mode = Mode.ARGUMENTS, profile: Profile = STRICT
) -> tuple[Result | None, ...] | None:
    """PASS where cases that are compiled together pass; None where one must be run alone to know its verdict.

    None for all of them if they do not compile. Seconds are those of the run and an equal share of the compilation's.
    """
    started = time.perf_counter()
    programs = [program_in(case, mode) for case in cases]
    try:
        runs = backend.compile_all(programs)
    except (Exception, SystemExit):  # whoever is to blame is found out alone
        return None
    share = (time.perf_counter() - started) / len(cases)
    return tuple(
        None if run is None else _passed(case, program, run, profile, share)
        for case, program, run in zip(cases, programs, runs, strict=True)
    )


def _passed(case: Case, program: Program, run: Run, profile: Profile, share: float) -> Result | None:
    """The result of a case that passes; None for any other."""
    started = time.perf_counter()
    try:
        outputs = run(_inputs(case, program))
    except (Exception, SystemExit):  # as above
        return None
    result = judged(case, outputs, profile, share + time.perf_counter() - started)
    return result if result.verdict is Verdict.PASS else None


def _inputs(case: Case, program: Program) -> list[np.ndarray[Any, Any]]:
    """Inputs of a program, as a backend may have them for itself; none where they are constants."""
    return [np.array(value.array, order="C") for value in case.inputs] if program.inputs else []


def _outputs(case: Case, backend: Backend, mode: Mode) -> Any:
    """What the backend gives; None for a program that must be refused and is not."""
    program = program_in(case, mode)
    run = backend.compile(program)
    if case.reject is not None:
        return None
    return run(_inputs(case, program))


def judged(case: Case, outputs: Any, profile: Profile, seconds: float) -> Result:
    """The verdict on outputs."""
    if not isinstance(outputs, (list, tuple)):
        return blank(case, Verdict.FAIL, f"gives a {type(outputs).__name__}, not a list of arrays", seconds)
    restore_float_environment()
    comparisons = judge_case(case, outputs, profile)
    wrong = [one for one in comparisons if not one.passed]
    verdict = Verdict.FAIL if wrong else Verdict.PASS
    message = "" if not wrong else f"output {wrong[0].output} {wrong[0].message}"
    if wrong and wrong[0].fault is Fault.COUNT:
        message = wrong[0].message
    kept = _kept(case, outputs, [one.output for one in wrong if one.fault is Fault.VALUES])
    return replace(blank(case, verdict, message, seconds), outputs=comparisons, actual=kept)


def _kept(case: Case, outputs: Any, numbers: list[int]) -> tuple[Value, ...]:
    """Outputs with wrong elements, unless they are large."""
    if sum(outputs[number].nbytes for number in numbers) > LARGEST_KEPT:
        return ()
    return tuple(Value.of(outputs[number], case.expected[number].tensor) for number in numbers)


def restore_float_environment() -> None:
    """Undoes what backends do to their thread: flushing of subnormals, other roundings. The judge needs neither."""
    tiny, one = np.float64(5e-324), np.float64(1.0)
    if tiny * one != 0 and one + np.float64(2.0**-53) == one and one - np.float64(2.0**-55) == one:
        return
    try:
        ctypes.CDLL(None).fesetenv(FE_DFL_ENV)
    except (OSError, AttributeError):  # another platform: results are judged as well as they can be
        return
