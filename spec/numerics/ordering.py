"""Comparison: which of two elements comes first.

(R1) Integers and booleans: by value, false before true.
(R2) Floats: IEEE 754 quiet comparison. Zeros of either sign are equal; NaN is unequal to everything and unordered.
(R3) Floats in total order (IEEE 754-2019, section 5.10): by sign, then by magnitude of the bit pattern, so that
     -NaN < -infinity < ... < -0 < +0 < ... < infinity < NaN, and two elements are equal if their patterns are. The NaN
     of the FNUZ formats has its sign bit set and so comes first; f8E8M0FNU has no sign, its NaN comes last.
(R4) Complex numbers: by real part, then, where real parts are equal, by imaginary part; parts compare as in R2.
(R5) The next float after x: y where the two are equal (which may be a zero of the other sign), NaN where one of them is
     NaN. Zeros of either sign are followed by the smallest float of the direction's sign, subnormal where the format
     has such; the largest float of a format with infinities is followed by infinity.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ..types.formats import Zeros
from .formats import bits, float_format, is_complex, unsigned

_STRICT: dict[np.ufunc, np.ufunc] = {np.greater_equal: np.greater, np.less_equal: np.less}


def compare(relation: np.ufunc, lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """Whether `relation`, one of numpy's six comparisons, holds between elements (R1, R2, R4).

    Operands have one element type and any shapes that broadcast.
    """
    if not is_complex(lhs.dtype):
        return relation(lhs, rhs)
    if relation in (np.equal, np.not_equal):
        return relation(lhs, rhs)
    first, second = np.real(lhs), np.real(rhs)
    decided = _STRICT.get(relation, relation)(first, second)
    return decided | ((first == second) & relation(np.imag(lhs), np.imag(rhs)))


def next_after(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The float next to x in the direction of y, of any float type (R5). Shapes are equal or broadcast."""
    form = float_format(x.dtype)
    word = np.dtype(f"i{x.dtype.itemsize}")
    if not form.signed:  # patterns ascend, and the largest one but NaN is the largest float
        pattern = x.view(unsigned(x.dtype)).view(word)
        step = np.where(y > x, word.type(1), word.type(-1))
        return np.where(x == y, y, np.where(x != x, x, np.where(y != y, y, (pattern + step).view(x.dtype))))
    sign = np.iinfo(word).min
    spare = 8 * x.dtype.itemsize - bits(x.dtype)
    pattern = _from_the_top(x)
    unit = word.type(1 << spare)
    grows = (y > x) == (pattern >= 0)  # away from zero
    stepped = np.where(grows, pattern + unit, pattern - unit)
    if form.zeros is Zeros.UNSIGNED:  # where -0 would be, there is NaN
        stepped = np.where(stepped == sign, word.type(0), stepped)
    smallest = np.where(y < 0, word.type(sign + unit), unit)
    result = np.where(x == 0, smallest, stepped).view(unsigned(x.dtype)) >> spare
    moved = result.astype(unsigned(x.dtype)).view(x.dtype)
    return np.where(x == y, y, np.where(x != x, x, np.where(y != y, y, moved)))


def total_order(x: np.ndarray) -> np.ndarray:
    """Signed integers, of the shape of x, that are ordered as the floats x are in total order (R3)."""
    form = float_format(x.dtype)
    if not form.signed:
        return x.view(unsigned(x.dtype))
    pattern = _from_the_top(x)
    smallest = np.iinfo(pattern.dtype).min
    if form.zeros is Zeros.SIGNED:
        return pattern ^ ((pattern >> (8 * pattern.itemsize - 1)) & ~smallest)  # inverts magnitudes of negative floats
    return np.where((pattern < 0) & (pattern != smallest), smallest - pattern, pattern)  # NaN has the smallest pattern


def extreme(choose: np.ufunc, lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger or the smaller of two floats (`choose` is np.maximum or np.minimum), found by their patterns (R3).

    For formats with zeros of both signs, and shapes that broadcast. -0 is less than +0; NaN if one of the two is NaN.
    """
    dtype = lhs.dtype
    top, spare = 8 * dtype.itemsize - 1, 8 * dtype.itemsize - bits(dtype)
    x, y = _from_the_top(lhs), _from_the_top(rhs)
    high, low = np.maximum(x, y), np.minimum(x, y)
    swapped = high ^ low
    swapped &= high >> top  # of two negative floats the one of the lower pattern is larger
    swapped ^= high if choose is np.maximum else low
    chosen = np.asarray(swapped)
    chosen = (chosen.view(unsigned(dtype)) >> spare if spare else chosen).view(dtype)
    for order, operand in ((y, rhs), (x, lhs)):
        nan = (order & np.iinfo(order.dtype).max) > _last_number(dtype)
        if nan.any():
            np.copyto(chosen, operand, where=nan)
    return chosen


def _from_the_top(x: np.ndarray) -> np.ndarray:
    """The patterns of signed floats as signed integers whose top bit is the sign."""
    spare = 8 * x.dtype.itemsize - bits(x.dtype)
    word = x.view(unsigned(x.dtype))
    return (word << spare if spare else word).view(f"i{x.dtype.itemsize}")


@cache
def _last_number(dtype: np.dtype) -> np.signedinteger:
    """The pattern, from the top, of the largest number of a signed format: of infinity if there is one."""
    with np.errstate(all="ignore"):
        patterns = np.arange(1 << (bits(dtype) - 1)).astype(unsigned(dtype)).view(dtype)  # those without a sign
        return _from_the_top(patterns[patterns == patterns]).max()
