"""Functions of float64 that numpy does not give within 1 ULP on every machine, on rank-1 arrays.

Each result is computed to some 65 bits and rounded once, so that it is within 0.51 ULP.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .double_double import Pair
from .extended import exp_float
from .lanes import ldexp


def tanh(x: np.ndarray) -> np.ndarray:
    """(e**2x - 1) / (e**2x + 1) in double-double; the first terms of Taylor's series for |x| < 1/32."""
    size = np.minimum(np.abs(x), 25.0)
    mantissa, exponent = exp_float(2 * size)
    power = dd.scale(mantissa, exponent)
    quotient = dd.divide(dd.add_float(power, -1.0), dd.add_float(power, 1.0)).high
    square = x * x
    slope = (((62 / 2835 - 1382 / 155925 * square) * square - 17 / 315) * square + 2 / 15) * square - 1 / 3
    return np.copysign(np.where(size < 1 / 32, np.abs(x + x * square * slope), quotient), x)


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e**-x): with E = e**-|x|, 1 / (1 + E) for x >= 0 and E / (1 + E) for x < 0."""
    mantissa, exponent = exp_float(-np.minimum(np.abs(x), 800.0))
    power = dd.scale(mantissa, exponent)
    one = Pair(np.ones_like(x), np.zeros_like(x))
    negative = x < 0
    quotient = dd.divide(dd.select(negative, mantissa, one), dd.add_float(power, 1.0)).high
    return np.where(np.isnan(x), x, ldexp(quotient, np.where(negative, exponent, 0)))


def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root: numpy's, corrected by one Newton step with an exact residual."""
    mantissa, exponent = np.frexp(x)
    third = exponent // 3
    scaled = ldexp(mantissa, exponent - 3 * third)
    root = np.cbrt(scaled)
    square = dd.two_product(root, root)
    cube = dd.multiply_float(square, root)
    rest = (scaled - cube.high) - cube.low
    corrected = ldexp(root + rest / (3 * square.high), third)
    return np.where((x == 0) | ~np.isfinite(x), x, corrected)


def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x), corrected by one Newton step with an exact residual; infinity with its sign for zeros."""
    mantissa, exponent = np.frexp(x)
    half = exponent // 2
    scaled = ldexp(mantissa, exponent - 2 * half)
    rough = 1 / np.sqrt(scaled)
    product = dd.multiply_float(dd.two_product(rough, rough), scaled)
    rest = (1 - product.high) - product.low
    corrected = ldexp(rough + rough * rest / 2, -half)
    return np.where((x == 0) | ~np.isfinite(x), 1 / np.sqrt(x), corrected)
