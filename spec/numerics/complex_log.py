"""Logarithms and arc tangents of complex numbers.

(R1) ln|z| near |z| = 1 is log1p(x**2 + y**2 - 1) / 2 with the sum in threefold precision, so it is accurate next to
     its zeros (Hull, Fairgrieve and Tang, "Implementing complex elementary functions using exception handling", TOMS
     1994); elsewhere it is the logarithm of the modulus, scaled where that would over- or underflow.
(R2) Arguments are in (-pi, pi], and -pi for negative x with y = -0 (C99 Annex G.6.3.2; Kahan 1987).
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd, float64, float64_angles
from .constants import pi_scaled, pieces
from .double_double import Pair
from .float64_log import log1p_pair, log_pair
from .lanes import Parts, Rough, exponents, ldexp, planewise

_NEAR = 2.0**25
"""From here on the rounding of 1 + x moves the logarithm of it by less than 1/32 ULP."""

_FAR = 2.0**60
"""Beside numbers of this size 1 makes no difference."""


def _rough_log(x: np.ndarray, y: np.ndarray) -> Rough:
    """Not sure next to the zeros of ln|z|, and of what has no logarithm. Squares of complex64 parts are in range."""
    square = x * x + y * y
    return np.log(square) / 2, np.arctan2(y, x), (square > 0) & (np.abs(square - 1) > 0.1) & (square < np.inf)


@planewise(rough=_rough_log)
def log(x: np.ndarray, y: np.ndarray) -> Parts:
    """(ln|z|, arg z) (R1, R2)."""
    return log_modulus(x, y), float64.arctan2(y, x)


def _rough_log1p(x: np.ndarray, y: np.ndarray) -> Rough:
    """Not sure where the terms of |1 + z|**2 - 1 cancel, nor next to -1."""
    right = 1 + x
    along, square = x * (2 + x), y * y
    excess = along + square
    sure = (np.abs(excess) > (np.abs(along) + square) / 64) & (excess > -0.99) & (excess < np.inf)
    return np.log1p(excess) / 2, np.arctan2(y, right), sure


@planewise(rough=_rough_log1p)
def log1p(x: np.ndarray, y: np.ndarray) -> Parts:
    """ln(1 + z), without the rounding of 1 + x: ln|1 + z| is log1p(2x + x**2 + y**2) / 2 where that could matter."""
    right = dd.two_sum(x, 1.0)
    near = (np.maximum(np.abs(x), np.abs(y)) < _NEAR) & ((x < -2) | (x > -0.5))
    a, b = np.where(near, x, 0.0), np.where(near, y, 0.0)
    d = dd.total([2 * a, *dd.two_product(a, a), *dd.two_product(b, b)])
    re = np.where(near, log1p_pair(d).high / 2, log_modulus(right.high, y))
    im, mixed = float64.arctan2(y, right.high), (right.low != 0) & (np.abs(x) < _FAR)
    if mixed.any():
        im[mixed] = _angle_of_sum(y[mixed], Pair(right.high[mixed], right.low[mixed]))
    return np.where((y == 0) & (x > -1), float64.log1p(x), re), im


def _angle_of_sum(y: np.ndarray, right: Pair) -> np.ndarray:
    """The angle of (right, y) where `right` has more digits than a float, so that it is not near zero."""
    size = np.abs(y)
    usual = np.clip(size, 2.0**-300, 2.0**300)
    angle = float64_angles.angle(dd.pair(usual), right)
    thin = right.high > size * 2.0**60  # the angle is the quotient
    mantissa, exponent = np.frexp(size)
    quotient = dd.divide(dd.pair(mantissa), right).high
    return np.copysign(np.where(thin, ldexp(quotient, exponent), angle.high), y)


def log_modulus(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """ln|z| (R1)."""
    largest = np.maximum(np.abs(x), np.abs(y))
    near = (largest > 0.5) & (largest < 2)
    shift = exponents(x, y)
    a, b = ldexp(x, -shift), ldexp(y, -shift)
    square = dd.dot(a, a, b, b)
    usual = (square.high > 0) & np.isfinite(largest)
    re = log_pair(dd.select(usual, square, dd.pair(np.ones_like(x))), 2 * shift).high / 2
    if near.any():
        re = np.where(near, log1p_pair(square_minus_one(np.where(near, x, 1.0), np.where(near, y, 0.0))).high / 2, re)
    return np.where(usual, re, np.where(largest == 0, -np.inf, np.where(np.isinf(x) | np.isinf(y), np.inf, np.nan)))


def square_minus_one(x: np.ndarray, y: np.ndarray) -> Pair:
    """x**2 + y**2 - 1."""
    return dd.total([*dd.two_product(x, x), *dd.two_product(y, y), np.full_like(x, -1.0)])


@planewise()
def atan2(c: np.ndarray, d: np.ndarray, a: np.ndarray, b: np.ndarray) -> Parts:
    """-i ln((x + i y) / sqrt(x**2 + y**2)) for y = c + i d and x = a + i b.

    With p = x + i y and q = x - i y the root is sqrt(p q), so the imaginary part is ln(|q| / |p|) / 2, where
    |q|**2 - |p|**2 = 4 (a d - b c), and the real part is arg(p conj(q)) / 2 up to a multiple of pi. Where an operand
    is not finite the result is that of real operands if both are real, else NaN.
    """
    scale = -np.maximum(exponents(a, b), exponents(c, d))
    a1, b1, c1, d1 = (ldexp(part, scale) for part in (a, b, c, d))
    p, q = float64.hypot(a1 - d1, b1 + c1), float64.hypot(a1 + d1, b1 - c1)
    excess = _sum_of_products((a1, d1), (-b1, c1))
    more = excess.high > 0
    shorter = dd.two_sum(a1, np.where(more, -d1, d1)), dd.two_sum(b1, np.where(more, c1, -c1))
    im = np.copysign(_quarter_log1p(excess, shorter, np.where(more, p, q)), excess.high)
    across = _sum_of_products((a1, c1), (b1, d1))
    along = _sum_of_products((a1, a1), (b1, b1), (-c1, c1), (-d1, d1))
    half = _half_angle(Pair(2 * across.high, 2 * across.low), along)
    first, second = float64.arctan2(b1 + c1, a1 - d1), float64.arctan2(b1 - c1, a1 + d1)
    both = first + second  # arg(x**2 + y**2) up to a turn; which one, near the cut, the sign of its imaginary part says
    cut = np.abs(np.abs(both) - np.pi) < np.pi / 2
    below = dd.dot(a1, b1, c1, d1).high < 0
    around = np.where(cut, np.where(both > 0, below, below - 1.0), np.rint(both / (2 * np.pi)))
    rough = (first - second) / 2 + np.pi * around
    turn = np.rint((rough - half.high) / np.pi)
    outside = (half.high * turn > 0) | ((turn == -1) & (half.high == 0))
    whole = np.where(outside, -turn, turn)
    pi = Pair(*(np.full_like(whole, part) for part in pieces(pi_scaled(320), 320, (53, 53))))
    re = np.where(whole == 0, half.high, dd.add(half, dd.multiply_float(pi, whole)).high)
    real = (b == 0) & (d == 0)
    return np.where(real, float64.arctan2(c, a), re), np.where(real & ~np.isnan(a) & ~np.isnan(c), 0.0, im)


def _sum_of_products(*factors: tuple[np.ndarray, np.ndarray]) -> Pair:
    """The sum of the products of pairs of floats."""
    sums = dd.total([part for one, other in factors for part in dd.two_product(one, other)])
    plain = sum(one * other for one, other in factors)
    return dd.select(sums.high == 0, dd.pair(np.asarray(plain) * 0), sums)


def _quarter_log1p(excess: Pair, legs: tuple[Pair, Pair], hypotenuse: np.ndarray) -> np.ndarray:
    """ln(1 + 4 |excess| / (the sum of the squares of the legs)) / 4."""
    sign = np.copysign(1.0, excess.high)
    above = Pair(4 * sign * excess.high, 4 * sign * excess.low)
    ratio = dd.divide(above, dd.add(*(dd.multiply(leg, leg) for leg in legs)))
    usual = (ratio.high < 2.0**400) & (hypotenuse > 2.0**-200)
    near = log1p_pair(dd.select(usual, ratio, dd.pair(np.ones_like(sign)))).high / 4
    near = np.where(ratio.high < 2.0**-60, ratio.high / 4, near)
    return np.where(usual, near, float64.log1p(above.high / np.square(hypotenuse)) / 4)


def _half_angle(y: Pair, x: Pair) -> Pair:
    """Half the angle of (x, y)."""
    down = -exponents(x.high, y.high)
    y, x = dd.scale(y, down), dd.scale(x, down)
    sign = np.copysign(1.0, y.high)
    size = Pair(sign * y.high, sign * y.low)
    thin = (size.high < 2.0**-60 * x.high) & (size.high > 0)
    usual = (size.high > 0) & np.isfinite(x.high) & np.isfinite(y.high)
    one = dd.pair(np.ones_like(sign))
    steep = dd.select(size.high < 2.0**-300, Pair(2.0**-300 * one.high, one.low), size)
    angle = float64_angles.angle(dd.select(usual & ~thin, steep, one), dd.select(usual & ~thin, x, one))
    found = dd.select(thin, dd.divide(size, dd.select(thin, x, one)), angle)
    half = Pair(sign * found.high / 2, sign * found.low / 2)
    return dd.select(usual, half, dd.pair(float64.arctan2(y.high, x.high) / 2))
