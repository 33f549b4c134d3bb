"""Sine, cosine and tangent of float64, made of IEEE operations only (R1 of `float64_exp`), on rank-1 arrays.

(R2) x = n pi/256 + r with |r| <= pi/512. Multiples of the first two pieces of pi are exact, and r is a pair of floats.
(R3) With s and c, sine and cosine of the n-th angle from a table, sin x is s + r + ((c - 1) r + s (cos r - 1) +
     c (sin r - r)): all but s + r, whose rounding error is kept, is so small that its own errors hardly matter (Gal and
     Bachelis, "An accurate elementary mathematical library for the IEEE floating point standard", TOMS 1991).
(R4) With t, the tangent of the n-th angle, and u = tan r, tan x is t + u + t u (t + u) / (1 - t u).

Errors are below 0.54 ULP (0.53 up to 2**13).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from . import double_double as dd
from .constants import ANGLE_STEPS, pi_scaled, pieces, sine_table, tangent_table
from .economized import economized
from .float64_angles import sin_cos_pair
from .lanes import one_nan, replaced, to_whole

_LARGE = 2.0**13
"""Up to here multiples of the pieces of pi are exact."""
_TINY = 2.0**-27

Reduced = tuple[np.ndarray, np.ndarray, np.ndarray]
"""n (R2) in the last bits of integers, and r as leading and trailing part."""


def sin(x: np.ndarray) -> np.ndarray:
    """Sine of radians, whatever their size; NaN for infinities."""
    return _sin(x, *_reduced(x))


def cos(x: np.ndarray) -> np.ndarray:
    """Cosine of radians, whatever their size; NaN for infinities."""
    return _cos(x, *_reduced(x))


def sin_cos(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sine and cosine."""
    reduced = _reduced(x)
    return _sin(x, *reduced), _cos(x, *reduced)


def _sin(x: np.ndarray, n: np.ndarray, r: np.ndarray, low: np.ndarray) -> np.ndarray:
    result, size = _wave(n, r, low), np.abs(x)
    result = replaced(result, size < _TINY, lambda x: x * (1 - x * x / 6), x)
    return replaced(result, ~(size <= _LARGE), lambda x: one_nan(sin_cos_pair(x)[0].high), x)


def _cos(x: np.ndarray, n: np.ndarray, r: np.ndarray, low: np.ndarray) -> np.ndarray:
    result = _wave(n + ANGLE_STEPS // 2, r, low)
    return replaced(result, ~(np.abs(x) <= _LARGE), lambda x: one_nan(sin_cos_pair(x)[1].high), x)


def _reduced(x: np.ndarray) -> Reduced:
    """n and r (R2) for |x| <= _LARGE."""
    first, second, third = _pi_pieces()
    n, turns = to_whole(x * (ANGLE_STEPS / np.pi))
    rest = turns * first
    np.subtract(x, rest, out=rest)
    r, low = dd.two_sum_over(rest, turns * -second)
    turns *= third
    low -= turns
    return n, r, low


@cache
def _pi_pieces() -> tuple[float, ...]:
    """pi / ANGLE_STEPS in three floats; multiples up to 2**20 of the first two are exact."""
    return pieces(pi_scaled(320), 320 + ANGLE_STEPS.bit_length() - 1, (33, 33, 53))


def _wave(n: np.ndarray, r: np.ndarray, low: np.ndarray) -> np.ndarray:
    """The sine of n pi/256 + r (R3); its sign is that of every second half turn."""
    leading, trailing, dents = sine_table()
    place = n & (ANGLE_STEPS - 1)
    sine = np.take(leading, place)
    square = r * r
    rise = dd.polynomial(square, _rise_series())
    rise *= square
    rise *= r
    rise += low  # sin r - r
    turn = r + rise
    turn *= np.take(dents, place)
    rise -= turn
    fall = dd.polynomial(square, _fall_series())
    fall *= square
    fall *= sine
    rise += fall
    rise += np.take(trailing, place)
    result, lost = dd.fast_two_sum_over(sine, r)
    rise += lost
    result += rise
    signs = n + ANGLE_STEPS // 2
    signs >>= ANGLE_STEPS.bit_length() - 1
    signs <<= 63
    signs ^= result.view(np.int64)
    return signs.view(np.float64)


_BOUND = np.pi / (2 * ANGLE_STEPS)


@cache
def _rise_series() -> list[float]:
    """(sin(r) - r) / r**3 in powers of r**2."""
    return economized([-1 / 6, 1 / 120, -1 / 5040, 1 / 362880], 0.0, _BOUND**2, 2)


@cache
def _fall_series() -> list[float]:
    """(cos(r) - 1) / r**2 in powers of r**2."""
    return economized([-1 / 2, 1 / 24, -1 / 720, 1 / 40320], 0.0, _BOUND**2, 3)


def tan(x: np.ndarray) -> np.ndarray:
    """Tangent of radians, whatever their size; NaN for infinities."""
    n, r, low = _reduced(x)
    leading, trailing = tangent_table()
    half = ANGLE_STEPS // 2
    place = n & (half - 1)
    tangent = np.take(leading, place)
    square = r * r
    rise = dd.polynomial(square, _tangent_series())
    rise *= square
    rise *= r
    rise += low  # tan r - r
    small = r + rise
    quotient = tangent + small
    small *= tangent
    quotient *= small
    np.subtract(1.0, small, out=small)
    quotient /= small
    rise += quotient
    rise += np.take(trailing, place)
    total, lost = dd.fast_two_sum_over(tangent, r)
    rise += lost
    result, rest = dd.fast_two_sum_over(total, rise)
    turned = dd.reciprocal(result, rest).view(np.int64)  # the cotangent, where n has an odd number of quarter turns
    turned ^= _SIGN
    n += half // 2
    n <<= 64 - half.bit_length()
    n >>= 63
    bits = result.view(np.int64)
    turned ^= bits
    turned &= n
    bits ^= turned
    size = np.abs(x)
    result = replaced(result, size < _TINY, lambda x: x * (1 + x * x / 3), x)
    return replaced(result, ~(size <= _LARGE), lambda x: dd.quotient(*sin_cos_pair(x)), x)


_SIGN = np.int64(-(2**63))


@cache
def _tangent_series() -> list[float]:
    """(tan(r) - r) / r**3 in powers of r**2."""
    return economized([1 / 3, 2 / 15, 17 / 315, 62 / 2835], 0.0, _BOUND**2, 3)
