"""Powers of float64, made of IEEE operations only (R1 of `float64_exp`), on rank-1 arrays.

|x|**y is e**(y ln |x|) with the logarithm to 68 bits, so that the error is below 0.51 ULP and exact powers are exact.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .double_double import Pair
from .float64_exp import exp_of_usual, exp_pair
from .float64_log import log_of_usual, log_pair
from .lanes import ldexp, replaced


def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """base ** exponent; 1 for exponent 0 and for base 1, even beside NaN. Negative bases have integral powers only."""
    size = np.abs(base)
    log = log_of_usual(size)
    high = log.high * exponent
    low = log.low * exponent
    low -= dd.missing(high, log.high, exponent)
    result = exp_of_usual(Pair(high, low))
    negative = base < 0
    if negative.any():
        result = np.where(negative, _of_negative(result, exponent), result)
    usual = (size >= 2.0**-1022) & (size < np.inf) & (np.abs(high) < 700) & (np.abs(exponent) < 2.0**80)
    return replaced(result, ~usual, _power_of_rest, base, exponent)


def _of_negative(result: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Powers of negative numbers, by those of their sizes."""
    odd = np.abs(np.fmod(exponent, 2)) == 1
    return np.where(odd, -result, np.where(np.trunc(exponent) == exponent, result, np.nan))


def _power_of_rest(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Powers of subnormal numbers, powers that may not be normal, and special ones."""
    size = np.abs(base)
    usual = (size > 0) & (size < np.inf) & (np.abs(exponent) < 2.0**80)
    return replaced(special_power(base, exponent), usual, _power_of_finite, base, exponent)


def _power_of_finite(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """base ** exponent for finite base but zero and |exponent| < 2**80."""
    power = dd.multiply_float(log_pair(dd.pair(np.abs(base))), exponent)
    bounded = np.clip(power.high, -800.0, 800.0)
    mantissa, scale = exp_pair(bounded)
    rest = np.where(bounded == power.high, power.low, 0.0)
    corrected = dd.add(mantissa, Pair(mantissa.high * rest, np.zeros_like(rest))).high
    result = ldexp(corrected, scale)
    return np.where(base < 0, _of_negative(result, exponent), result)


def special_power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Powers of or to zeros, infinities, NaN and exponents so large that only the size of the base counts."""
    size = np.abs(base)
    grows = np.where(exponent > 0, size > 1, size < 1)
    odd = np.abs(np.fmod(exponent, 2)) == 1
    result = np.where(size == 1, 1.0, np.where(grows, np.inf, 0.0))
    result = np.where(np.signbit(base) & odd, -result, result)
    fractional = np.isfinite(base) & (base < 0) & np.isfinite(exponent) & (np.trunc(exponent) != exponent)
    result = np.where(np.isnan(base) | np.isnan(exponent) | fractional, np.nan, result)
    return np.where((exponent == 0) | (base == 1), 1.0, result)
