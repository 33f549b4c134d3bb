"""Roots and the hypotenuse in float64, made of IEEE operations only (R1 of `float64_exp`), on rank-1 arrays.

Each root is computed roughly and corrected by one Newton step with an exact residual, so that it is within 0.51 ULP.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .lanes import exponents, ldexp, mantissa_and_exponent


def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root."""
    mantissa, exponent = np.frexp(x)
    third = exponent // 3
    scaled = ldexp(mantissa, exponent - 3 * third)
    root = _rough_cbrt(np.abs(scaled))
    square = dd.two_product(root, root)
    cube = dd.multiply_float(square, root)
    rest = (np.abs(scaled) - cube.high) - cube.low
    corrected = np.copysign(ldexp(root + rest / (3 * square.high), third), x)
    return np.where((x == 0) | ~np.isfinite(x), x, corrected)


def _rough_cbrt(x: np.ndarray) -> np.ndarray:
    """The cube root of numbers between 1/2 and 4 to some 45 bits: a parabola and three steps of Newton's method."""
    root = 0.56 + x * (0.5 - 0.06 * x)
    for _ in range(3):
        square = root * root
        root = root - (square * root - x) / (3 * square)
    return root


def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x); infinity with its sign for zeros."""
    mantissa, exponent = mantissa_and_exponent(x)
    half = exponent >> 1
    exponent &= 1
    exponent <<= 52
    exponent += mantissa.view(np.int64)
    scaled = exponent.view(np.float64)  # between sqrt(1/2) and 2 sqrt(2)
    root = np.sqrt(scaled)
    np.divide(1, root, out=root)
    rest = _rest(scaled, root)
    rest *= root
    rest *= 0.5
    root += rest
    half <<= 52
    np.subtract(root.view(np.int64), half, out=half)
    corrected = half.view(np.float64)
    usual = (x > 0) & (x < np.inf)
    return corrected if usual.all() else np.where(usual, corrected, 1 / np.sqrt(x))


def _rest(x: np.ndarray, root: np.ndarray) -> np.ndarray:
    """1 - x root**2, which is next to zero, in steps of which all that matter are exact (Dekker's products)."""
    high, low = _halves(root)
    square = root * root
    lost = high * high
    lost -= square
    high *= low
    lost += high
    lost += high
    low *= low
    lost += low  # with `square`, all of it
    product = x * square
    high, low = _halves(square)
    x_high, x_low = _halves(x)
    error = x_high * high
    error -= product
    high *= x_low
    error += high
    x_high *= low
    error += x_high
    low *= x_low
    error += low
    lost *= x
    error += lost
    rest = 1 - product
    rest -= error
    return rest


def _halves(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """x as a sum of a number of 26 bits and one of 27."""
    high = (x.view(np.int64) & ~0x7FFFFFF).view(np.float64)
    return high, x - high


def hypot(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """sqrt(x**2 + y**2), without overflow or underflow on the way; infinite if an operand is, even beside NaN."""
    shift = exponents(x, y)
    a, b = ldexp(x, -shift), ldexp(y, -shift)
    square = dd.dot(a, a, b, b)
    root = np.sqrt(square.high)
    product = dd.two_product(root, root)
    rest = ((square.high - product.high) - product.low) + square.low
    corrected = root + rest / np.where(root == 0, 1.0, 2 * root)
    return np.where(np.isinf(x) | np.isinf(y), np.inf, ldexp(corrected, shift))
