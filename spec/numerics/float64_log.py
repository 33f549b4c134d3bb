"""Logarithms and inverse hyperbolic functions of float64, made of IEEE operations only (R1 of `float64_exp`).

(R2) ln x = k ln 2 - ln c + ln(1 + r) with x = 2**k m and c next to 1 / m, from a table of ln c; c has so few bits that
     r = m c - 1 is exact (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point
     arithmetic", TOMS 1990).
(R3) Inverse hyperbolic functions are logarithms of sums and quotients that are kept to about 100 bits; next to zero,
     where these are next to 1, that leaves digits enough.

Errors are below 0.51 ULP. Rank-1 arrays.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from . import double_double as dd
from .constants import LOG_ORIGIN, LOG_PLACES, LOG_STEPS, ln2_pieces, log_table, reciprocal_table
from .double_double import Pair
from .economized import economized
from .lanes import head, ldexp, mantissa_and_exponent, replaced

_SMALLEST = 2.0**-1022
_ROUGH = 2.0**-30


def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm; -infinity for zeros, NaN below."""
    return replaced(_log_of_normal(x), ~((x >= _SMALLEST) & (x < np.inf)), _log_of_rest, x)


def _log_of_normal(x: np.ndarray, twos: int = 0) -> np.ndarray:
    """ln(2**twos x) for normal numbers x > 0 (R2)."""
    m, place, k = _places(x)
    return _log_of_product(_products(m, np.take(reciprocal_table()[0], place)), place, k + twos)


def _log_of_rest(x: np.ndarray) -> np.ndarray:
    """Logarithms of subnormal numbers, zeros, infinities, negative numbers and NaN."""
    return replaced(_log_of_special(x), (x > 0) & (x < np.inf), lambda x: log_pair(dd.pair(x)).high, x)


def _places(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """m, the place of 1 / m in the table, and k with x = 2**k m, for normal numbers x > 0 (R2)."""
    pattern = x.view(np.int64)
    k = pattern - LOG_ORIGIN
    place = k >> 43
    place &= LOG_PLACES - 1
    k >>= 52
    return (pattern - (k << 52)).view(np.float64), place, k


def _products(m: np.ndarray, c: np.ndarray) -> np.ndarray:
    """m c - 1, exactly; m is overwritten."""
    r = head(m)
    m -= r
    m *= c
    r *= c
    r -= 1
    r += m
    return r


def _log_of_product(r: np.ndarray, place: np.ndarray, k: np.ndarray, low: np.ndarray | None = None) -> np.ndarray:
    """ln(1 + r) - ln c + k ln 2 + low (R2)."""
    base, trailing = _log_of_scale(place, k)
    rest = dd.polynomial(r, _log_series())
    rest *= r
    rest *= r
    rest += trailing
    if low is not None:
        rest += low
    result, lost = dd.fast_two_sum_over(base, r)
    rest += lost
    result += rest
    return result


def _log_of_scale(place: np.ndarray, k: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """k ln 2 - ln c: an exact leading part and a trailing one."""
    first, second, third = ln2_pieces()
    _, leading, trailing = reciprocal_table()
    turns = k.astype(np.float64)
    base = turns * first
    base += np.take(leading, place)
    turns *= second + third
    turns += np.take(trailing, place)
    return base, turns


@cache
def _log_series() -> list[float]:
    """(ln(1 + r) - r) / r**2."""
    return economized([(-1) ** (n + 1) / n for n in range(2, 11)], -_BOUND, _BOUND, 5)


_BOUND = 0.0017
"""What m c - 1 does not exceed."""


def log_of_usual(x: np.ndarray) -> Pair:
    """Natural logarithms of positive normal numbers; relative error about 2**-68 (R2)."""
    m, place, k = _places(x)
    r = _products(m, np.take(reciprocal_table()[0], place))
    base, trailing = _log_of_scale(place, k)
    low = dd.polynomial(r, _cubic_series())
    low *= r
    low *= r
    low *= r
    short = head(r)
    rest = r - short
    rest *= r + short
    rest *= -0.5
    low += rest
    low += trailing
    short *= short
    short *= -0.5  # and `rest` are -r**2 / 2
    total, lost = dd.fast_two_sum_over(base, r)
    low += lost
    high, lost = dd.fast_two_sum_over(total, short)
    low += lost
    return dd.fast_two_sum(high, low)


@cache
def _cubic_series() -> list[float]:
    """(ln(1 + r) - r + r**2 / 2) / r**3."""
    return economized([(-1) ** (n + 1) / n for n in range(3, 12)], -_BOUND, _BOUND, 5)


def _log_of_special(x: np.ndarray) -> np.ndarray:
    """Logarithms of zeros, infinities, negative numbers and NaN."""
    return np.where(x == 0, -np.inf, np.where(x > 0, np.inf, np.nan))


def log1p(x: np.ndarray) -> np.ndarray:
    """ln(1 + x) without cancellation; -infinity for -1, NaN below. What rounding takes from 1 + x is added again."""
    result = _log_of_sum(*dd.two_sum(x, 1.0))
    result = replaced(result, np.abs(x) < _ROUGH, lambda x: x - x * x / 2, x)
    return replaced(result, ~((x > -1) & (x < 2.0**1000)), lambda x: log(1 + x), x)


def _log_of_sum(total: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """ln(total + lost) for a normal number and what its rounding lost, which is overwritten."""
    m, place, k = _places(total)
    c = np.take(reciprocal_table()[0], place)
    lost *= c
    lost *= ((1023 - k) << 52).view(np.float64)
    r = _products(m, c)
    lost -= lost * r
    return _log_of_product(r, place, k, lost)


def log_pair(x: Pair, scale: np.ndarray | int = 0) -> Pair:
    """ln(x 2**scale) for positive x; relative error about 2**-68 (R2)."""
    mantissa, exponent = mantissa_and_exponent(x.high)
    return _log_of_scaled(Pair(mantissa, ldexp(x.low, -exponent)), exponent + scale)


def log1p_pair(d: Pair, scale: np.ndarray | int = 0) -> Pair:
    """ln((1 + d) 2**scale) for 1 + d > 0; relative error about 2**-68, also for small d where scale is 0."""
    sums = dd.add_float(d, 1.0)
    mantissa, exponent = mantissa_and_exponent(sums.high)
    return _log_of_scaled(Pair(mantissa, ldexp(sums.low, -exponent)), exponent + scale, d)


def _log_of_scaled(m: Pair, exponent: np.ndarray, excess: Pair | None = None) -> Pair:
    """ln(m 2**exponent) for m between sqrt(1/2) and sqrt(2); `excess` is m - 1 where exponent is zero."""
    index = np.rint(LOG_STEPS / m.high)
    c = index * (1 / LOG_STEPS)
    split = 134217729.0 * m.high
    head = split - (split - m.high)
    r = dd.two_sum(head * c - 1, (m.high - head) * c)
    r = Pair(r.high, r.low + m.low * c)
    if excess is not None:
        r = dd.select((index == LOG_STEPS) & (exponent == 0), excess, r)
    leading, trailing = log_table()
    place = np.where(np.isnan(index), 1.0, index).astype(np.int64)
    first, second, third = ln2_pieces()
    base = dd.two_sum(exponent * first, -leading[place])
    rest = base.low + (exponent * second + (exponent * third - trailing[place]))
    square = dd.two_product(r.high, r.high)
    high = dd.two_sum(base.high, r.high)
    total = dd.two_sum(high.high, -0.5 * square.high)
    cubic = r.high * square.high * dd.polynomial(r.high, _LOG_SERIES)
    low = rest + (r.low - r.low * r.high) + (cubic - 0.5 * square.low)
    return dd.fast_two_sum(total.high, (high.low + total.low) + low)


_LOG_SERIES = [(-1) ** (n + 1) / n for n in range(3, 11)]


def asinh(x: np.ndarray) -> np.ndarray:
    """sign(x) ln(|x| + sqrt(1 + x**2)); beyond 2**30, ln(2 |x|)."""
    size = np.abs(x)
    square = size * size
    rest, low = dd.two_sum(square, 1.0)
    low -= dd.missing(square, size, size)
    result = _log_of_sum(*_with_root(size, rest, low))
    result = replaced(result, size < _ROUGH, lambda x: x - x * x * x / 6, size)
    return np.copysign(replaced(result, ~(size <= 2.0**30), _log_of_double, size), x)


def _with_root(x: np.ndarray, square: np.ndarray, low: np.ndarray) -> Pair:
    """x + sqrt(square + low) for a square that is larger than 2**-60, or zero, and no larger than 4 x**2 + 2."""
    root, low = dd.sqrt_over(square, low)
    total, lost = dd.two_sum(root, x)
    lost += low
    return dd.fast_two_sum_over(total, lost)


def _log_of_double(x: np.ndarray) -> np.ndarray:
    """ln 2x for normal numbers x > 0, infinity and NaN."""
    return np.where(x < np.inf, _log_of_normal(x, 1), x)


def acosh(x: np.ndarray) -> np.ndarray:
    """ln(x + sqrt(x**2 - 1)); beyond 2**30, ln(2 x). NaN below 1."""
    square = x * x
    above, low = dd.fast_two_sum(square, -1.0)
    low -= dd.missing(square, x, x)
    result = _log_of_sum(*_with_root(x, *dd.fast_two_sum_over(above, low)))
    far = ~((x >= 1) & (x <= 2.0**30))
    return replaced(np.abs(result), far, lambda x: np.where(x < 1, np.nan, _log_of_double(x)), x)


def atanh(x: np.ndarray) -> np.ndarray:
    """ln((1 + |x|) / (1 - |x|)) / 2 with the sign of x; infinite for 1, NaN beyond."""
    size = np.abs(x)
    above, top = dd.two_sum(size, 1.0)
    below, bottom = dd.two_sum(-size, 1.0)
    ratio = above / below
    rest = dd.missing(above, ratio, below)
    rest += top
    rest -= ratio * bottom
    rest /= below
    result = _log_of_sum(*dd.fast_two_sum_over(ratio, rest))
    result /= 2
    result = replaced(result, size < _ROUGH, lambda x: x + x * x * x / 3, size)
    return np.copysign(replaced(result, ~(size < 1), lambda x: np.where(x == 1, np.inf, np.nan), size), x)
