"""Power series about many centres, sixteen to a binade: a function between two powers of two, in double-double.

An argument is never further from its centre than 1/32 of it, so that every term has five bits less than the one before;
six terms in double-double and ten in float64 give relative errors near 2**-80.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from . import double_double as dd
from .double_double import Pair
from .fixed_point import to_floats

TERMS = 16
_PRECISE = 6
_SHIFT = np.int64(48)  # the pattern of a float64 without these bits: exponent and four bits of the mantissa


class LocalSeries(NamedTuple):
    """Coefficients by power (first index) and centre; `low` for the first powers only."""

    first: int
    high: np.ndarray
    low: np.ndarray


def tabulate(lower: float, upper: float, coefficients: Callable[[Fraction], list[int]]) -> LocalSeries:
    """The series for lower <= x < upper (powers of two), from the coefficients about a centre in fixed point."""
    first, end = (int(np.float64(bound).view(np.int64) >> _SHIFT) for bound in (lower, upper))
    centres = _centres(np.arange(first, end))
    rows = [[to_floats(term) for term in coefficients(Fraction(centre))[:TERMS]] for centre in centres.tolist()]
    high, low = (np.array([[math.ldexp(one[k], one[2]) for one in row] for row in rows]).T.copy() for k in (0, 1))
    return LocalSeries(first, high, low[:_PRECISE].copy())


def _centres(place: np.ndarray) -> np.ndarray:
    return ((place << _SHIFT) | (np.int64(1) << (_SHIFT - np.int64(1)))).view(np.float64)


def evaluate(series: LocalSeries, x: np.ndarray) -> Pair:
    """The function at x, in double-double."""
    place = x.view(np.int64) >> _SHIFT
    h = x - _centres(place)
    place -= series.first
    value = np.take(series.high[-1], place)
    for k in range(TERMS - 2, _PRECISE - 1, -1):
        value = value * h + np.take(series.high[k], place)
    sums = Pair(value, np.zeros_like(value))
    for k in range(_PRECISE - 1, -1, -1):
        row = Pair(np.take(series.high[k], place), np.take(series.low[k], place))
        sums = dd.add(dd.multiply_float(sums, h), row)
    return sums


def roughly(series: LocalSeries, x: np.ndarray, terms: int = 11) -> np.ndarray:
    """The function at x in float64, with relative error near 2**-50."""
    place = x.view(np.int64) >> _SHIFT
    h = x - _centres(place)
    place -= series.first
    value = np.take(series.high[terms - 1], place)
    for row in series.high[terms - 2 :: -1]:
        value = value * h + np.take(row, place)
    return value
