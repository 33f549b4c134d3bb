"""Arithmetic of floats of every type, and of any shape: computed in a wider type and rounded once (see `widening`)."""

from __future__ import annotations

import numpy as np

from ..types.formats import Zeros
from .formats import float_format
from .lanes import elementwise, head, in_shares, replaced, with_signs
from .ordering import extreme
from .rounding import narrow
from .tables import tabulated
from .widening import WIDE, to_float64, widen


@tabulated
@elementwise
def remainder(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs * trunc(lhs / rhs), exactly, with the sign of lhs (C's fmod); NaN for rhs zero or lhs infinite."""
    x, y = to_float64(lhs), to_float64(rhs)
    size, step = np.abs(x), np.abs(y)
    whole = size / step
    usual = whole < _EXACT
    np.floor(whole, out=whole)
    short = head(step)
    rest = size - whole * short
    if lhs.dtype == np.float64:  # other types have no more bits
        rest -= whole * (step - short)
    over = rest < 0  # the quotient was rounded up
    if over.any():
        rest[over] += step[over]
    usual &= rest >= 0
    return narrow(replaced(np.copysign(rest, x), ~usual, np.fmod, x, y), lhs.dtype)


_EXACT = 2.0**25
"""Products of smaller whole numbers with 27 bits are exact, and sums with these: `np.fmod` takes six times as long."""


def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand; NaN if one is NaN; +0 is larger than -0 (IEEE 754-2019 maximum)."""
    return extreme(np.maximum, lhs, rhs) if _have_short_patterns(lhs.dtype) else _larger(lhs, rhs)


def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand; NaN if one is NaN; -0 is smaller than +0 (IEEE 754-2019 minimum)."""
    return extreme(np.minimum, lhs, rhs) if _have_short_patterns(lhs.dtype) else _smaller(lhs, rhs)


def _have_short_patterns(dtype: np.dtype) -> bool:
    """Whether integers, of which numpy takes many at once, find extremes faster than floats do."""
    return dtype.itemsize <= 2 and float_format(dtype).zeros is Zeros.SIGNED


@elementwise
def _larger(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    left, right = widen(lhs), widen(rhs)
    larger = np.maximum(left, right)
    if not (larger != 0).all():  # numpy takes either of two zeros; the sum is -0 only of two -0
        larger = np.where((left == 0) & (right == 0), left + right, larger)
    return narrow(larger, lhs.dtype)


@elementwise
def _smaller(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    left, right = widen(lhs), widen(rhs)
    smaller = np.minimum(left, right)
    if not (smaller != 0).all():  # as above; this one is +0 only of two +0
        smaller = np.where((left == 0) & (right == 0), -(-left - right), smaller)
    return narrow(smaller, lhs.dtype)


def sign(x: np.ndarray) -> np.ndarray:
    """-1 or 1, or the operand itself for zeros and NaN."""
    return in_shares(_signs, x, dtype=x.dtype) if x.dtype in WIDE else _narrow_signs(x)


def _signs(x: np.ndarray, out: np.ndarray) -> np.ndarray:
    """The signs of float32 or float64; `np.sign` takes longer."""
    usual = np.abs(x, out=out).min() > 0  # not so beside zeros and NaN
    with_signs(1, x, out)
    if not usual:
        np.copyto(out, x, where=~(np.abs(x) > 0))
    return out


@elementwise
def _narrow_signs(x: np.ndarray) -> np.ndarray:
    wide = widen(x)
    return np.where((wide == 0) | np.isnan(wide), x, narrow(np.sign(wide), x.dtype))


@elementwise
def absolute(x: np.ndarray) -> np.ndarray:
    """x without its sign."""
    return narrow(np.abs(widen(x)), x.dtype)


@elementwise
def negate(x: np.ndarray) -> np.ndarray:
    """x with the other sign, zeros included (where the format has a negative zero)."""
    return narrow(np.negative(widen(x)), x.dtype)


@tabulated
@elementwise
def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs, rounded once."""
    return narrow(widen(lhs) + widen(rhs), lhs.dtype)


@tabulated
@elementwise
def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs, rounded once."""
    return narrow(widen(lhs) - widen(rhs), lhs.dtype)


@tabulated
@elementwise
def multiply(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * rhs, rounded once."""
    return narrow(widen(lhs) * widen(rhs), lhs.dtype)


@tabulated
@elementwise
def divide(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs / rhs, rounded once; infinity with its sign for division by zero, NaN for 0 / 0."""
    return narrow(widen(lhs) / widen(rhs), lhs.dtype)
