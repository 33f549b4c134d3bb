"""Logarithms and inverse hyperbolic functions of float64, made of IEEE operations only (R1 of `float64_exp`).

(R2) ln x = k ln 2 - ln c + ln(1 + r) with x = 2**k m and c = i / 256 next to 1 / m, from a table of ln c; r = m c - 1
     is exact and |r| < 2**-8 (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point
     arithmetic", TOMS 1990).
(R3) Inverse hyperbolic functions are logarithms of 1 + t, where t is computed to about 100 bits without cancellation
     (Kahan, "Branch cuts for complex elementary functions", 1987).

Errors are below 0.51 ULP. Rank-1 arrays.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .constants import LOG_STEPS, ln2_pieces, log_table, short_log_table
from .double_double import Pair
from .lanes import ldexp, mantissa_and_exponent

_ROUGH = 2.0**-30
_LARGE = 2.0**60


def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm; -infinity for zeros, NaN below."""
    usual = (x > 0) & (x < np.inf)
    if usual.all():
        return _log(x)
    return np.where(usual, _log(np.where(usual, x, 1.0)), _log_of_special(x))


def _log(x: np.ndarray) -> np.ndarray:
    """Logarithms of positive finite numbers (R2), with one sum that has to be exact."""
    m, exponent = mantissa_and_exponent(x)
    index = np.rint(LOG_STEPS / m)
    place = index.astype(np.int64)
    c = index * (1 / LOG_STEPS)
    head = (m.view(np.int64) & ~0x7FFFFFF).view(np.float64)
    r, lost = dd.two_sum(head * c - 1, (m - head) * c)
    first, second, third = ln2_pieces()
    turns = exponent.astype(np.float64)
    leading, trailing = short_log_table()
    base = turns * first - np.take(leading, place)
    high, low = dd.fast_two_sum(base, r)
    low += lost + (turns * (second + third) - np.take(trailing, place))
    low += r * r * (r * dd.polynomial(r, _LOG_SERIES[:6]) - 0.5)
    return high + low


def _log_of_special(x: np.ndarray) -> np.ndarray:
    """Logarithms of zeros, infinities, negative numbers and NaN."""
    return np.where(x == 0, -np.inf, np.where(x > 0, np.inf, np.nan))


def log1p(x: np.ndarray) -> np.ndarray:
    """ln(1 + x) without cancellation; -infinity for -1, NaN below."""
    usual = (x > -1) & (x < np.inf)
    result = log1p_pair(dd.pair(np.where(usual, x, 0.0))).high
    result = np.where(np.abs(x) < 2.0**-60, x, result)
    return result if usual.all() else np.where(usual, result, _log_of_special(1 + x))


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
