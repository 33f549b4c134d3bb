"""Exponential, trigonometric and hyperbolic functions of complex numbers, each part within 0.6 ULP of complex128.

(R1) Real functions of the parts are pairs with a power of two beside them, so that products and quotients are rounded
     once, at the end, and nothing over- or underflows before. Formulas: see `complex_exp`.
(R2) sinh x is x (1 + x**2/6 + ...) for |x| < 1/4, sine x is x below 2**-30: their smallness is in the power of two.

Rank-1 arrays; what infinities and NaN give is the callers' business.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from . import double_double as dd
from .correct_rounding import Scaled, scaled, to_nearest
from .double_double import Pair
from .float64_angles import sin_cos_pair
from .float64_exp import exp_pair
from .lanes import Parts

_ENDLESS = 1600.0
"""Powers of e of more than this overflow beside any factor, of less than minus this vanish beside all up to 1."""

_ROUGH = 2.0**-30
_FLAT = 20.0
"""Beyond this tanh differs from 1 by less than half a unit."""


def exp(x: np.ndarray, y: np.ndarray) -> Parts:
    """(e**x cos y, e**x sin y)."""
    sine, cosine = _sin_cos(y)
    power = _power(x)
    return _rounded(_times(power, cosine)), _rounded(_times(power, sine))


def sinh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sinh x cos y, cosh x sin y)."""
    (sine, cosine), (rise, height) = _sin_cos(y), _sinh_cosh(x)
    return _rounded(_times(rise, cosine)), _rounded(_times(height, sine))


def cosh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(cosh x cos y, sinh x sin y)."""
    (sine, cosine), (rise, height) = _sin_cos(y), _sinh_cosh(x)
    return _rounded(_times(height, cosine)), _rounded(_times(rise, sine))


def tanh(x: np.ndarray, y: np.ndarray) -> Parts:
    """(sinh x cosh x, sin y cos y) / (sinh(x)**2 + cos(y)**2); beyond |x| = 20, (1, 4 sin y cos y e**(-2 |x|))."""
    (sine, cosine), (rise, height) = _sin_cos(y), _sinh_cosh(np.clip(x, -_FLAT, _FLAT))
    along, across = _plain(rise), _plain(cosine)
    below = dd.add(dd.multiply(along, along), dd.multiply(across, across))
    turned = _times(sine, cosine)
    re, im = _rounded(_over(_times(rise, height), below)), _rounded(_over(turned, below))
    large = np.abs(x) > _FLAT
    if not large.any():
        return re, im
    fallen = _rounded(_times(_power(-2 * np.abs(x)), turned._replace(exponent=turned.exponent + 2)))
    return np.where(large, np.copysign(1.0, x), re), np.where(large, fallen, im)


def expm1(x: np.ndarray, y: np.ndarray) -> Parts:
    """(expm1(x) cos y - 2 sin(y/2)**2, e**x sin y). The difference is exact to 2**-60 of its terms."""
    sine, cosine = _sin_cos(y)
    power = _power(x)
    half = sin_cos_pair(y / 2)[0]
    drop = dd.multiply(half, Pair(2 * half.high, 2 * half.low))
    re = dd.subtract(dd.multiply(_expm1(np.clip(x, -_ENDLESS, _STEEP)), Pair(cosine.high, cosine.low)), drop).high
    steep = x > _STEEP
    if steep.any():
        re = np.where(steep, _rounded(_times(power, cosine)), re)
    return re, _rounded(_times(power, sine))


def logistic(x: np.ndarray, y: np.ndarray) -> Parts:
    """With w = e**-|x| and D = (1 - w)**2 + 4 w cos(y/2)**2: real part ((1 - w) + 2 w cos(y/2)**2) / D for x >= 0 and
    w (cos y + w) / D for x < 0, imaginary part w sin y / D. The sum is exact to 2**-60 of its terms."""
    size = np.minimum(np.abs(x), _ENDLESS)
    sine, cosine = _sin_cos(y)
    w, half = _power(-size), sin_cos_pair(y / 2)[1]
    plain = _plain(w)
    rest, near = dd.negative(_expm1(-size)), dd.multiply(plain, dd.multiply(half, half))
    below = dd.add(dd.multiply(rest, rest), Pair(4 * near.high, 4 * near.low))
    right = scaled(dd.add(rest, Pair(2 * near.high, 2 * near.low)))
    left = _times(w, scaled(dd.add(Pair(cosine.high, cosine.low), plain)))
    negative = x < 0
    re = np.where(negative, _rounded(_over(left, below)), _rounded(_over(right, below)))
    return re, _rounded(_over(_times(w, sine), below))


def _expm1(x: np.ndarray) -> Pair:
    """e**x - 1 for x < 700; relative error of at most 2**-60."""
    small = np.abs(x) < 2.0**-8
    power, exponent = exp_pair(x)
    difference = dd.add_float(dd.scale(power, exponent), -1.0)
    series = dd.fast_two_sum(x, x * x * dd.polynomial(x, _EXPM1_SERIES))
    return dd.select(small, series, difference)


_STEEP = 50.0
"""From here on 1 does not count beside e**x."""

_EXPM1_SERIES = [1 / factorial(n) for n in range(2, 10)]


def _rounded(x: Scaled) -> np.ndarray:
    return to_nearest(x, np.dtype(np.float64))


def _times(x: Scaled, y: Scaled) -> Scaled:
    product = dd.multiply(Pair(x.high, x.low), Pair(y.high, y.low))
    return _with_zeros(product, x.exponent + y.exponent, x.high * y.high)


def _over(x: Scaled, y: Pair) -> Scaled:
    return _with_zeros(dd.divide(Pair(x.high, x.low), y), x.exponent, x.high / y.high)


def _with_zeros(x: Pair, exponent: np.ndarray | int, rough: np.ndarray) -> Scaled:
    """x * 2**exponent; where it is zero, of the sign of a rough result. (Sums of pairs know but one zero.)"""
    zero = rough == 0
    return scaled(Pair(np.where(zero, rough, x.high), x.low), np.where(zero, 0, exponent))


def _plain(x: Scaled) -> Pair:
    return dd.scale(Pair(x.high, x.low), np.asarray(x.exponent))


def _power(x: np.ndarray) -> Scaled:
    """e**x."""
    return scaled(*exp_pair(np.clip(x, -_ENDLESS, _ENDLESS)))


def _sin_cos(y: np.ndarray) -> tuple[Scaled, Scaled]:
    """Sine and cosine of any angle; relative error of at most 2**-60 (R2)."""
    sine, cosine = sin_cos_pair(y)
    small = np.abs(y) < _ROUGH
    if not small.any():
        return scaled(sine), scaled(cosine)
    mantissa, exponent = np.frexp(y)
    return scaled(dd.select(small, dd.pair(mantissa), sine), np.where(small, exponent, 0)), scaled(cosine)


def _sinh_cosh(x: np.ndarray) -> tuple[Scaled, Scaled]:
    """Hyperbolic sine and cosine; relative error of at most 2**-58 (R2)."""
    size = np.minimum(np.abs(x), _ENDLESS)
    power, exponent = exp_pair(size)
    inverse = dd.scale(dd.divide(dd.pair(np.ones_like(x)), power), -2 * exponent)
    difference, sums = dd.subtract(power, inverse), dd.add(power, inverse)
    square = size * size
    mantissa, place = np.frexp(size)
    series = dd.fast_two_sum(mantissa, mantissa * square * dd.polynomial(square, _SINH_SERIES))
    small = size < 0.25
    rise = dd.select(small, series, difference)
    negative = np.signbit(x)
    rise = dd.select(negative, dd.negative(rise), rise)
    return scaled(rise, np.where(small, place, exponent - 1)), scaled(sums, exponent - 1)


_SINH_SERIES = [1 / factorial(n) for n in range(3, 17, 2)]
