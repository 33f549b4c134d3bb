"""Powers of complex numbers: z**w = e**(w ln z), each part within 0.51 ULP (0.75 if it is subnormal).

(R1) With z = x + iy and w = u + iv, the modulus is e**(u ln|z| - v arg z) and the angle v ln|z| + u arg z. arg z is
     counted in exact eighths of a turn and what remains, so that integral powers of numbers on the axes and diagonals
     are exact: i**2 = -1 + 0i.
(R2) z**0 = 1 for every z, also 0, infinity and NaN; 0**w is 0 for Re w > 0, (infinity, NaN) for Re w < 0, and NaN
     elsewhere.
(R3) complex64 is computed in float64, first roughly (see `planewise`), complex128 in double-double. That is enough for
     ordinary numbers. Where it is not, because w is so large, because terms cancel, or because the angle is next to a
     multiple of a quarter turn, so that one part is almost zero, the next wider arithmetic takes over: double-double
     for complex64, and `wide_power` for both. Whether it is enough is decided by a bound of the error.
(R4) What overflows has the signs of the exact result, whatever the angle. The signs of what underflows are left open.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd, extended, float64, wide_power
from .complex_log import log_modulus, square_minus_one
from .constants import pi_scaled, pieces
from .double_double import Pair
from .lanes import Parts, Rough, exponents, ldexp, planewise, repair, settled

_LARGE = 1024.0
"""Exponents beyond which the angle of a power of complex64 numbers may be large, too."""

_SPARE = 2.0**-18
"""Where sine or cosine of an angle is below this share of its terms, float64 has hardly enough digits for complex64."""

_REACH = 2.0**31
"""Pairs are good to 2**-90 of the terms, which leaves 59 bits where these are not larger than this times the result."""

_FLOOR = 2.0**-900
"""Below this pairs lose digits to underflow."""

_HUGE = 400
"""Exponents of the numbers up to which products with pairs are in range."""

_DECIDED = 4000.0
"""Powers of e of more than this are infinite beside any sine that pairs can hold, of less than minus this zero."""


def _power(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> tuple[Parts, np.ndarray]:
    """Powers of float32 parts in float64, and where these are too few digits (R3). Also powers of infinities."""
    eighths, along, across = _octant(x, y)
    modulus = log_modulus(x, y)
    angle = np.where(np.isinf(x) & np.isinf(y), 0.0, float64.arctan2(across.high, along.high))
    turns = _times(np.fmod(u, 8), eighths)
    whole = np.rint(turns / 2)
    first, second, rest = _times(v, modulus), _times(u, angle), (turns - 2 * whole) * (np.pi / 4)
    phase = first + second + rest
    radius = float64.exp(_times(u, modulus) - _times(v, eighths * (np.pi / 4) + angle))
    sine, cosine = float64.sin_cos(phase)
    terms, least = _sizes(first, second, rest), np.minimum(np.abs(sine), np.abs(cosine))
    hard = least < terms * _SPARE
    doubt = terms[hard] / least[hard] * 2.0**-51
    odd, sign = whole % 2 == 1, np.where(whole % 4 >= 2, -1.0, 1.0)
    re = _times(radius, sign * np.where(odd, -sine, cosine))
    im = _times(radius, sign * np.where(odd, cosine, sine))
    re = np.where(np.isinf(radius) & ~np.isfinite(phase), np.inf, re)
    result = _power_of_special((re, im), x, y, u, v)
    if doubt.size:
        hard[hard] = ~(settled(result[0][hard], doubt) & settled(result[1][hard], doubt))
    return result, hard


def _sizes(first: np.ndarray, *others: np.ndarray) -> np.ndarray:
    """The sum of the magnitudes, in place of the first."""
    np.abs(first, out=first)
    for other in others:
        first += np.abs(other, out=other)
    return first


def _times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a * b, but 0 where one of them is: also for zero times infinity."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def _power_precisely(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """Powers of float64 parts in double-double, and wider."""
    ordinary = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0)) & np.isfinite(u) & np.isfinite(v)
    z, one = (np.where(ordinary, x, 1.0), np.where(ordinary, y, 0.0)), np.zeros_like(u)
    result = _ordinary_power(*z, np.where(ordinary, u, one), np.where(ordinary, v, one))
    result = repair(result, ~ordinary, lambda *parts: _power(*parts)[0], x, y, u, v)
    return _power_of_special(result, x, y, u, v)


def _ordinary_power(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """Powers of finite numbers other than zero. Where w is huge, that of a smaller one, to see what vanishes."""
    given = x, y, u, v
    largest = np.maximum(np.abs(x), np.abs(y))
    shift = np.where((largest >= 0.5) & (largest < 2), 0, exponents(x, y))
    x, y = ldexp(x, -shift), ldexp(y, -shift)
    down = np.zeros_like(shift)
    if max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) >= 2.0**_HUGE:
        down = np.minimum(_HUGE - exponents(u, v), 0)
        u, v = ldexp(u, down), ldexp(v, down)
    eighths, along, across = _octant(x, y)
    twice = extended.log1p(square_minus_one(x, y), 2 * shift)
    modulus = Pair(twice.high / 2, twice.low / 2)
    angle = extended.arctan2(across, along)
    turns = dd.two_product(np.fmod(u, 8), eighths)
    quarter_pi = Pair(*map(np.asarray, pieces(pi_scaled(320), 322, (53, 53))))
    argument = dd.add(dd.multiply_float(quarter_pi, eighths), angle)
    growth = dd.subtract(dd.multiply_float(modulus, u), dd.multiply_float(argument, v))
    phase = dd.add(dd.multiply_float(modulus, v), dd.multiply_float(angle, u))
    sine, cosine = extended.sin_cos(dd.add_float(phase, turns.low * (np.pi / 4)), turns.high)
    # R3
    long, far = np.abs(modulus.high) + _FLOOR, np.abs(angle.high) + _FLOOR
    rest = np.abs(turns.high - 2 * np.rint(turns.high / 2))
    least = np.minimum(np.abs(sine.high), np.abs(cosine.high))
    unsure = (least < _FLOOR) | (_sizes(v * long, u * far, rest) > _REACH * least)
    unsure[unsure] = ~wide_power.only_turns(*(part[unsure] for part in given)) | (rest[unsure] != 0)
    terms = _sizes(u * long, v * argument.high)
    decided = np.abs(growth.high) - terms * 2.0**-80 > ldexp(np.asarray(_DECIDED), down)
    gone = decided & (growth.high < 0)
    growth = Pair(np.where(gone, -_DECIDED, growth.high), np.where(gone, 0.0, growth.low))
    hard = (unsure | (down < 0) | ((terms > _REACH) & ~decided)) & ~gone
    return repair(_from_polar(growth, sine, cosine), hard, _wide_power, *given, eighths)


def _wide_power(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray, eighths: np.ndarray) -> Parts:
    """Powers of finite numbers other than zero, whatever cancels (R3). Tiny phases keep their digits at 2**-70."""
    growth, quarters, phase = wide_power.polar(x, y, u, v, eighths)
    deeper = np.minimum(phase.exponent + 70, 0)
    small = dd.scale(Pair(phase.high, phase.low), phase.exponent - deeper)
    return _from_polar(growth, *extended.sin_cos(small, 2 * quarters), deeper)


def _from_polar(growth: Pair, sine: Pair, cosine: Pair, deeper: np.ndarray | int = 0) -> Parts:
    """e**growth (cosine + i sine), where the smaller one of the two has yet to be multiplied by 2**deeper."""
    bounded = np.clip(growth.high, -wide_power.ENDLESS, wide_power.ENDLESS)
    radius, exponent = extended.exp(Pair(bounded, np.where(bounded == growth.high, growth.low, 0.0)))
    smaller = np.abs(sine.high) < np.abs(cosine.high)
    return (
        ldexp(dd.multiply(radius, cosine).high, exponent + np.where(smaller, 0, deeper)),
        ldexp(dd.multiply(radius, sine).high, exponent + np.where(smaller, deeper, 0)),
    )


def _octant(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, Pair, Pair]:
    """k in -4 ... 4, along > 0 and across with arg z = k pi/4 + arctan(across / along)."""
    eighths = np.rint(float64.arctan2(y, x) * (4 / np.pi))
    quarters = np.floor(eighths / 2)
    odd = eighths != 2 * quarters
    turned = quarters % 2 == 1
    minus = np.where((quarters == 1) | (quarters == 0), 1.0, -1.0)
    a, b = minus * np.where(turned, y, x), minus * np.where(turned, -x, y)
    exact = Pair(a, np.zeros_like(a)), Pair(b, np.zeros_like(b))
    return eighths, dd.select(odd, dd.two_sum(a, b), exact[0]), dd.select(odd, dd.two_sum(b, -a), exact[1])


def _power_of_special(result: Parts, x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """`result` with the powers of zero, and those with exponent zero, put in (R2)."""
    re, im = result
    of_zero, to_zero = (x == 0) & (y == 0), (u == 0) & (v == 0)
    limit = np.isfinite(v)
    re = np.where(of_zero, np.where((u > 0) & limit, 0.0, np.where((u < 0) & limit, np.inf, np.nan)), re)
    im = np.where(of_zero, np.where((u > 0) & limit, 0.0, np.nan), im)
    return np.where(to_zero, 1.0, re), np.where(to_zero, 0.0, im)


def _rough_power(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Rough:
    """Sure where growth and phase have hardly lost a digit, and neither sine nor cosine is small."""
    modulus, angle = np.log(x * x + y * y) / 2, np.arctan2(y, x)
    radius, phase = np.exp(u * modulus - v * angle), v * modulus + u * angle
    sine, cosine = np.sin(phase), np.cos(phase)
    terms = (np.abs(u) + np.abs(v)) * (np.abs(modulus) + np.abs(angle) + 1)
    return radius * cosine, radius * sine, terms < 32 * np.minimum(np.abs(sine), np.abs(cosine))


@planewise(_power_precisely, _rough_power)
def power(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """lhs ** rhs (R1 to R4)."""
    result, hard = _power(x, y, u, v)
    return repair(result, hard | (np.abs(u) + np.abs(v) > _LARGE), _power_precisely, x, y, u, v)
