"""Exponential, trigonometric and hyperbolic functions of complex numbers.

(R1) Each part is a product or quotient of real functions without cancellation, except the real parts of `expm1` and
     `logistic`, which have zeros within the plane; near those they are computed to 90 bits. Pairs of floats to the end
     (`complex_precise`) make each part right to 0.6 ULP of complex128.
(R2) Powers of e that leave the range are taken in two factors, so that a result that fits is never lost.
(R3) Special values of `sin`, `cos`, `tan` and `tanh` are those of C99 Annex G.6 for csinh, ccosh and ctanh (with the
     zeros of C17 DR 471), by sin z = -i sinh iz, cos z = cosh iz, tan z = -i tanh iz. Zeros of the imaginary part
     keep their sign.
(R4) `exp`, `expm1` and `logistic` of numbers with infinite or NaN imaginary part are NaN in both parts, also where
     the real part is infinite. There C99 has (0, 0) or (infinity, NaN) for cexp; XLA and StableHLO's own math tests
     have NaN.

Formulas: Abramowitz and Stegun 4.3.55 to 4.3.57 and 4.5.49 to 4.5.51; Kahan, "Branch cuts for complex elementary
functions" (1987). The tail of `tanh` keeps its imaginary part until it underflows.
"""

from __future__ import annotations

import numpy as np

from . import complex_precise, double_double as dd, extended, float64
from .double_double import Pair
from .lanes import Parts, Rough, planewise, repair

_SAFE = 708.0  # e**x is finite and normal up to here
_SPARE = 2.0**-20  # how far a float64 sum of the parts of complex64 may cancel


def _usual(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where no part is zero, infinite or NaN, and e**x stays in range."""
    return (np.abs(x) < _SAFE) & (x != 0) & (y != 0) & (np.abs(y) < np.inf)


def _rough_exp(x: np.ndarray, y: np.ndarray) -> Rough:
    size = np.exp(x)
    return size * np.cos(y), size * np.sin(y), _usual(x, y)


def _rough_sinh(x: np.ndarray, y: np.ndarray) -> Rough:
    return np.sinh(x) * np.cos(y), np.cosh(x) * np.sin(y), _usual(x, y)


def _rough_cosh(x: np.ndarray, y: np.ndarray) -> Rough:
    return np.cosh(x) * np.cos(y), np.sinh(x) * np.sin(y), _usual(x, y)


def _rough_tanh(x: np.ndarray, y: np.ndarray) -> Rough:
    rise, sine, cosine = np.sinh(x), np.sin(y), np.cos(y)
    below = rise * rise + cosine * cosine
    return rise * np.cosh(x) / below, sine * cosine / below, _usual(x, y) & (np.abs(x) < 20)


def _rough_sin(x: np.ndarray, y: np.ndarray) -> Rough:
    return np.sin(x) * np.cosh(y), np.cos(x) * np.sinh(y), _usual(y, x)


def _rough_cos(x: np.ndarray, y: np.ndarray) -> Rough:
    return np.cos(x) * np.cosh(y), -np.sin(x) * np.sinh(y), _usual(y, x)


def _rough_tan(x: np.ndarray, y: np.ndarray) -> Rough:
    im, re, sure = _rough_tanh(-y, x)
    return re, -im, sure


@planewise(rough=_rough_exp)
def exp(x: np.ndarray, y: np.ndarray) -> Parts:
    """e**z = e**x (cos y, sin y)."""
    re, im = complex_precise.exp(x, y)
    return re, np.where(y == 0, y, im)


def _exp_times(x: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """e**x * factor (R2)."""
    result, beyond = float64.exp(x) * factor, np.abs(x) >= _SAFE
    if not beyond.any():
        return result
    half = float64.exp(x / 2)
    return np.where(beyond, half * factor * half, result)


def _expm1(x: np.ndarray, y: np.ndarray) -> Parts:
    """`expm1` of complex128."""
    re, im = complex_precise.expm1(x, y)
    return _repaired_expm1(re, np.where(y == 0, y, im), 2.0**-6, x, y)


def _rough_expm1(x: np.ndarray, y: np.ndarray) -> Rough:
    """Not sure where the two terms of the real part cancel."""
    half = np.sin(y / 2)
    rise, drop = np.expm1(x) * np.cos(y), 2 * half * half
    re = rise - drop
    return re, np.exp(x) * np.sin(y), _usual(x, y) & (np.abs(re) > (np.abs(rise) + drop) / 32)


@planewise(_expm1, _rough_expm1)
def expm1(x: np.ndarray, y: np.ndarray) -> Parts:
    """e**z - 1 = (expm1(x) cos y - 2 sin(y/2)**2, e**x sin y)."""
    cosine, half = float64.cos(y), float64.sin(y / 2)
    rise, drop = float64.expm1(x) * cosine, 2 * half * half
    re = np.where(x < _SAFE, rise - drop, _exp_times(x, cosine))
    im = np.where(y == 0, y, _exp_times(x, float64.sin(y)))
    return _repaired_expm1(re, im, _SPARE, x, y)


def _repaired_expm1(re: np.ndarray, im: np.ndarray, share: float, x: np.ndarray, y: np.ndarray) -> Parts:
    """`expm1` with the real parts computed again that are smaller than `share` of what they are the difference of."""
    re = np.where(y == 0, float64.expm1(x), re)
    cancelled = (np.abs(re) < share * (1 - float64.cos(y))) & (x > 0) & (x < 50) & np.isfinite(y)
    return repair((re, im), cancelled, _expm1_precisely, x, y, im)


def _expm1_precisely(x: np.ndarray, y: np.ndarray, im: np.ndarray) -> Parts:
    """expm1 near the curve e**x cos y = 1, with the same two terms to 90 bits."""
    half, cosine = extended.sin_cos(_pair(y / 2))[0], extended.sin_cos(_pair(y))[1]
    drop = dd.multiply(half, Pair(2 * half.high, 2 * half.low))
    return dd.subtract(dd.multiply(extended.expm1(_pair(x)), cosine), drop).high, im


def _logistic(x: np.ndarray, y: np.ndarray) -> Parts:
    """`logistic` of complex128."""
    re, im = complex_precise.logistic(x, y)
    return _repaired_logistic(re, np.where(y == 0, y, im), 2.0**-6, x, y)


def _rough_logistic(x: np.ndarray, y: np.ndarray) -> Rough:
    """(a + bi) / (a**2 + b**2) with a = 1 + e**-x cos y, b = e**-x sin y; not sure where the terms of a cancel."""
    size = np.exp(-x)
    turned = size * np.cos(y)
    a, b = 1 + turned, size * np.sin(y)
    square = a * a + b * b
    return a / square, b / square, _usual(x, y) & (np.abs(x) < 300) & (np.abs(a) > (1 + np.abs(turned)) / 16)


@planewise(_logistic, _rough_logistic)
def logistic(x: np.ndarray, y: np.ndarray) -> Parts:
    """1 / (1 + e**-z), by the formulas of `complex_precise.logistic`."""
    size = np.abs(x)
    w, rest = float64.exp(-size), -float64.expm1(-size)
    half, (sine, cosine) = float64.cos(y / 2), float64.sin_cos(y)
    near = w * half * half
    square = rest * rest + 4 * near
    re = np.where(x < 0, _exp_times(x, (cosine + w) / square), (rest + 2 * near) / square)
    im = np.where(y == 0, y, _exp_times(-size, sine / square))
    return _repaired_logistic(re, im, _SPARE, x, y)


def _repaired_logistic(re: np.ndarray, im: np.ndarray, share: float, x: np.ndarray, y: np.ndarray) -> Parts:
    """`logistic` with the real parts computed again whose sum cos y + e**x is smaller than `share` of its terms."""
    power = float64.exp(x)
    cancelled = (x < 0) & (x > -50) & (np.abs(float64.cos(y) + power) < share * power)
    return repair((re, im), cancelled, _logistic_precisely, x, y, im)


def _logistic_precisely(x: np.ndarray, y: np.ndarray, im: np.ndarray) -> Parts:
    """logistic near the curve e**x = -cos y, to 90 bits."""
    mantissa, exponent = extended.exp(_pair(x))
    power = dd.scale(mantissa, exponent)
    sums, half = dd.add(extended.sin_cos(_pair(y))[1], power), extended.sin_cos(_pair(y / 2))[1]
    rest = extended.expm1(_pair(x))
    near = dd.multiply(power, dd.multiply(half, half))
    square = dd.add(dd.multiply(rest, rest), Pair(4 * near.high, 4 * near.low))
    return dd.divide(dd.multiply(power, sums), square).high, im


def _pair(x: np.ndarray) -> Pair:
    return Pair(x, np.zeros_like(x))


@planewise(rough=_rough_sin)
def sin(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sin x cosh y, cos x sinh y)."""
    im, re = _sinh(-y, x)
    return re, -im


@planewise(rough=_rough_cos)
def cos(x: np.ndarray, y: np.ndarray) -> Parts:
    """(cos x cosh y, -sin x sinh y)."""
    return _cosh(-y, x)


@planewise(rough=_rough_tan)
def tan(x: np.ndarray, y: np.ndarray) -> Parts:
    """sin z / cos z."""
    im, re = _tanh(-y, x)
    return re, -im


@planewise(rough=_rough_tanh)
def tanh(x: np.ndarray, y: np.ndarray) -> Parts:
    """sinh z / cosh z."""
    return _tanh(x, y)


@planewise(rough=_rough_sinh)
def sinh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sinh x cos y, cosh x sin y)."""
    return _sinh(x, y)


@planewise(rough=_rough_cosh)
def cosh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(cosh x cos y, sinh x sin y)."""
    return _cosh(x, y)


def _sinh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sinh x cos y, cosh x sin y)."""
    re, im = complex_precise.sinh(x, y)
    wild = ((x == 0) | np.isinf(x)) & ~np.isfinite(y)
    return np.where(wild, x, re), np.where(y == 0, y, im)


def _cosh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(cosh x cos y, sinh x sin y)."""
    re, im = complex_precise.cosh(x, y)
    zero = np.copysign(0.0, x) * np.copysign(1.0, float64.sin(y))
    re = np.where(np.isinf(x) & ~np.isfinite(y), np.inf, re)
    return re, np.where((x == 0) | (y == 0), zero, im)


def _tanh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sinh x cosh x, sin y cos y) / (sinh(x)**2 + cos(y)**2)."""
    re, im = complex_precise.tanh(x, y)
    undefined, infinite = ~np.isfinite(y), np.isinf(x)
    re = np.where(undefined & ~infinite, np.where(x == 0, x, np.nan), re)
    im = np.where(infinite, np.copysign(0.0, np.where(undefined, y, float64.sin(2 * y))), im)
    return re, np.where(y == 0, y, im)
