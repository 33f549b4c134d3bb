"""Logarithms and inverse hyperbolic functions of float64, made of IEEE operations only (R1 of `float64_exp`).

(R2) ln x = k ln 2 - ln c + ln(1 + r) with x = 2**k m and c next to 1 / m, from a table of ln c; c has so few bits that
     r = m c - 1 is exact (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point
     arithmetic", TOMS 1990).
(R3) Inverse hyperbolic functions are logarithms of 1 + t, where t is computed to about 100 bits without cancellation
     (Kahan, "Branch cuts for complex elementary functions", 1987).

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
_LARGE = 2.0**60


def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm; -infinity for zeros, NaN below."""
    m, place, k = _places(x)
    result = _log_of_product(_products(m, np.take(reciprocal_table()[0], place)), place, k)
    return replaced(result, ~((x >= _SMALLEST) & (x < np.inf)), _log_of_rest, x)


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
    total, lost = dd.two_sum(x, 1.0)
    m, place, k = _places(total)
    c = np.take(reciprocal_table()[0], place)
    lost *= c
    lost *= ((1023 - k) << 52).view(np.float64)
    r = _products(m, c)
    lost -= lost * r
    result = _log_of_product(r, place, k, lost)
    result = replaced(result, np.abs(x) < _ROUGH, lambda x: x - x * x / 2, x)
    return replaced(result, ~((x > -1) & (x < 2.0**1000)), lambda x: log(1 + x), x)


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
    """sign(x) ln(1 + t) with t = |x| + x**2 / (1 + sqrt(1 + x**2)) (R3); beyond 2**60, ln(2 |x|)."""
    size = np.abs(x)
    near = log1p_pair(asinh_excess(np.clip(size, _ROUGH, _LARGE))).high
    return np.copysign(_by_size(size, size - size * size * size / 6, near), x)


def asinh_excess(x: np.ndarray) -> Pair:
    """e**asinh(x) - 1 for x >= 0."""
    square = dd.two_product(x, x)
    root = dd.sqrt(dd.add_float(square, 1.0))
    return dd.add_float(dd.divide(square, dd.add_float(root, 1.0)), x)


def acosh(x: np.ndarray) -> np.ndarray:
    """ln(1 + t) with t = d + sqrt(2 d + d**2) and d = x - 1 (R3); beyond 2**60, ln(2 x). NaN below 1."""
    near = log1p_pair(acosh_excess(np.clip(x, 1.0, _LARGE))).high
    return np.where(x >= 1, _by_size(x, near, near), np.nan)


def acosh_excess(x: np.ndarray) -> Pair:
    """e**acosh(x) - 1 for x >= 1."""
    d = dd.two_sum(x, -1.0)
    return dd.add(d, dd.sqrt(dd.multiply(d, dd.add_float(d, 2.0))))


def _by_size(size: np.ndarray, tiny: np.ndarray, near: np.ndarray) -> np.ndarray:
    """`tiny`, `near`, or beyond 2**60 the logarithm of twice the size."""
    far = size > _LARGE
    result = np.where(size < _ROUGH, tiny, near)
    if not far.any():
        return result
    usual = far & (size < np.inf)
    doubled = log_pair(dd.pair(np.where(usual, size, 1.0)), 1).high
    return np.where(far, np.where(usual, doubled, np.inf), result)


def atanh(x: np.ndarray) -> np.ndarray:
    """ln(1 + 2 |x| / (1 - |x|)) / 2 with the sign of x (R3); infinite for 1, NaN beyond."""
    size = np.abs(x)
    near = log1p_pair(atanh_excess(np.clip(size, _ROUGH, 1 - 2.0**-53))).high / 2
    result = np.where(size < _ROUGH, size + size * size * size / 3, near)
    return np.copysign(np.where(size < 1, result, np.where(size == 1, np.inf, np.nan)), x)


def atanh_excess(x: np.ndarray) -> Pair:
    """e**(2 atanh(x)) - 1 for 0 <= x < 1."""
    return dd.divide(dd.pair(2 * x), dd.two_sum(-x, 1.0))
