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
    spare = 8 * x.dtype.itemsize - bits(x.dtype)
    word = np.dtype(f"i{x.dtype.itemsize}")
    if not form.signed:  # patterns ascend, and the largest one but NaN is the largest float
        pattern = x.view(unsigned(x.dtype)).view(word)
        step = np.where(y > x, word.type(1), word.type(-1))
        return np.where(x == y, y, np.where(x != x, x, np.where(y != y, y, (pattern + step).view(x.dtype))))
    sign = np.iinfo(word).min
    pattern = (x.view(unsigned(x.dtype)) << spare).view(word)
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
    spare = 8 * x.dtype.itemsize - bits(x.dtype)
    pattern = (x.view(unsigned(x.dtype)) << spare).view(f"i{x.dtype.itemsize}")  # the sign is the top bit
    smallest = np.iinfo(pattern.dtype).min
    if form.zeros is Zeros.SIGNED:
        return pattern ^ ((pattern >> (8 * pattern.itemsize - 1)) & ~smallest)  # inverts magnitudes of negative floats
    return np.where((pattern < 0) & (pattern != smallest), smallest - pattern, pattern)  # NaN has the smallest pattern
