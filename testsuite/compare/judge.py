"""The judge: outputs of a backend against the expected outputs of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...spec.types import TensorType
from ..golden import Case, Judge, Kind, Value
from . import allowed, bounded, distribution, exact, quantum, ulps
from .comparison import Comparison, Element, Fault
from .numbers import Array, as_floats, is_real_valued, patterns
from .profiles import STRICT, Profile
from .question import Answer, Question, Tolerance
from .statistics import LARGEST, Statistics, measure
from .ulps import OFFSET_SCALE, offsets_of, ulp_errors

MODES: dict[Kind, Callable[[Question], Answer]] = {
    Kind.EXACT: exact.judge,
    Kind.CORRECTLY_ROUNDED: exact.judge,
    Kind.ULP: ulps.judge,
    Kind.DOT: bounded.judge,
    Kind.SUM: bounded.judge,
    Kind.NORM: bounded.judge,
    Kind.QUANTUM: quantum.judge,
    Kind.ALLOWED: allowed.judge,
    Kind.DISTRIBUTION: distribution.judge,
}


def judge_case(case: Case, outputs: Sequence[Any], profile: Profile = STRICT) -> tuple[Comparison, ...]:
    """One comparison an expected output; where their number is wrong, a single one that says so."""
    if len(outputs) != len(case.expected):
        message = f"{len(outputs)} outputs where {len(case.expected)} are expected"
        return (Comparison(0, "", Kind.EXACT, "", Fault.COUNT, message),)
    found = zip(case.expected, case.judges, outputs, strict=True)
    return tuple(
        judge_output(number, expected, judge, output, tolerance_of(case, number, profile))
        for number, (expected, judge, output) in enumerate(found)
    )


def tolerance_of(case: Case, number: int, profile: Profile) -> Tolerance:
    """What a profile grants to an output of a case."""
    if not profile.overrides:
        return Tolerance()
    return profile.tolerance(case, str(case.expected[number].tensor.element), case.judges[number].kind)


def judge_output(number: int, expected: Value, judge: Judge, output: Any, tolerance: Tolerance) -> Comparison:
    """Holds one output against what is expected: that it is an array, its dtype, its shape, then its elements."""
    type_ = expected.tensor
    comparison = Comparison(number, expected.type, judge.kind, rule(judge, tolerance))
    if not isinstance(output, (np.ndarray, np.generic)):
        message = f"is of Python type {type(output).__name__}, not an array"
        return replace(comparison, fault=Fault.NOT_A_TENSOR, message=message)
    actual, wanted = np.asarray(output), expected.array
    if actual.dtype != wanted.dtype:
        if actual.dtype != wanted.dtype.newbyteorder():
            message = f"has dtype {actual.dtype}, {type_.element} is {wanted.dtype}"
            return replace(comparison, fault=Fault.DTYPE, message=message)
        actual = actual.astype(wanted.dtype)
    if actual.shape != wanted.shape:
        message = f"has shape {list(actual.shape)} where {list(wanted.shape)} is expected"
        return replace(comparison, fault=Fault.SHAPE, message=message)
    return _elements(comparison, type_, Question(actual, wanted, judge, tolerance))


def _elements(comparison: Comparison, type_: TensorType, question: Question) -> Comparison:
    """The comparison with what its elements say."""
    size = question.expected.size
    identical = bool(question.same_bits.all())
    if identical and question.judge.kind is not Kind.DISTRIBUTION:
        return _identical(replace(comparison, size=size, identical=True), question)
    question = _with_granted_ulps(question)
    answer = MODES[question.judge.kind](question)
    wrong = answer.wrong
    if question.judge.open is not None and question.tolerance.open_points:
        wrong = wrong & ~question.judge.open.array.reshape(-1)
    found = Statistics() if question.judge.kind is Kind.DISTRIBUTION else measure(question)
    comparison = replace(comparison, size=size, identical=identical, **_measures(found))
    if answer.reason:
        return replace(comparison, fault=Fault.DISTRIBUTION, message=answer.reason)
    if not wrong.any():
        return comparison
    first, worst = _first_and_worst(question, wrong)
    count = int(wrong.sum())
    verb = "is" if count == 1 else "are"
    message = (
        f"{count} of {size} elements {verb} wrong ({comparison.limit}); the first, at {list(first.index)}, "
        f"is {first.actual} where {first.expected} is expected"
    )
    return replace(comparison, fault=Fault.VALUES, message=message, wrong=count, first=first, worst=worst)


def _with_granted_ulps(question: Question) -> Question:
    """Where a profile grants ULP to results that are the one right value, they are judged by ULP."""
    if question.judge.kind in (Kind.EXACT, Kind.CORRECTLY_ROUNDED) and question.tolerance.ulps and question.real_valued:
        return replace(question, judge=replace(question.judge, kind=Kind.ULP))
    return question


def _identical(comparison: Comparison, question: Question) -> Comparison:
    """Bit for bit what is expected: only the distance from the exact result is worth telling."""
    if not comparison.size or not question.real_valued:
        return comparison
    if question.judge.offsets is None:
        return replace(comparison, max_ulp=0.0, mean_ulp=0.0)
    offsets = np.abs(question.judge.offsets.array.astype(np.float64)) * OFFSET_SCALE
    return replace(comparison, max_ulp=float(offsets.max()), mean_ulp=float(offsets.mean()))


def _measures(found: Statistics) -> dict[str, Any]:
    measures: dict[str, Any] = found._asdict()
    for name in ("nans", "infinities"):
        measures[name] = measures[name] if any(measures[name]) else None
    return measures


def _first_and_worst(question: Question, wrong: Array) -> tuple[Element, Element]:
    """The first wrong element, and the wrong one with the largest error."""
    if question.real_valued:
        errors = ulp_errors(question.found, question.wanted, offsets_of(question), question.judge.by_modulus)
        errors = errors.max(axis=1)
    else:
        errors = np.abs(as_floats(question.actual)[:, 0] - as_floats(question.expected)[:, 0])
    places = np.flatnonzero(wrong)
    worst = places[int(np.argmax(errors[places]))]
    return _element(question, int(places[0]), errors), _element(question, int(worst), errors)


def _element(question: Question, place: int, errors: Array) -> Element:
    index = tuple(int(i) for i in np.unravel_index(place, question.expected.shape))
    error = float(errors[place])
    return Element(
        index,
        value_text(question.expected, place),
        value_text(question.actual, place),
        None if np.isinf(error) else min(error, LARGEST),
    )


def value_text(array: Array, place: int) -> str:
    """An element in words: its value, and for floats its bits."""
    flat = array.reshape(-1)
    if not is_real_valued(flat.dtype):
        return str(flat[place])
    digits = 2 * flat.dtype.itemsize // (2 if flat.dtype.kind == "c" else 1)
    pattern = ", ".join(f"0x{int(bits):0{digits}x}" for bits in patterns(flat[place : place + 1])[0])
    return f"{flat[place]} ({pattern})"


def rule(judge: Judge, tolerance: Tolerance) -> str:
    """What is allowed, in words."""
    match judge.kind:
        case Kind.ULP:
            units = f"{ulps.limit_of(judge, tolerance):g} ULP"
            stated = judge.rtol or judge.atol
            return f"{units} or, as the program says, rtol {judge.rtol:g}, atol {judge.atol:g}" if stated else units
        case Kind.EXACT | Kind.CORRECTLY_ROUNDED:
            return f"{tolerance.ulps:g} ULP" if tolerance.ulps else "the one right value"
        case Kind.DOT | Kind.SUM | Kind.NORM:
            return f"bound of {judge.depth * tolerance.bound_factor:g} roundings in {judge.precision}"
        case Kind.QUANTUM:
            return f"{max(judge.quanta, tolerance.quanta)} quantization steps"
        case Kind.ALLOWED:
            return f"one of {1 + len(judge.alternatives)} allowed values"
        case Kind.DISTRIBUTION:
            return f"{judge.distribution} distribution"
