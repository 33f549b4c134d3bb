"""Inverse trigonometric functions of float64, and sine and cosine as pairs of floats: of IEEE operations only (R1 of
`float64_exp`).

(R2) Angles are reduced by multiples of pi/2 to a pair r of floats with |r| <= pi/4, exactly enough for any float64
     (Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM 1983, with integers for large angles).
(R3) sin r = r + r s p(s) and cos r = 1 + s q(s) with s = r**2; the first two terms are pairs.
(R4) arctan(y / x) for 0 <= y <= x is arctan c + arctan((y - c x) / (x + c y)) with c = i / 64 next to y / x, from a
     table, of which there is one for each octant.

Errors are below 0.52 ULP. Rank-1 arrays.
"""

from __future__ import annotations

from functools import cache
from math import factorial

import numpy as np

from . import double_double as dd
from .constants import ARCTAN_STEPS, WHOLE, arctan_table, half_pi_pieces, octant_table, pi_scaled, pieces
from .double_double import Pair
from .economized import economized
from .lanes import exponents, head, ldexp, replaced

_LARGE = 2.0**20
"""Up to here multiples of the pieces of pi/2 are exact."""

_POINT = 1300
"""Binary places of the integers that reduce larger angles; float64 reaches to 2**1024."""

_ROUGH = 2.0**-30


def sin_cos_pair(x: np.ndarray) -> tuple[Pair, Pair]:
    """Sine and cosine of radians, whatever their size; relative error about 2**-60. |x| >= 2**-400, or zero."""
    quarters, r = reduce(x)
    square = _square(r)
    sine, cosine = _sin_small(r, square), _cos_small(square)
    turned = np.fmod(quarters, 2) != 0
    first, second = dd.select(turned, cosine, sine), dd.select(turned, sine, cosine)
    back = (quarters == 1) | (quarters == 2)
    return dd.select(quarters > 1, dd.negative(first), first), dd.select(back, dd.negative(second), second)


def _square(r: Pair) -> Pair:
    high, low = dd.two_product(r.high, r.high)
    return Pair(high, low + 2 * r.high * r.low)


_SIXTH_REST = -1 / 6 / 2**54
"""What is left of -1/6 once it has been rounded: it is 0.0101... in binary."""

_SIN_SERIES = [(-1) ** (n // 2) / factorial(n) for n in range(5, 21, 2)]
_COS_SERIES = [(-1) ** (n // 2) / factorial(n) for n in range(4, 20, 2)]


def _sin_small(r: Pair, square: Pair) -> Pair:
    """sin r for |r| < 1 (R3); relative error about 2**-60."""
    slope = dd.polynomial(square.high, _SIN_SERIES)
    inner = dd.fast_two_sum(np.full_like(r.high, -1 / 6), _SIXTH_REST + square.high * slope)
    return dd.add(r, dd.multiply(dd.multiply(square, inner), r))


def _cos_small(square: Pair) -> Pair:
    """The cosine of the root of `square`, below 1 (R3); error about 2**-60."""
    inner = dd.fast_two_sum(np.full_like(square.high, -0.5), square.high * dd.polynomial(square.high, _COS_SERIES))
    return dd.add_float(dd.multiply(square, inner), 1.0)


def reduce(y: np.ndarray) -> tuple[np.ndarray, Pair]:
    """y = n pi/2 + r with |r| <= pi/4 (a little more at the border): n modulo 4, from 0 to 3 as floats, and r (R2)."""
    n = np.rint(y * (2 / np.pi))
    first, second, third, fourth = half_pi_pieces()
    r = dd.add(dd.two_sum(y - n * first, -n * second), dd.two_sum(-n * third, -n * fourth))
    quarters = n - 4 * np.floor(n / 4)
    large = np.abs(y) > _LARGE
    if large.any():
        large &= np.isfinite(y)
        quarters[large], r.high[large], r.low[large] = _reduce_large(y[large])
    return quarters, r


def _reduce_large(y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`reduce` for large y, by division of Python integers, which numpy keeps in arrays of objects."""
    mantissa, exponent = np.frexp(y)
    scaled = ldexp(mantissa, 53).astype(np.int64).astype(object) << (exponent + (_POINT - 53)).astype(object)
    half_pi = pi_scaled(_POINT + 64) >> 65
    n = (2 * scaled + half_pi) // (2 * half_pi)
    rest = (scaled - n * half_pi) >> (_POINT - 200)
    high = rest.astype(np.float64)
    low = (rest - np.frompyfunc(int, 1, 1)(high)).astype(np.float64)
    return (n % 4).astype(np.float64), ldexp(high, -200), ldexp(low, -200)


def atan(x: np.ndarray) -> np.ndarray:
    """Arc tangent, between -pi/2 and pi/2."""
    return arctan2(x, np.ones_like(x))


def asin(x: np.ndarray) -> np.ndarray:
    """Arc sine, between -pi/2 and pi/2: the angle of (sqrt(1 - x**2), x). NaN where |x| > 1."""
    size = np.abs(x)
    root = _other_side(x)
    return np.copysign(_angle_with_root(size, root, size > root.high, np.zeros(x.shape, np.int64)), x)


def acos(x: np.ndarray) -> np.ndarray:
    """Arc cosine, between 0 and pi: the angle of (x, sqrt(1 - x**2)). NaN where |x| > 1."""
    size = np.abs(x)
    root = _other_side(x)
    return np.abs(_angle_with_root(size, root, root.high > size, x.view(np.int64) >> 63))


def _other_side(x: np.ndarray) -> Pair:
    """sqrt(1 - x**2), to 2**-100: the exact square, and what is missing from the root of that; NaN where |x| > 1."""
    square = x * x
    rest = 1 - square
    low = 1 - rest
    low -= square
    low += dd.missing(square, x, x)
    return dd.sqrt_over(*dd.fast_two_sum_over(rest, low))


def _angle_with_root(size: np.ndarray, root: Pair, steep: np.ndarray, left: np.ndarray) -> np.ndarray:
    """The angle of a point of which one coordinate is that root; `left` is -1 or 0."""
    small = root.low * (root.high < size)
    lows = small, root.low - small
    sides = np.minimum(size, root.high), np.maximum(size, root.high)
    return _octant_angle(*sides, steep.astype(np.int64), left, lows)


def arctan2(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The angle of the point (x, y), from -pi to pi, with the sign of y."""
    a, b = np.abs(x), np.abs(y)
    large, small = np.maximum(a, b), np.minimum(a, b)
    left, steep = x.view(np.int64) >> 63, (b > a).astype(np.int64)  # left is -1 or 0
    result = _octant_angle(small, large, steep, left)
    result = replaced(result, ~((small > 2.0**-300) & (large < 2.0**300)), _arctan2_of_rest, b, x)
    return np.copysign(result, y)


def _octant_angle(
    small: np.ndarray,
    large: np.ndarray,
    steep: np.ndarray,
    left: np.ndarray,
    lows: tuple[np.ndarray, np.ndarray] | None = None,
) -> np.ndarray:
    """The angle of a point of the upper half plane, by its coordinates' sizes and octant (R4). `lows` are second parts
    of the sizes.

    All that is not rounded to 53 bits is kept: arctan c and what is added to it, or subtracted, are pairs.
    """
    c = small / large
    c += WHOLE / ARCTAN_STEPS
    place = c.view(np.int64) & (2 * ARCTAN_STEPS - 1)
    c -= WHOLE / ARCTAN_STEPS
    high = head(large)
    high_c, low_c = c * high, c * (large - high)
    above, top = dd.fast_two_sum_over(small - high_c, -low_c)  # their sum is small - c large
    high = head(small)
    high_c, low_c = c * high, c * (small - high)
    product = c * small
    high_c -= product
    low_c += high_c
    along, bottom = dd.fast_two_sum(large, product)
    bottom += low_c  # along + bottom is large + c small
    if lows is not None:
        top += lows[0] - c * lows[1]
        bottom += lows[1] + c * lows[0]
    u = above / along
    rest = dd.missing(above, u, along)
    rest += top
    bottom *= u
    rest -= bottom
    rest /= along
    square = u * u
    rise = dd.polynomial(square, _arctan_series())
    rise *= square
    rise *= u
    rise += rest
    sign = (steep + left) << 63  # between two octants angles are measured from the other side
    u, rise = ((part.view(np.int64) ^ sign).view(np.float64) for part in (u, rise))
    steep -= 2 * left
    steep *= ARCTAN_STEPS + 1
    place += steep
    leading, trailing = octant_table()
    base = np.take(leading, place)
    result, lost = dd.fast_two_sum_over(base, u)
    rise += lost
    rise += np.take(trailing, place)
    result += rise
    return result


@cache
def _arctan_series() -> list[float]:
    """(arctan(u) - u) / u**3 in powers of u**2 for |u| <= 1 / (2 ARCTAN_STEPS)."""
    return economized([-1 / 3, 1 / 5, -1 / 7, 1 / 9, -1 / 11], 0.0, 1 / (2 * ARCTAN_STEPS) ** 2, 3)


def _arctan2_of_rest(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The angle of the point (x, y) for y >= 0, from 0 to pi, of very different and very large or small coordinates,
    zeros, infinities and NaN."""
    scale = -exponents(x, y)
    far, near = np.isinf(x), np.isinf(y)  # an infinite part is 1 beside 0, or beside 1 if both are
    a = np.where(far | near, np.where(far, np.copysign(1.0, x), 0.0), ldexp(x, scale))
    b = np.where(far | near, np.where(near, 1.0, 0.0), ldexp(y, scale))
    b = np.where(np.isnan(x) | np.isnan(y), np.nan, b)
    sizes, turned = np.abs(a), (a < 0) | ((a == 0) & (np.signbit(x)))
    thin = ~turned & (b < sizes * _ROUGH)  # the angle is the quotient, which may be subnormal
    usual = thin | (b == 0) | np.isnan(b)
    result = angle(dd.pair(np.where(usual, 1.0, b)), dd.pair(np.where(usual, 1.0, a))).high
    result = np.where(b == 0, np.where(turned, np.pi, 0.0), result)
    result = np.where(np.isnan(b), np.nan, result)
    if thin.any():
        quotient = y / np.where(thin, x, 1.0)
        result = np.where(thin, np.where(far, 0.0, quotient), result)
    return result


def angle(y: Pair, x: Pair) -> Pair:
    """The angle of the point (x, y) for y >= 0, from 0 to pi; relative error about 2**-67 (R4).

    Magnitudes between 2**-300 and 2**300, or zero for one of the two.
    """
    left = x.high < 0
    x = dd.select(left, dd.negative(x), x)
    steep = y.high > x.high
    top, bottom = dd.select(steep, x, y), dd.select(steep, y, x)
    index = np.rint(top.high / bottom.high * ARCTAN_STEPS)
    index = np.where(np.isnan(index), 0.0, index)
    c = index * (1 / ARCTAN_STEPS)
    above = dd.subtract(top, dd.multiply_float(bottom, c))
    along = dd.add(bottom, dd.multiply_float(top, c))
    u = dd.divide(above, along)
    square = u.high * u.high
    small = dd.fast_two_sum(u.high, u.low + u.high * square * dd.polynomial(square, _ATAN_SERIES))
    leading, trailing = arctan_table()
    place = index.astype(np.int64)
    total = dd.add(Pair(leading[place], trailing[place]), small)
    total = dd.select(steep, dd.subtract(_multiple_of_pi(1, 2), total), total)
    return dd.select(left, dd.subtract(_multiple_of_pi(1, 1), total), total)


_ATAN_SERIES = [(-1) ** (n // 2) / n for n in range(3, 13, 2)]


def _multiple_of_pi(numerator: int, denominator: int) -> Pair:
    """pi numerator / denominator, as scalars."""
    high, low = pieces(numerator * pi_scaled(320) // denominator, 320, (53, 53))
    return Pair(np.asarray(high), np.asarray(low))
