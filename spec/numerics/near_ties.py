"""Elementary functions to some 90 bits, for the few results that lie next to a tie of the type they are rounded to.

A result in float64 is off by a few units in its last place, so whether it lies above or below the middle of two values
of a narrower type may be left open. There the function is computed again, as a sum of two floats, and rounded to odd
first: then rounding to the narrower type gives what rounding the exact value would give (Ziv, "Fast evaluation of
elementary mathematical functions with correctly rounded last bit", TOMS 1991; Boldo and Melquiond 2008).

Functions take rank-1 arrays of float64 that hold finite values of a type of at most 32 bits at which the result is an
ordinary number.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd, extended
from .double_double import Pair
from .float64_roots import cbrt as rough_cbrt

_EXACT = 2.0**-86
"""A power this close to a float64 is taken for it: exact ones come out so, and next to no others."""


def exp(x: np.ndarray) -> Pair:
    """e**x."""
    return dd.scale(*extended.exp(dd.pair(x)))


def expm1(x: np.ndarray) -> Pair:
    """e**x - 1."""
    return extended.expm1(dd.pair(x))


def log(x: np.ndarray) -> Pair:
    """Natural logarithm."""
    return extended.log(dd.pair(x))


def log1p(x: np.ndarray) -> Pair:
    """ln(1 + x)."""
    return extended.log1p(dd.pair(x))


def rsqrt(x: np.ndarray) -> Pair:
    """1 / sqrt(x)."""
    return dd.divide(dd.pair(np.ones_like(x)), dd.sqrt(dd.pair(x)))


def cbrt(x: np.ndarray) -> Pair:
    """Real cube root."""
    root = rough_cbrt(x)
    square = dd.two_product(root, root)
    rest = dd.subtract(dd.pair(x), dd.multiply_float(square, root)).high
    return dd.fast_two_sum(root, rest / (3 * square.high))


def sin(x: np.ndarray) -> Pair:
    """Sine."""
    return extended.sin_cos(dd.pair(x))[0]


def cos(x: np.ndarray) -> Pair:
    """Cosine."""
    return extended.sin_cos(dd.pair(x))[1]


def tan(x: np.ndarray) -> Pair:
    """Tangent."""
    return dd.divide(*extended.sin_cos(dd.pair(x)))


def sinh(x: np.ndarray) -> Pair:
    """Hyperbolic sine, from d = e**x - 1: (d + d / (1 + d)) / 2."""
    rise = expm1(x)
    return _half(dd.add(rise, dd.divide(rise, dd.add_float(rise, 1.0))))


def cosh(x: np.ndarray) -> Pair:
    """Hyperbolic cosine."""
    power = exp(x)
    return _half(dd.add(power, dd.divide(dd.pair(np.ones_like(x)), power)))


def tanh(x: np.ndarray) -> Pair:
    """Hyperbolic tangent, from d = e**2x - 1: d / (d + 2)."""
    rise = expm1(2 * x)
    return dd.divide(rise, dd.add_float(rise, 2.0))


def logistic(x: np.ndarray) -> Pair:
    """1 / (1 + e**-x)."""
    return dd.divide(dd.pair(np.ones_like(x)), dd.add_float(exp(-x), 1.0))


def asinh(x: np.ndarray) -> Pair:
    """Inverse hyperbolic sine."""
    return _with_sign(extended.log1p(_asinh_excess(np.abs(x))), x)


def acosh(x: np.ndarray) -> Pair:
    """Inverse hyperbolic cosine."""
    return extended.log1p(_acosh_excess(x))


def atanh(x: np.ndarray) -> Pair:
    """Inverse hyperbolic tangent."""
    return _with_sign(_half(extended.log1p(_atanh_excess(np.abs(x)))), x)


def atan(x: np.ndarray) -> Pair:
    """Arc tangent."""
    return extended.arctan2(dd.pair(x), dd.pair(np.ones_like(x)))


def asin(x: np.ndarray) -> Pair:
    """Arc sine."""
    return extended.arctan2(dd.pair(x), dd.sqrt(_cathetus(x)))


def acos(x: np.ndarray) -> Pair:
    """Arc cosine."""
    return extended.arctan2(dd.sqrt(_cathetus(x)), dd.pair(x))


def atan2(y: np.ndarray, x: np.ndarray) -> Pair:
    """The angle of the point (x, y); next to the positive abscissa, y / x less a third of its cube."""
    thin = np.abs(y) < x * 2.0**-40
    quotient = y / x
    product = dd.two_product(quotient, x)
    rest = ((y - product.high) - product.low) / x - quotient * quotient * quotient / 3
    return dd.select(thin, Pair(quotient, rest), extended.arctan2(dd.pair(np.where(thin, x, y)), dd.pair(x)))


def power(base: np.ndarray, exponent: np.ndarray) -> Pair:
    """base ** exponent, with the sign of the base for odd exponents."""
    found = extended.exp(dd.multiply_float(extended.log(dd.pair(np.abs(base))), exponent))
    result = dd.scale(*found)
    result = Pair(result.high, np.where(np.abs(result.low) < np.abs(result.high) * _EXACT, 0.0, result.low))
    negative = (base < 0) & (np.abs(np.fmod(exponent, 2)) == 1)
    return dd.select(negative, dd.negative(result), result)


def _half(x: Pair) -> Pair:
    return Pair(x.high / 2, x.low / 2)


def _with_sign(x: Pair, signs: np.ndarray) -> Pair:
    """x >= 0 with the signs of other numbers."""
    return dd.select(np.signbit(signs), dd.negative(x), x)


def _cathetus(x: np.ndarray) -> Pair:
    """(1 - x) (1 + x)."""
    return dd.multiply(dd.two_sum(-x, 1.0), dd.two_sum(x, 1.0))


def _asinh_excess(x: np.ndarray) -> Pair:
    """e**asinh(x) - 1 for x >= 0."""
    square = dd.two_product(x, x)
    root = dd.sqrt(dd.add_float(square, 1.0))
    return dd.add_float(dd.divide(square, dd.add_float(root, 1.0)), x)


def _acosh_excess(x: np.ndarray) -> Pair:
    """e**acosh(x) - 1 for x >= 1."""
    d = dd.two_sum(x, -1.0)
    return dd.add(d, dd.sqrt(dd.multiply(d, dd.add_float(d, 2.0))))


def _atanh_excess(x: np.ndarray) -> Pair:
    """e**(2 atanh(x)) - 1 for 0 <= x < 1."""
    return dd.divide(dd.pair(2 * x), dd.two_sum(-x, 1.0))
