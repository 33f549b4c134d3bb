"""ULP: results lie within a number of units in the last place of the exact result."""

from __future__ import annotations

import numpy as np

from .numbers import Array, Numbers
from .question import Answer, Question, elements

OFFSET_SCALE = 2.0**-15
"""Offsets of exact results from expected ones are 16-bit integers, in this fraction of a unit."""


def judge(question: Question) -> Answer:
    """|actual - exact| <= limit; infinities are the same, and exact zeros have the right sign.

    Signs of zero parts of complex results are not looked at: the specification does not say which they are.
    """
    offsets = offsets_of(question)
    limit = max(question.judge.ulps * question.tolerance.ulp_factor, question.tolerance.ulps)
    errors = ulp_errors(question.found, question.wanted, offsets, question.judge.by_modulus)
    zero = question.wanted.zeros if offsets is None else question.wanted.zeros & (offsets == 0)
    if question.expected.dtype.kind == "c":
        return Answer(elements(question.granted | (errors <= limit)))
    other_sign = zero & question.found.zeros & (question.found.negative != question.wanted.negative)
    return Answer(elements(question.granted | ((errors <= limit) & ~other_sign)))


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
