"""ULP: results lie within a number of units in the last place of the exact result, or what a program accepts."""

from __future__ import annotations

import numpy as np

from ..golden import Judge
from .numbers import Array, Numbers
from .question import Answer, Question, Tolerance, elements

OFFSET_SCALE = 2.0**-15
"""Offsets of exact results from expected ones are 16-bit integers, in this fraction of a unit."""


def judge(question: Question) -> Answer:
    """|actual - exact| <= limit; infinities are the same, and exact zeros have the right sign.

    Signs of zero parts of complex results are not looked at: the specification does not say which they are.
    """
    offsets = offsets_of(question)
    errors = ulp_errors(question.found, question.wanted, offsets, question.judge.by_modulus)
    right = (errors <= limit_of(question.judge, question.tolerance)) | accepted_by_the_program(question, offsets)
    zero = question.wanted.zeros if offsets is None else question.wanted.zeros & (offsets == 0)
    if question.expected.dtype.kind == "c":
        return Answer(elements(question.granted | right))
    other_sign = zero & question.found.zeros & (question.found.negative != question.wanted.negative)
    return Answer(elements(question.granted | (right & ~other_sign)))


def limit_of(judge: Judge, tolerance: Tolerance) -> float:
    """How many units are right. What a program itself asks for no profile multiplies."""
    stated = judge.rtol or judge.atol
    return max(judge.ulps * (1 if stated else tolerance.ulp_factor), tolerance.ulps)


def accepted_by_the_program(question: Question, offsets: Array | None) -> Array:
    """|actual - exact| <= max(rtol * |exact|, atol), for finite exact results: (elements, 1)."""
    judge_, wanted = question.judge, question.wanted
    if not judge_.rtol and not judge_.atol:
        return np.zeros((wanted.values.shape[0], 1), np.bool_)
    finite = np.isfinite(wanted.values).all(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        shift = 0.0 if offsets is None else np.ldexp(offsets, wanted.unit_exponents)
        errors = np.ldexp(ulp_errors(question.found, wanted, offsets), wanted.unit_exponents)
        sizes = np.hypot.reduce(wanted.values + shift, axis=1, keepdims=True)
        distance = np.hypot.reduce(errors, axis=1, keepdims=True)
        return finite & (distance <= np.maximum(judge_.rtol * sizes, judge_.atol))


def offsets_of(question: Question) -> Array | None:
    """(exact - expected) / unit in the last place: (elements, parts)."""
    if question.judge.offsets is None:
        return None
    return question.judge.offsets.array.reshape(question.wanted.parts.shape) * OFFSET_SCALE


def ulp_errors(actual: Numbers, expected: Numbers, offsets: Array | None = None, by_modulus: bool = False) -> Array:
    """|actual - exact| in units in the last place that expected values have: (elements, parts), float64.

    An infinity where a finite number is expected counts as the next power of two beyond the largest finite number
    (as OpenCL has it); any other pair with one that is not finite is infinitely far apart, unless both are the same
    infinity, or NaNs. With `by_modulus` the unit is that of the larger part.
    """
    a, e = actual.values, expected.values
    units = expected.unit_exponents
    if by_modulus:
        units = np.broadcast_to(units.max(axis=1, keepdims=True), units.shape)
    with np.errstate(all="ignore"):
        errors = np.ldexp(a - e, -units)
        if offsets is not None:
            errors = errors - offsets
        errors = np.abs(errors)
        beyond = actual.infinities & np.isfinite(e)
        if beyond.any():  # in halves: the power of two may be beyond float64
            halves = np.copysign(2.0**expected.format.max_exponent, a) - e / 2
            errors = np.where(beyond, np.abs(np.ldexp(halves, 1 - units) - (0 if offsets is None else offsets)), errors)
        errors = np.where(expected.infinities, np.where(a == e, 0.0, np.inf), errors)
    return np.where(expected.nans & actual.nans, 0.0, np.where(expected.nans | actual.nans, np.inf, errors))
