"""Exponential, logarithm, sine, cosine and arc tangent of double-double numbers, to about 95 bits.

For results that lose digits by cancellation afterwards (complex functions near their zeros), and for those that lie
next to a tie of the type to which they are rounded. Table-driven argument reduction as in Tang (TOMS 1989 and 1990),
first terms of each series in double-double, the rest in float64. Rank-1 arrays, finite arguments.
"""

from __future__ import annotations

import math
from functools import cache
from math import factorial

import numpy as np

from . import double_double as dd, fixed_point
from .constants import EXP_STEPS, exp_table, ln2_pieces, pi_scaled, pieces
from .double_double import Pair
from .float64_angles import angle, reduce
from .lanes import mantissa_and_exponent

_LOG_STEPS = 256


def exp(x: Pair) -> tuple[Pair, np.ndarray]:
    """e**x as (m, k) with value m * 2**k and m between 0.99 and 2.01, for |x| < 2**20; relative error about 2**-102."""
    base, rise, exponent = _exp_parts(x)
    return dd.add(base, dd.multiply(base, rise)), exponent


def expm1(x: Pair) -> Pair:
    """e**x - 1 for |x| < 700; relative error about 2**-90."""
    base, rise, exponent = _exp_parts(x)
    power = dd.scale(dd.add(base, dd.multiply(base, rise)), exponent)
    unit = (base.high == 1) & (exponent == 0)
    return dd.select(unit, rise, dd.add_float(power, -1.0))


def _exp_parts(x: Pair) -> tuple[Pair, Pair, np.ndarray]:
    """b, r and k with e**x = b * (1 + r) * 2**k.

    x = (k * STEPS + j) * ln 2 / STEPS + s, so e**x = 2**k * 2**(j / STEPS) * e**s.
    """
    steps = np.rint(x.high * (EXP_STEPS / ln2_pieces()[0]))
    turns = steps / EXP_STEPS
    first, second, third = ln2_pieces()
    r = dd.add(Pair(x.high - turns * first, x.low), dd.two_sum(-turns * second, -turns * third))
    square = r.high * r.high
    tail = dd.polynomial(r.high, [1 / factorial(n) for n in range(5, 11)]) * (square * square * r.high)
    rise = dd.add(dd.multiply(r, _reciprocal(24)), _reciprocal(6))
    rise = dd.add_float(dd.multiply(r, dd.add_float(dd.multiply(r, rise), 0.5)), 1.0)
    rise = dd.add_float(dd.multiply(rise, r), tail)
    whole = steps.astype(np.int64)
    leading, trailing = exp_table()
    return Pair(leading[whole % EXP_STEPS], trailing[whole % EXP_STEPS]), rise, whole // EXP_STEPS


def log(x: Pair, scale: np.ndarray | int = 0) -> Pair:
    """ln(x 2**scale) for positive x; relative error about 2**-90, also next to 1.

    x = 2**k * m, and a short reciprocal c of m leaves d = m c - 1 with |d| < 2**-7; c is 1 for m near 1.
    """
    exponent = mantissa_and_exponent(x.high)[1]
    m = dd.scale(x, -exponent)
    place = np.rint(m.high * _LOG_STEPS).astype(np.intp) - _LOG_STEPS // 2
    reciprocal, leading, trailing = (np.take(column, place) for column in _log_table())
    d = dd.add_float(dd.multiply_float(m, reciprocal), -1.0)
    first, second, third = ln2_pieces()
    twos = (exponent + scale).astype(np.float64)
    base = dd.add(dd.add_float(dd.two_sum(twos * first, twos * second), twos * third), Pair(leading, trailing))
    return dd.add(base, log1p_small(d))


@cache
def _log_table() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Reciprocals c of j / _LOG_STEPS between 1/2 and 3/2, rounded to 12 bits, and ln(1 / c) in two parts."""
    reciprocals = [round(4096 * _LOG_STEPS / j) for j in range(_LOG_STEPS // 2, _LOG_STEPS + _LOG_STEPS // 2)]
    logs = [fixed_point.to_floats(fixed_point.log((fixed_point.ONE << 12) // c)) for c in reciprocals]
    high, low = (np.array([math.ldexp(one[part], one[2]) for one in logs]) for part in (0, 1))
    return np.array(reciprocals) / 4096, high, low


def log1p(d: Pair, scale: np.ndarray | int = 0) -> Pair:
    """ln((1 + d) 2**scale) for 1 + d > 0; relative error about 2**-90, also for small d where scale is 0."""
    small = (np.abs(d.high) < 2.0**-8) & (np.asarray(scale) == 0)
    return dd.select(small, log1p_small(d), log(dd.add_float(d, 1.0), scale))


def log1p_small(d: Pair) -> Pair:
    """ln(1 + d) for |d| < 2**-7, as 2 artanh(d / (2 + d)); relative error about 2**-95."""
    s = dd.divide(d, dd.add_float(d, 2.0))
    square = dd.multiply(s, s)
    tail = dd.polynomial(square.high, [1 / n for n in range(5, 17, 2)]) * (square.high * square.high)
    rise = dd.add_float(dd.multiply(square, _reciprocal(3)), tail)
    doubled = Pair(2 * s.high, 2 * s.low)
    return dd.add(doubled, dd.multiply(doubled, rise))


def sin_cos(angle: Pair, eighths: np.ndarray | float = 0.0) -> tuple[Pair, Pair]:
    """Sine and cosine of angle + eighths * pi/4, for any finite angle and |eighths| < 2**50.

    Relative error about 2**-90 unless a large `angle.low` (angle.high above 2**53) meets the zeros of the function.
    """
    quarters, r = reduce(angle.high)
    more, rest = reduce(angle.low)
    whole = np.rint(eighths / 2)
    odd = _multiple_of_half_pi((eighths - 2 * whole) / 2)  # between -pi/4 and pi/4
    r = dd.add(dd.add(r, rest), odd)
    extra = np.rint(r.high * (2 / np.pi))
    r = dd.subtract(r, _multiple_of_half_pi(extra))
    quadrant = (quarters + more + np.fmod(whole, 4) + extra).astype(np.int64) % 4
    sine, cosine = _sin_small(r), _cos_small(r)
    swap, flip = quadrant % 2 == 1, quadrant >= 2
    turned_sine, turned_cosine = dd.select(swap, cosine, sine), dd.select(swap, sine, cosine)
    flip_cosine = (quadrant == 1) | (quadrant == 2)
    return _flip(turned_sine, flip), _flip(turned_cosine, flip_cosine)


def arctan2(y: Pair, x: Pair) -> Pair:
    """The angle of the point (x, y), in float64 and corrected once; relative error about 2**-95.

    Magnitudes between 2**-300 and 2**300, or zero for one of the two.
    """
    rough = np.copysign(angle(Pair(np.abs(y.high), y.low), x).high, y.high)
    sine, cosine = sin_cos(Pair(rough, np.zeros_like(rough)))
    across = dd.subtract(dd.multiply(y, cosine), dd.multiply(x, sine))
    along = dd.add(dd.multiply(x, cosine), dd.multiply(y, sine))
    return dd.add_float(dd.divide(across, along), rough)


def _multiple_of_half_pi(n: np.ndarray | float) -> Pair:
    """n pi/2 for small n."""
    high, low = pieces(pi_scaled(320), 321, (53, 53))
    return dd.multiply_float(Pair(np.asarray(high), np.asarray(low)), n)


def _sin_small(r: Pair) -> Pair:
    """sin r for |r| < 1, Taylor: relative error about 2**-95."""
    square = dd.multiply(r, r)
    value = dd.polynomial(square.high, [(-1) ** (n // 2) / factorial(n) for n in range(15, 29, 2)])
    sums = Pair(value, np.zeros_like(value))
    for n in range(13, 1, -2):
        sums = dd.add(dd.multiply(sums, square), _reciprocal((-1) ** (n // 2) * factorial(n)))
    return dd.add(r, dd.multiply(dd.multiply(sums, square), r))


def _cos_small(r: Pair) -> Pair:
    """cos r for |r| < 1, Taylor: absolute error about 2**-100."""
    square = dd.multiply(r, r)
    value = dd.polynomial(square.high, [(-1) ** (n // 2) / factorial(n) for n in range(16, 30, 2)])
    sums = Pair(value, np.zeros_like(value))
    for n in range(14, 0, -2):
        sums = dd.add(dd.multiply(sums, square), _reciprocal((-1) ** (n // 2) * factorial(n)))
    return dd.add_float(dd.multiply(sums, square), 1.0)


def _reciprocal(n: int) -> Pair:
    """1 / n in double-double."""
    bits = 200 + abs(n).bit_length()
    high, low = pieces((1 << bits) // abs(n), bits, (53, 53))
    return Pair(np.asarray(high if n > 0 else -high), np.asarray(low if n > 0 else -low))


def _flip(x: Pair, condition: np.ndarray) -> Pair:
    """-x where the condition holds, x elsewhere."""
    sign = np.where(condition, -1.0, 1.0)
    return Pair(x.high * sign, x.low * sign)
