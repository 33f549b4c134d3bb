"""DOT, SUM and NORM: results lie within an error bound that was derived from the data of the case.

The bound is that of a computation of `depth` roundings in type `precision` on data of size `magnitudes` (Higham,
Accuracy and Stability of Numerical Algorithms, sections 3.1 and 4.2): |error| <= depth * u * magnitude, with the unit
roundoff u. Expected and actual results are both rounded once more, by half a unit of the result type each: together
they are apart by at most the bound and one unit (of the larger of both). A DOT or SUM of magnitude zero is one of zeros
only, which no rounding changes: then there is no unit either, and the result is a zero.
"""

from __future__ import annotations

import numpy as np

from ...spec.types import BY_NAME, FloatType
from ..golden import Kind
from .numbers import Array
from .question import Answer, Question, elements


def judge(question: Question) -> Answer:
    """|actual - expected| <= bound + unit; infinities and NaNs are the expected ones, unless a sum may overflow.

    The sign of a zero depends on the order of a sum and is not looked at.
    """
    bounds, overflows = bounds_of(question)
    found, wanted = question.found, question.wanted
    a, e = found.values, wanted.values
    with np.errstate(all="ignore"):
        beyond = np.copysign(2.0 ** min(wanted.format.max_exponent + 1, 1023), a)
        distance = np.abs(np.where(found.infinities & np.isfinite(e), beyond, a) - e)
        units = np.ldexp(1.0, np.maximum(wanted.unit_exponents, found.unit_exponents))
        if question.judge.kind is not Kind.NORM:
            units = np.where(bounds == 0, 0.0, units)
        near = np.isfinite(e) & (distance <= bounds + units)
    return Answer(elements(question.granted | near | (overflows & ~wanted.nans)))


def bounds_of(question: Question) -> tuple[Array, Array]:
    """The bound of each part, and which parts may overflow in some order of their terms."""
    judge_ = question.judge
    type_ = BY_NAME[judge_.precision or ""]
    assert isinstance(type_, FloatType)
    assert judge_.magnitudes is not None
    magnitudes = judge_.magnitudes.array.astype(np.float64).reshape(-1, 1)
    roundoff = 2.0**-type_.format.precision
    with np.errstate(over="ignore"):
        bounds = judge_.depth * question.tolerance.bound_factor * roundoff * magnitudes
        overflows = magnitudes + bounds > type_.format.max_finite
    shape = question.wanted.parts.shape
    return np.broadcast_to(bounds, shape), np.broadcast_to(overflows, shape)
