"""Rounding: to a float type, once, ties to even; and to integral values.

(R1) A result is rounded once from the exact value, or from float64 where that is the type computed in. ml_dtypes
     converts float64 through float32 and so rounds twice; here float64 is first shortened with a sticky last bit
     ("round to odd": Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008), which leaves the
     second rounding as the only one.
(R2) Beyond the largest finite value, formats with infinity overflow to infinity, formats with NaN but without
     infinity (FN, FNUZ, f8E8M0FNU) to NaN, and f4E2M1FN, f6E2M3FN and f6E3M2FN, which have neither, saturate.
     "Beyond" means: the rounded value with unbounded exponent would not fit, so 464 is still 448 in f8E4M3FN.
(R3) NaN stays NaN with its sign; the three formats without NaN take it as negative zero.
(R4) FNUZ formats have one zero: -0 becomes +0. f8E8M0FNU has neither zero nor sign: zeros and negative values become
     NaN, positive values below 2**-127 become 2**-127, ties go to the larger power of two.

R2 to R4 are what ml_dtypes 0.6 and XLA CPU do (jaxlib 0.10, checked for every value, midpoint and neighbour of a
midpoint), except that both take everything between 2**-127 and 2**-126 for 2**-126 in f8E8M0FNU. XLA CPU differs in
rounding float64 to bfloat16 twice, through float32, and in flushing subnormal results of float32 and bfloat16. The
StableHLO C++ interpreter turns infinities and NaN into zero for the f4 and f6 formats, and 0 into 2**-127 for
f8E8M0FNU.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ..types.formats import Zeros
from .formats import float_format
from .lanes import elementwise, with_signs
from .widening import widen

_SHORTENED = 41  # float64 mantissa bits given up before float32: 11 remain, more than any format below float16 needs


def round_to(x: np.ndarray, dtype: np.dtype | type) -> np.ndarray:
    """Float64 or float32 values rounded once to the float type `dtype`, of any shape (R1 to R4)."""
    target = np.dtype(dtype)

    @elementwise
    def kernel(lane: np.ndarray) -> np.ndarray:
        return narrow(lane, target)

    return kernel(x)


def narrow(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """`round_to` for rank-1 arrays inside kernels. Returns x itself where it has that type already."""
    if dtype.kind == "f" and dtype.itemsize > 1:  # numpy's own types: numpy rounds once
        return x.astype(dtype, copy=False)
    if x.dtype == np.float64:
        x = _shorten(x, dtype)
    if dtype.itemsize == 2:  # bfloat16, whose dtype is not numpy's own
        return x.astype(dtype)
    pattern = x.view(np.uint32)
    upper = (pattern >> 16).astype(np.uint16)
    upper |= (pattern & 0xFFFF) != 0
    return np.take(_patterns(dtype), upper).view(dtype)


def _shorten(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Float64 as float32 such that rounding to `dtype` gives what rounding x itself would (R1)."""
    pattern = x.view(np.uint64)
    lost = np.uint64((1 << _SHORTENED) - 1)
    sticky = ((pattern & lost) != 0).astype(np.uint64) << np.uint64(_SHORTENED)
    odd = ((pattern & ~lost) | sticky).view(np.float64)
    if float_format(dtype).min_positive < 2.0**-126:  # R4, and float32 must not round its subnormals itself
        odd = np.where((odd > 0) & (odd < 2.0**-140), 2.0**-140, odd)
    return odd.astype(np.float32)


@cache
def _patterns(dtype: np.dtype) -> np.ndarray:
    """Pattern in an 8-bit (or narrower) format of every float32 of which only the upper 16 bits are in use.

    The lowest of them may stand for bits lost below it: at most five significand bits are needed of its eight.
    """
    index = np.arange(1 << 16, dtype=np.uint32)
    values = (index << 16).view(np.float32)
    with np.errstate(all="ignore"):
        patterns = values.astype(dtype).view(np.uint8)
    form = float_format(dtype)
    if not form.has_nan:
        patterns[np.isnan(values)] = 1 << (form.bits - 1)  # R3
    if form.zeros is Zeros.NONE:  # R4, which releases of ml_dtypes disagree about
        rounded = np.where(index < 0x80, index >= 0x60, (index + 0x40) >> 7)
        patterns = np.where(values > 0, np.minimum(rounded, 0xFF), 0xFF).astype(np.uint8)
    return patterns


@elementwise
def half_away(x: np.ndarray) -> np.ndarray:
    """Nearest integral value, ties away from zero; keeps the sign of zeros (IEEE 754 roundToIntegralTiesToAway)."""
    wide = widen(x)
    below = np.nextafter(wide.dtype.type(0.5), wide.dtype.type(0))  # with a half, 0.49999997 would become 1
    return narrow(np.trunc(wide + with_signs(below, wide)), x.dtype)


@elementwise
def half_even(x: np.ndarray) -> np.ndarray:
    """Nearest integral value, ties to the even one; keeps the sign of zeros (IEEE 754 roundToIntegralTiesToEven)."""
    return narrow(np.rint(widen(x)), x.dtype)


@elementwise
def floor(x: np.ndarray) -> np.ndarray:
    """Largest integral value not above x; keeps the sign of zeros (IEEE 754 roundToIntegralTowardNegative)."""
    return narrow(np.floor(widen(x)), x.dtype)


@elementwise
def ceil(x: np.ndarray) -> np.ndarray:
    """Smallest integral value not below x; keeps the sign of zeros (IEEE 754 roundToIntegralTowardPositive)."""
    return narrow(np.ceil(widen(x)), x.dtype)
