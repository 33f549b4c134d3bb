"""Roots and the hypotenuse in float64, made of IEEE operations only (R1 of `float64_exp`), on rank-1 arrays.

Each root is computed roughly and corrected with an exact residual, so that it is within 0.51 ULP.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .lanes import exponents, head, ldexp, replaced
from .rough import cube_root


def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root."""
    size = np.abs(x)
    result = np.copysign(_cbrt(size), x)
    return replaced(result, ~((size > _SMALL) & (size < _LARGE)), _cbrt_of_rest, x)


def _cbrt(x: np.ndarray) -> np.ndarray:
    """Cube roots of usual x > 0, from one of 17 bits, whose cube is exact, and the series of (x / cube)**(1/3)."""
    root = (cube_root(x, steps=1).view(np.int64) & -(1 << 36)).view(np.float64)
    cube = root * root
    cube *= root
    rest = x - cube
    rest /= cube
    rise = dd.polynomial(rest, [1 / 3, -1 / 9, 5 / 81, -10 / 243])
    rise *= rest
    rise *= root
    root += rise
    return root


def _cbrt_of_rest(x: np.ndarray) -> np.ndarray:
    """Cube roots of very small and very large numbers, zeros, infinities and NaN."""
    return replaced(x.copy(), (x != 0) & np.isfinite(x), _cbrt_of_scaled, x)


def _cbrt_of_scaled(x: np.ndarray) -> np.ndarray:
    """Cube roots of finite numbers but zero, brought next to 1 first."""
    mantissa, exponent = np.frexp(x)
    third = exponent // 3
    return ldexp(np.copysign(_cbrt(np.abs(ldexp(mantissa, exponent - 3 * third))), x), third)


_SMALL, _LARGE = 2.0**-1000, 2.0**1000
"""Between these nothing on the way to a root over- or underflows."""


def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x); infinity with its sign for zeros."""
    return replaced(_rsqrt(x), ~((x > _SMALL) & (x < _LARGE)), _rsqrt_of_rest, x)


def _rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x) for usual numbers, from a root of 26 bits and a series of (x root**2)**(-1/2). All products that are
    next to 1 are exact."""
    root = np.sqrt(x)
    root = head(np.divide(1, root, out=root))
    square = root * root
    high, x_high = head(square), head(x)
    square -= high
    x_low = x - x_high
    rest = high * x_high
    np.subtract(1, rest, out=rest)
    high *= x_low
    rest -= high
    x_high *= square
    rest -= x_high
    x_low *= square
    rest -= x_low
    rise = dd.polynomial(rest, [1 / 2, 3 / 8])
    rise *= rest
    rise *= root
    root += rise
    return root


def _rsqrt_of_rest(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x) of very small and very large numbers, zeros, infinities, negative numbers and NaN."""
    return replaced(1 / np.sqrt(x), (x > 0) & (x < np.inf), _rsqrt_of_scaled, x)


def _rsqrt_of_scaled(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x) of positive numbers, brought next to 1 first."""
    half = np.frexp(x)[1] >> 1
    return ldexp(_rsqrt(ldexp(x, -2 * half)), -half)


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
