"""The error function, its complement and its inverse, for real floats of every type and any shape.

(R1) erf x = 2/sqrt(pi) times the integral of e**(-t**2) from 0 to x; erfc x = 1 - erf x; erf_inv inverts erf.
(R2) Zeros give themselves (erfc: 1), infinities the limits: erf 1 with their sign, erfc 0 and 2. erf_inv is infinite,
     with its sign, at 1 and -1, and NaN beyond.
(R3) Rounding: see `correct_rounding`.

erf is its power series (DLMF 7.6.1) for |x| < 1/2. From there on erfc is e**(-x**2) w(x), with w, the scaled
complement, from local series: w' = 2 x w - 2/sqrt(pi) gives the coefficients about c from the first one,
(k + 1) w[k+1] = 2 c w[k] + 2 w[k-1], in fixed point.

erf_inv starts with Winitzki's approximation ("A handy approximation for the error function and its inverse", 2008;
error 0.002) and makes three steps of Halley's method, which triples the digits; the last takes its residual from the
double-double functions: erf(x) - |y|, or from x = 1/2 on (1 - |y|) - erfc(x), where 1 - |y| is exact.
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

_LAST = 28.0  # erfc of this and of more is below half of the least float64
_SMALL = 0.5
_RELATIVE = 2.0**-44  # error of the float64 functions here, with a margin


@cache
def _sqrt_pi() -> int:
    return isqrt(pi_scaled(fixed.BITS) << fixed.BITS)


@cache
def _half_sqrt_pi() -> Pair:
    return constant(_sqrt_pi() // 2)


@cache
def _erf_series() -> PowerSeries:
    """erf(x) / x as a series in x**2."""
    slope = fixed.divide(2 * fixed.ONE, _sqrt_pi())
    return ps.power_series([(-1) ** k * slope // (factorial(k) * (2 * k + 1)) for k in range(17)], 6)


# The scaled complement ------------------------------------------------------------------------------------------------


@cache
def _complement_series() -> LocalSeries:
    return local_series.tabulate(_SMALL, 32.0, _complement_about)


def _complement_about(centre: Fraction) -> list[int]:
    """Taylor coefficients of w. Errors of the first grow as e**(x**2) does: by 50 bits at the largest centre."""
    c = fixed.exactly(float(centre))
    slope = fixed.divide(2 * fixed.ONE, _sqrt_pi())
    terms = [_scaled_complement(c)]
    terms.append(2 * fixed.multiply(c, terms[0]) - slope)
    for k in range(1, local_series.TERMS - 1):
        terms.append(2 * (fixed.multiply(c, terms[k]) + terms[k - 1]) // (k + 1))
    return terms


def _scaled_complement(x: int) -> int:
    """w(x) = e**(x**2) erfc(x): from the series of e**(x**2) erf(x) (DLMF 7.6.2) or a continued fraction (7.9.1)."""
    square = fixed.multiply(x, x)
    if x < 4 * fixed.ONE:
        power, twos = fixed.exp(square)
        term, total, k = 2 * fixed.divide(x, _sqrt_pi()), 0, 1
        while term:
            total += term
            term, k = 2 * fixed.multiply(term, square) // (2 * k + 1), k + 1
        return (power << twos) - total
    tail = x
    for k in range(60 + 8000 * fixed.ONE // square, 0, -1):
        tail = x + fixed.divide(k * fixed.ONE // 2, tail)
    return fixed.divide(fixed.divide(fixed.ONE, _sqrt_pi()), tail)


# Double-double --------------------------------------------------------------------------------------------------------


def _erf_small(x: np.ndarray) -> Pair:
    """erf(x) / x for |x| < 1/2."""
    return ps.evaluate(_erf_series(), dd.two_product(x, x))


def _erfc_large(x: np.ndarray) -> Scaled:
    """erfc(x) for x >= 1/2."""
    x = np.minimum(x, _LAST)
    power, exponent = exp_pair(dd.negative(dd.two_product(x, x)))
    return scaled(dd.multiply(power, local_series.evaluate(_complement_series(), x)), exponent)


def _erfc_pair(size: np.ndarray) -> Pair:
    """erfc(size) for size >= 1/2, zero where it is below 2**-300."""
    high, low, exponent = _erfc_large(size)
    return dd.scale(Pair(high, low), np.where(exponent < -300, -2000, exponent))


def _erf_precise(x: np.ndarray) -> Scaled:
    result, exponent = Pair(np.empty_like(x), np.empty_like(x)), np.zeros(x.shape, np.int64)
    small = np.abs(x) < _SMALL
    mantissa, shift = np.frexp(x[small])  # subnormal numbers too
    near = dd.multiply_float(_erf_small(x[small]), mantissa)
    far = dd.add_float(dd.negative(_erfc_pair(np.abs(x[~small]))), 1.0)
    sign = np.sign(x[~small])
    for part, inner, outer in zip(result, near, far, strict=True):
        part[small], part[~small] = inner, outer * sign
    exponent[small] = shift
    return scaled(result, exponent)


def _erfc_precise(x: np.ndarray) -> Scaled:
    high, low, exponent = _erfc_large(np.maximum(x, _SMALL))
    exponent = np.array(exponent)
    small, below = np.abs(x) < _SMALL, x <= -_SMALL
    near = dd.multiply_float(_erf_small(x[small]), x[small])
    high[small], low[small] = dd.add_float(dd.negative(near), 1.0)
    high[below], low[below] = dd.add_float(dd.negative(_erfc_pair(-x[below])), 2.0)
    exponent[small | below] = 0
    return Scaled(high, low, exponent)


def _erf_inv_precise(y: np.ndarray) -> Scaled:
    size = np.abs(y)
    tiny = size < 2.0**-30
    shift = np.where(tiny, np.frexp(size)[1], 0)
    x = _erf_inv_roughly(size, 2)
    residual = Pair(np.empty_like(y), np.empty_like(y))
    small = x < _SMALL
    near = dd.add_float(dd.multiply_float(_erf_small(x[small]), x[small]), -size[small])
    far = dd.subtract(Pair(1 - size[~small], np.zeros(np.count_nonzero(~small))), _erfc_pair(x[~small]))
    for part, inner, outer in zip(residual, near, far, strict=True):
        part[small], part[~small] = inner, outer
    result = dd.two_sum(x, -_halley(x, residual.high))
    head = ldexp(size, -shift)
    linear = dd.multiply_float(_half_sqrt_pi(), head)
    linear = dd.add_float(linear, linear.high * (np.pi / 12) * size * size)
    high, low = dd.select(tiny, linear, result)
    sign = np.sign(y)
    return Scaled(high * sign, low * sign, shift)


# float64 --------------------------------------------------------------------------------------------------------------


def _erf_small_roughly(x: np.ndarray) -> np.ndarray:
    return ps.roughly(_erf_series(), x * x, terms=12) * x


def _erfc_large_roughly(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, _SMALL, _LAST)
    return np.exp(-x * x) * local_series.roughly(_complement_series(), x)


def _erf_inv_roughly(y: np.ndarray, steps: int) -> np.ndarray:
    """erf_inv(y) for 0 <= y < 1."""
    logarithm = np.log1p(-y) + np.log1p(y)
    half = 2 / (np.pi * 0.147) + logarithm / 2
    x = np.sqrt(np.maximum(np.sqrt(half * half - logarithm / 0.147) - half, 0))
    x = np.where(y < 0.1, y * (np.sqrt(np.pi) / 2) * (1 + np.pi / 12 * y * y), x)
    for _ in range(steps):
        residual = np.where(x < _SMALL, _erf_small_roughly(x) - y, (1 - y) - _erfc_large_roughly(x))
        x = x - _halley(x, residual)
    return x


def _halley(x: np.ndarray, residual: np.ndarray) -> np.ndarray:
    """What to take from x, given erf(x) - y; the second derivative of erf is -2 x times the first."""
    step = residual * np.exp(x * x) * (np.sqrt(np.pi) / 2)
    return step / (1 + x * step)


# Functions ------------------------------------------------------------------------------------------------------------


def _odd_limits(x: np.ndarray) -> Settled:
    """erf of zeros, infinities and NaN."""
    return Settled((x == 0) | ~np.isfinite(x), np.clip(x, -1, 1))


def _complement_limits(x: np.ndarray) -> Settled:
    """erfc of infinities and NaN."""
    return Settled(~np.isfinite(x), 1 - np.clip(x, -1, 1))


def _inverse_limits(y: np.ndarray) -> Settled:
    """erf_inv of zeros, of 1 and -1, and of what is no value of erf."""
    size = np.abs(y)
    return Settled((y == 0) | ~(size < 1), np.where(size == 1, np.copysign(np.inf, y), np.where(y == 0, y, np.nan)))


@correctly_rounded(_erf_precise, _odd_limits)
def erf(x: np.ndarray) -> Rough:
    """The error function, odd, from -1 to 1."""
    small = np.abs(x) < _SMALL
    value = np.where(small, _erf_small_roughly(x), np.copysign(1 - _erfc_large_roughly(np.abs(x)), x))
    return Rough(value, np.abs(value) * _RELATIVE)


@correctly_rounded(_erfc_precise, _complement_limits)
def erfc(x: np.ndarray) -> Rough:
    """1 - erf(x) without cancellation, from 2 down to 0."""
    large = _erfc_large_roughly(np.abs(x))
    value = np.where(np.abs(x) < _SMALL, 1 - _erf_small_roughly(x), np.where(x < 0, 2 - large, large))
    return Rough(value, value * _RELATIVE)


@correctly_rounded(_erf_inv_precise, _inverse_limits)
def erf_inv(y: np.ndarray) -> Rough:
    """The number whose erf is y, for -1 < y < 1."""
    value = np.copysign(_erf_inv_roughly(np.abs(y), 2), y)
    return Rough(value, np.abs(value) * 2.0**-40)
