"""The modified Bessel function of order 1, exponentially scaled, for real floats of every type and any shape.

(R1) bessel_i1e x = e**-|x| I1(x), an odd function with values from -0.22 to 0.22.
(R2) Zeros give themselves, infinities zero with their sign.
(R3) Rounding: see `correct_rounding`.

Below 1 it is e**-|x| times the power series of I1 (DLMF 10.25.2); up to 256 a local series, whose coefficients follow
from the differential equation x**2 y'' + (2 x**2 + x) y' + (x - 1) y = 0 of y = e**-x I1(x) (DLMF 10.25.1); above the
asymptotic expansion (DLMF 10.40.1), in sixteen terms.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import factorial, isqrt

import numpy as np

from . import double_double as dd, fixed_point as fixed, local_series, power_series as ps
from .constants import pi_scaled
from .correct_rounding import Rough, Scaled, Settled, correctly_rounded, scaled
from .double_double import Pair
from .extended import exp as exp_pair
from .lanes import ldexp
from .local_series import LocalSeries
from .power_series import PowerSeries, constant

_SMALL, _LARGE = 1.0, 256.0
_RELATIVE = 2.0**-44  # error of the float64 functions here, with a margin


@cache
def _series() -> PowerSeries:
    """I1(x) / x as a series in x**2."""
    return ps.power_series([fixed.ONE // (2 * 4**k * factorial(k) * factorial(k + 1)) for k in range(13)], 5)


@cache
def _local() -> LocalSeries:
    return local_series.tabulate(_SMALL, _LARGE, _about)


def _about(centre: Fraction) -> list[int]:
    """Taylor coefficients of e**-x I1(x) in fixed point. The first two are power series with positive terms."""
    x = fixed.exactly(float(centre))
    quarter, term, value, slope, k = fixed.multiply(x, x) // 4, fixed.ONE // 2, 0, 0, 0
    while term:
        value += term
        slope += term * (2 * k + 1)
        k += 1
        term = fixed.multiply(term, quarter) // (k * (k + 1))
    power, twos = fixed.exp(-x)
    value, slope = (fixed.multiply(part, power) >> -twos for part in (fixed.multiply(value, x), slope))
    terms = [value, slope - value]
    square = fixed.multiply(x, x)
    for n in range(local_series.TERMS - 2):
        last = fixed.multiply((2 * n + 1) * (n + 1) * x + 2 * (n + 1) * square, terms[n + 1])
        last += fixed.multiply((n * n - 1) * fixed.ONE + (4 * n + 1) * x, terms[n])
        last += (2 * n - 1) * terms[n - 1] if n else 0
        terms.append(-fixed.divide(last, square) // ((n + 1) * (n + 2)))
    return terms


@cache
def asymptotic_coefficients() -> tuple[Pair, ...]:
    """Coefficients of sqrt(2 pi x) e**-x I1(x) as a series in 1/x."""
    return tuple(constant(term) for term in _asymptotic_terms(48))


@cache
def _asymptotic() -> PowerSeries:
    return ps.power_series(_asymptotic_terms(16), 6)


def _asymptotic_terms(count: int) -> list[int]:
    terms = [fixed.ONE]
    for k in range(1, count):
        terms.append(-terms[-1] * (4 - (2 * k - 1) ** 2) // (8 * k))
    return terms


@cache
def inverse_root_of_two_pi() -> Pair:
    """1 / sqrt(2 pi)."""
    two_pi = 2 * pi_scaled(fixed.BITS)
    return constant(isqrt(fixed.divide(fixed.ONE, two_pi) << fixed.BITS))


def _precise(x: np.ndarray) -> Scaled:
    size = np.abs(x)
    high, low, exponent = np.empty_like(x), np.empty_like(x), np.zeros(x.shape, np.int64)
    small, large = size < _SMALL, size >= _LARGE
    for where, function in ((small, _precise_small), (~small & ~large, _precise_local), (large, _precise_large)):
        if where.any():
            part = function(size[where])
            sign = np.sign(x[where])
            high[where], low[where], exponent[where] = part.high * sign, part.low * sign, part.exponent
    return Scaled(high, low, exponent)


def _precise_small(x: np.ndarray) -> Scaled:
    mantissa, exponent = np.frexp(x)  # subnormal numbers too
    power, twos = exp_pair(Pair(-x, np.zeros_like(x)))
    ratio = dd.multiply(ps.evaluate(_series(), dd.two_product(x, x)), power)
    return scaled(dd.multiply_float(ratio, mantissa), exponent + twos)


def _precise_local(x: np.ndarray) -> Scaled:
    return scaled(local_series.evaluate(_local(), x))


def _precise_large(x: np.ndarray) -> Scaled:
    mantissa, exponent = np.frexp(x)
    half = exponent // 2
    mantissa = ldexp(mantissa, exponent - 2 * half)
    root = inverse_root(Pair(mantissa, np.zeros_like(mantissa)))
    inverse = dd.scale(dd.multiply(root, root), np.maximum(-2 * half, -400))
    sums = ps.evaluate(_asymptotic(), inverse)
    return scaled(dd.multiply(dd.multiply(sums, root), inverse_root_of_two_pi()), -half)


def inverse_root(x: Pair) -> Pair:
    """1 / sqrt(x) for ordinary x > 0: float64, and one step of Newton's with an exact residual."""
    rough = 1 / np.sqrt(x.high)
    rest = dd.add_float(dd.negative(dd.multiply(dd.two_product(rough, rough), x)), 1.0)
    return dd.fast_two_sum(rough, rough * (rest.high / 2 + 0.375 * rest.high * rest.high))


# float64 --------------------------------------------------------------------------------------------------------------


def _roughly(size: np.ndarray) -> np.ndarray:
    value = np.empty_like(size)
    small, large = size < _SMALL, size >= _LARGE
    middle = ~small & ~large
    x = size[small]
    value[small] = ps.roughly(_series(), x * x, terms=10) * x * np.exp(-x)
    value[middle] = local_series.roughly(_local(), size[middle])
    x = size[large]
    value[large] = ps.roughly(_asymptotic(), 1 / x, terms=9) / np.sqrt(x) * float(inverse_root_of_two_pi().high)
    return value


def _limits(x: np.ndarray) -> Settled:
    """R2."""
    return Settled((x == 0) | ~np.isfinite(x), np.where(np.isnan(x), x, np.copysign(0.0, x)))


@correctly_rounded(_precise, _limits)
def bessel_i1e(x: np.ndarray) -> Rough:
    """e**-|x| I1(x)."""
    value = np.copysign(_roughly(np.abs(x)), x)
    return Rough(value, np.abs(value) * _RELATIVE)
