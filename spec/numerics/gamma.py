"""The logarithm of the gamma function and its derivative, for real floats of every type and any shape.

(R1) lgamma x = ln |Gamma(x)|; digamma x = Gamma'(x) / Gamma(x).
(R2) lgamma is infinity at its poles 0, -1, -2, ... and at both infinities; digamma is NaN at the poles, where it
     changes its sign, and at -infinity, and infinity at infinity.
(R3) Rounding: see `correct_rounding`.

Next to an integer n, x = n + h, both are those of 2 + h, a power series with the coefficients zeta(k) - 1 (DLMF 5.7.3
and 5.7.4), and the factors between x and 2 + h, up to about 20; beyond, Stirling's series (DLMF 5.11.1 and 5.11.2) and
below -20 also the reflection formula (DLMF 5.5.3 and 5.5.4). All exact in h, the distance from the integer. Results
below 2**-16 of numbers that are no zero by themselves are small by cancellation: they are computed in fixed point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

import numpy as np

from . import double_double as dd, fixed_point as fixed, power_series as ps
from .constants import pi_scaled
from .correct_rounding import Rough, Scaled, Settled, correctly_rounded, scaled
from .double_double import Pair
from .extended import log as log_pair, sin_cos
from .power_series import PowerSeries, constant

_FAR = 20.0  # from here on Stirling's series
_TERMS = 40
_CANCELLED = 2.0**-16
_RELATIVE = 2.0**-46  # error of sums in float64, relative to their largest term, with a margin


@cache
def _about_two() -> list[int]:
    """Coefficients of digamma(2 + h) in fixed point: 1 - gamma, then (-1)**k (zeta(k) - 1) for h**(k - 1)."""
    zetas = [fixed.hurwitz(k, 2 * fixed.ONE) for k in range(2, _TERMS)]
    return [fixed.ONE + fixed.digamma(fixed.ONE), *(zeta if k % 2 else -zeta for k, zeta in enumerate(zetas, 1))]


@cache
def _digamma_about_two() -> PowerSeries:
    return ps.power_series(_about_two(), 14)


@cache
def _lgamma_about_two() -> PowerSeries:
    """lgamma(2 + h) / h."""
    return ps.power_series([term // k for k, term in enumerate(_about_two(), 1)], 13)


@cache
def _stirling(divisor: Callable[[int], int]) -> PowerSeries:
    terms = [(fixed.bernoulli(2 * k), divisor(k)) for k in range(1, 14)]
    return ps.power_series([fixed.ONE * b.numerator // (b.denominator * d) for b, d in terms], 4)


def _of_lgamma(k: int) -> int:
    return 2 * k * (2 * k - 1)


def _of_digamma(k: int) -> int:
    return 2 * k


@cache
def _pi() -> Pair:
    return constant(pi_scaled(fixed.BITS))


@cache
def _log_pi() -> Pair:
    return constant(fixed.log(pi_scaled(fixed.BITS)))


@cache
def _half_log_two_pi() -> Pair:
    return constant(fixed.log(2 * pi_scaled(fixed.BITS)) // 2)


# Double-double --------------------------------------------------------------------------------------------------------


def _steps(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x = 2 + h + count (up), or x = 2 + h - count: h, exactly, then count, and whether the latter."""
    whole = np.rint(x)
    return x - whole, np.abs(whole - 2).astype(np.int64), whole < 2


def _factors(x: np.ndarray, count: np.ndarray, below: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The factors between Gamma(x) and Gamma(2 + h) in turn: where there is a k-th one, and its offset from x."""
    for k in range(int(count.max(initial=0))):
        where = np.flatnonzero(count > k)
        yield where, np.where(below[where], float(k), -1.0 - k)


def _lgamma_near(x: np.ndarray) -> Pair:
    """lgamma(x) for |x| < 20."""
    h, count, below = _steps(x)
    mantissa, exponent = np.frexp(x)
    product = Pair(np.where(below, mantissa, 1.0), np.zeros_like(x))
    for where, offset in _factors(x, count, below):
        factor = dd.two_sum(x[where], offset)
        first = below[where] & (offset == 0)  # already there, without its exponent
        factor = dd.select(first, Pair(np.ones_like(offset), np.zeros_like(offset)), factor)
        product.high[where], product.low[where] = dd.multiply(_take(product, where), factor)
    log = log_pair(_absolute(product), np.where(below, exponent, 0))
    series = dd.multiply_float(ps.evaluate(_lgamma_about_two(), h), h)
    return dd.add(series, _times_sign(log, below))


def _absolute(x: Pair) -> Pair:
    return _times_sign(x, x.high < 0)


def _times_sign(x: Pair, negative: np.ndarray) -> Pair:
    sign = np.where(negative, -1.0, 1.0)
    return Pair(x.high * sign, x.low * sign)


def _take(x: Pair, where: np.ndarray) -> Pair:
    return Pair(x.high[where], x.low[where])


def _inverse(mantissa: np.ndarray, exponent: np.ndarray) -> Pair:
    """1 / (mantissa * 2**exponent), zero where it is below 2**-300."""
    one = Pair(np.ones_like(mantissa), np.zeros_like(mantissa))
    quotient = dd.divide(one, Pair(mantissa, np.zeros_like(mantissa)))
    return dd.scale(quotient, np.where(exponent > 300, -2000, -exponent))


def _lgamma_far(x: np.ndarray) -> Scaled:
    """lgamma(x) for x >= 20: x (ln x - 1), scaled, and the rest."""
    mantissa, exponent = np.frexp(x)
    log = log_pair(Pair(mantissa, np.zeros_like(x)), exponent)
    inverse = _inverse(mantissa, exponent)
    tail = dd.multiply(ps.evaluate(_stirling(_of_lgamma), dd.multiply(inverse, inverse)), inverse)
    rest = dd.add(dd.subtract(tail, Pair(log.high / 2, log.low / 2)), _half_log_two_pi())
    lead = dd.multiply_float(dd.add_float(log, -1.0), mantissa)
    return scaled(dd.add(lead, dd.scale(rest, -exponent)), exponent)


def _lgamma_reflected(x: np.ndarray) -> Pair:
    """lgamma(x) for x <= -20: ln pi - ln |x sin(pi x)| - lgamma(-x)."""
    high, low, exponent = _lgamma_far(-x)
    sine, _ = sin_cos(_angle(x))
    log = log_pair(_absolute(dd.multiply_float(sine, x)))
    return dd.subtract(dd.subtract(_log_pi(), log), dd.scale(Pair(high, low), np.asarray(exponent)))


def _angle(x: np.ndarray) -> Pair:
    """pi (x - n), with n the integer next to x."""
    return dd.multiply_float(_pi(), x - np.rint(x))


def lgamma_scaled(x: np.ndarray) -> Scaled:
    """lgamma of what is neither pole nor limit, in double-double."""
    result = Pair(np.empty_like(x), np.empty_like(x))
    exponent = np.zeros(x.shape, np.int64)
    near, positive, negative = np.abs(x) < _FAR, x >= _FAR, x <= -_FAR
    result.high[near], result.low[near] = _lgamma_near(x[near])
    result.high[positive], result.low[positive], exponent[positive] = _lgamma_far(x[positive])
    result.high[negative], result.low[negative] = _lgamma_reflected(x[negative])
    cancelled = (x < 0) & (np.abs(result.high) < _CANCELLED)
    return _again(scaled(result, exponent), cancelled, fixed.log_gamma, x)


def _again(result: Scaled, where: np.ndarray, function: Callable[[int], int], x: np.ndarray) -> Scaled:
    """`result` with the elements selected by `where`, a few, from a function in fixed point."""
    exponent = np.array(result.exponent)
    for place in np.flatnonzero(where).tolist():
        result.high[place], result.low[place], exponent[place] = _in_fixed_point(function, float(x[place]))
    return Scaled(result.high, result.low, exponent)


@lru_cache(1 << 12)
def _in_fixed_point(function: Callable[[int], int], x: float) -> tuple[float, float, int]:
    """The function at x; remembered, since arrays full of one hard argument are not rare."""
    return fixed.to_floats(function(fixed.exactly(x)))


def _digamma_near(x: np.ndarray) -> Pair:
    """digamma(x) for 2**-100 < |x| < 20; the reciprocals of the factors are summed as one fraction."""
    h, count, below = _steps(x)
    top, bottom = Pair(np.zeros_like(x), np.zeros_like(x)), Pair(np.ones_like(x), np.zeros_like(x))
    for where, offset in _factors(x, count, below):
        factor, old = dd.two_sum(x[where], offset), _take(bottom, where)
        top.high[where], top.low[where] = dd.add(dd.multiply(_take(top, where), factor), old)
        bottom.high[where], bottom.low[where] = dd.multiply(old, factor)
    return dd.add(ps.evaluate(_digamma_about_two(), h), _times_sign(dd.divide(top, bottom), below))


def _digamma_far(x: np.ndarray) -> Pair:
    """digamma(x) for x >= 20."""
    mantissa, exponent = np.frexp(x)
    log, inverse = log_pair(Pair(mantissa, np.zeros_like(x)), exponent), _inverse(mantissa, exponent)
    square = dd.multiply(inverse, inverse)
    tail = dd.multiply(ps.evaluate(_stirling(_of_digamma), square), square)
    return dd.subtract(dd.subtract(log, Pair(inverse.high / 2, inverse.low / 2)), tail)


def _digamma_reflected(x: np.ndarray) -> Pair:
    """digamma(x) for x <= -20: digamma(-x) - 1 / x - pi cot(pi x)."""
    mantissa, exponent = np.frexp(x)
    sine, cosine = sin_cos(_angle(x))
    shifted = dd.subtract(_digamma_far(-x), _inverse(mantissa, exponent))
    return dd.subtract(shifted, dd.multiply(dd.divide(cosine, sine), _pi()))


def digamma_scaled(x: np.ndarray) -> Scaled:
    """digamma of what is neither pole nor limit, in double-double; next to 0 it is -1/x."""
    result = Pair(np.empty_like(x), np.empty_like(x))
    tiny, near, positive, negative = np.abs(x) < 2.0**-100, np.abs(x) < _FAR, x >= _FAR, x <= -_FAR
    near &= ~tiny
    mantissa, exponent = np.frexp(x)
    result.high[tiny], result.low[tiny] = dd.negative(_inverse(mantissa[tiny], np.zeros_like(exponent[tiny])))
    result.high[near], result.low[near] = _digamma_near(x[near])
    result.high[positive], result.low[positive] = _digamma_far(x[positive])
    result.high[negative], result.low[negative] = _digamma_reflected(x[negative])
    return _again(scaled(result, np.where(tiny, -exponent, 0)), np.abs(result.high) < _CANCELLED, fixed.digamma, x)


# float64 --------------------------------------------------------------------------------------------------------------


def _lgamma_near_roughly(x: np.ndarray) -> Rough:
    h, count, below = _steps(x)
    product = np.ones_like(x)
    for where, offset in _factors(x, count, below):
        product[where] *= x[where] + offset
    log = np.log(np.abs(product))
    series = ps.roughly(_lgamma_about_two(), h, terms=28) * h
    error = (np.abs(series) + np.abs(log) + (count > 1)) * _RELATIVE
    return Rough(series + np.where(below, -log, log), error)


def _lgamma_far_roughly(x: np.ndarray) -> Rough:
    """lgamma(x) for x >= 20 in float64."""
    log, inverse = np.log(x), 1 / x
    tail = ps.roughly(_stirling(_of_lgamma), inverse * inverse, terms=8) * inverse
    value = x * (log - 1) - (log - np.log(2 * np.pi)) / 2 + tail
    return Rough(value, x * log * _RELATIVE)


def _lgamma_reflected_roughly(x: np.ndarray) -> Rough:
    value, error = _lgamma_far_roughly(-x)
    log = np.log(np.abs(x * np.sin(np.pi * (x - np.rint(x)))) / np.pi)
    return Rough(-log - value, error + np.abs(log) * _RELATIVE + _RELATIVE)


def _digamma_near_roughly(x: np.ndarray) -> Rough:
    h, count, below = _steps(x)
    total, size = np.zeros_like(x), np.ones_like(x)
    for where, offset in _factors(x, count, below):
        term = 1 / (x[where] + offset)
        total[where] += term
        size[where] += np.abs(term) * (1 + np.abs(term) * (offset != 0))  # x + offset is rounded
    series = ps.roughly(_digamma_about_two(), h, terms=28)
    return Rough(series + np.where(below, -total, total), size * _RELATIVE)


def _digamma_far_roughly(x: np.ndarray) -> Rough:
    inverse = 1 / x
    square = inverse * inverse
    value = np.log(x) - inverse / 2 - ps.roughly(_stirling(_of_digamma), square, terms=8) * square
    return Rough(value, value * _RELATIVE)


def _digamma_reflected_roughly(x: np.ndarray) -> Rough:
    value, error = _digamma_far_roughly(-x)
    cotangent = np.pi / np.tan(np.pi * (x - np.rint(x)))
    return Rough(value - 1 / x - cotangent, error + np.abs(cotangent) * _RELATIVE)


def lgamma_roughly(x: np.ndarray) -> Rough:
    """lgamma of what is neither pole nor limit, in float64."""
    return _by_region(x, _lgamma_near_roughly, _lgamma_far_roughly, _lgamma_reflected_roughly)


def digamma_roughly(x: np.ndarray) -> Rough:
    """digamma of what is neither pole nor limit, in float64."""
    return _by_region(x, _digamma_near_roughly, _digamma_far_roughly, _digamma_reflected_roughly)


def _by_region(
    x: np.ndarray, near: Callable[..., Rough], positive: Callable[..., Rough], negative: Callable[..., Rough]
) -> Rough:
    result = Rough(np.empty_like(x), np.empty_like(x))
    for where, function in ((np.abs(x) < _FAR, near), (x >= _FAR, positive), (x <= -_FAR, negative)):
        if where.any():
            result.value[where], result.error[where] = function(x[where])
    return result


# Functions ------------------------------------------------------------------------------------------------------------


def _poles(x: np.ndarray) -> np.ndarray:
    return (x <= 0) & (x == np.rint(x))


def _lgamma_limits(x: np.ndarray) -> Settled:
    """lgamma of poles, infinities and NaN."""
    return Settled(_poles(x) | ~np.isfinite(x), np.where(np.isnan(x), x, np.inf))


def _digamma_limits(x: np.ndarray) -> Settled:
    """digamma of poles, infinities and NaN."""
    return Settled(_poles(x) | ~np.isfinite(x), np.where(x > 0, x, np.nan))


@correctly_rounded(lgamma_scaled, _lgamma_limits)
def lgamma(x: np.ndarray) -> Rough:
    """ln |Gamma(x)|."""
    return lgamma_roughly(x)


@correctly_rounded(digamma_scaled, _digamma_limits)
def digamma(x: np.ndarray) -> Rough:
    """The derivative of ln Gamma(x)."""
    return digamma_roughly(x)
