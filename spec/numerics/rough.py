"""Elementary functions of float64 to some 48 bits, in few steps: for results that are rounded to 24 bits or fewer.

(R1) Relative errors are below `ERROR`, those of `cbrt` below `CBRT_ERROR`. Operands are values of a type of at most 32
     bits, whose products with short numbers are exact in float64; results are new arrays.
(R2) Functions are few steps over whole arrays, most of them in place: such a step costs a fraction of a nanosecond an
     element, a call of the C library ten. Arguments are brought next to an entry of a table, or into a short range,
     where a short polynomial serves (Tang, "Table-lookup algorithms for elementary functions and their error analysis",
     ARITH 1991).
(R3) Adding WHOLE / 2**n rounds to a multiple of 2**-n, and leaves which one in the last bits of the pattern. They serve
     as places in tables, where those of negative multiples count from the end.
(R4) Elements for which a method is not made are left to numpy's function.

Rank-1 arrays; special values are those of C99 Annex F.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import factorial

import numpy as np

from .constants import WHOLE, pi_scaled, pieces
from .double_double import polynomial
from .economized import economized
from .lanes import replaced

ERROR = 2.0**-48
CBRT_ERROR = 2.0**-46

_STEPS = 128
_MULTIPLES = WHOLE / _STEPS
"""What rounds to multiples of 1 / _STEPS (R3)."""
_PLACES = 256 * _STEPS
"""Entries of a table of the multiples of 1 / _STEPS between -128 and 128."""

_ANGLES = 256
"""Entries of a table of tangents."""
_LARGE_ANGLE = 512.0
"""Up to here arguments of sine, cosine and tangent are brought next to zero with two pieces of pi."""

_SIGN = np.int64(-(2**63))


def expm1(x: np.ndarray) -> np.ndarray:
    """e**x - 1 = (e**c - 1) + e**c (e**r - 1) where c = i / 128 is next to x; e**120 is beyond the narrower types."""
    r = np.clip(x, -120.0, 120.0)
    c = r + _MULTIPLES
    place = c.view(np.int64) & (_PLACES - 1)
    c -= _MULTIPLES
    r -= c
    rise = polynomial(r, _rise_series())
    rise *= r
    excess = np.take(_excess_table(), place)
    rise *= np.add(excess, 1, out=c)
    rise += excess
    return rise


def tanh(x: np.ndarray) -> np.ndarray:
    """Hyperbolic tangent, from d = e**2x - 1: d / (d + 2)."""
    excess = expm1(2 * x)
    excess /= excess + 2
    return excess


@cache
def _rise_series() -> list[float]:
    """(e**r - 1) / r for |r| <= 1 / 256."""
    bound = 1 / (2 * _STEPS)
    return economized([1 / factorial(n) for n in range(1, 10)], -bound, bound, 5)


@cache
def _excess_table() -> np.ndarray:
    """e**c - 1 by place of c; -0 for zero, so that it adds to zeros of both signs."""
    table = np.expm1(_multiples())
    table[0] = -0.0
    return table


def _multiples() -> np.ndarray:
    """The multiples of 1 / _STEPS by place (R3)."""
    return np.roll(np.arange(-_PLACES // 2, _PLACES // 2), _PLACES // 2) / _STEPS


def log1p(x: np.ndarray) -> np.ndarray:
    """ln(1 + x): the sum is exact except for small x, where two terms of the series serve, and for such large ones that
    it does not matter."""
    result = x + 1
    np.log(result, out=result)
    small = np.abs(x) < 2.0**-28
    if small.any():
        few = x[small]
        result[small] = few - few * few / 2
    return result


def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root: a third of the pattern has almost five right bits; each of Halley's steps triples them."""
    return _repaired(np.copysign(cube_root(np.abs(x), steps=2), x), np.cbrt, x)


def cube_root(x: np.ndarray, steps: int) -> np.ndarray:
    """Cube roots of normal numbers x > 0 to some 15 bits with one step, 45 with two."""
    pattern = x.view(np.int64) >> 36
    pattern *= _THIRD
    pattern += _LIFT
    root = pattern.view(np.float64)
    for _ in range(steps):
        cube = root * root
        cube *= root
        step = x - cube
        cube *= 2
        cube += x
        step /= cube
        step *= root
        root += step
    return root


_THIRD = round(2.0**36 / 3)
_LIFT = int((2 / 3 * 1023 - 0.0331) * 2.0**52)
"""What makes a third of the pattern of a number that of its cube root: the largest errors, of both signs, are equal."""


def sin(x: np.ndarray) -> np.ndarray:
    """Sine: (-1)**n sin r where x = n pi + r."""
    return _repaired_large(_alternating_sine(*_reduced(x, 1)), np.sin, x)


def cos(x: np.ndarray) -> np.ndarray:
    """Cosine: (-1)**n sin r where x = (n - 1/2) pi + r."""
    return _repaired_large(_alternating_sine(*_reduced(x, 1, -0.5)), np.cos, x)


def _alternating_sine(n: np.ndarray, r: np.ndarray) -> np.ndarray:
    """(-1)**n sin r for |r| <= pi/2, with the sign of r for zeros."""
    result = polynomial(r * r, _sine_series())
    result *= r
    n <<= 63
    n ^= result.view(np.int64)
    return n.view(np.float64)


@cache
def _sine_series() -> list[float]:
    """sin(r) / r in powers of r**2 for |r| <= 1.58."""
    return economized([(-1) ** n / factorial(2 * n + 1) for n in range(14)], 0.0, 1.58**2, 8)


def tan(x: np.ndarray) -> np.ndarray:
    """Tangent: (s + c t) / (c - s t) with sine and cosine of i pi / 256 next to x, and the tangent t of the rest."""
    place, r = _reduced(x, _ANGLES)
    tangent = polynomial(r * r, _tangent_series())
    tangent *= r
    sines, cosines = _circle_table()
    sine, cosine = np.take(sines, place), np.take(cosines, place)
    top = np.multiply(cosine, tangent, out=r)
    top += sine
    sine *= tangent
    cosine -= sine
    top /= cosine
    return _repaired_large(top, np.tan, x)


@cache
def _tangent_series() -> list[float]:
    """tan(r) / r in powers of r**2 for |r| <= pi / 512."""
    bound = np.pi / (2 * _ANGLES)
    return economized([1.0, 1 / 3, 2 / 15, 17 / 315], 0.0, bound**2, 3)


@cache
def _circle_table() -> tuple[np.ndarray, np.ndarray]:
    """Sine and cosine of the multiples of pi / 256 between -pi/2 and pi/2, by place (R3); the sine of zero is -0, so
    that it adds to zeros of both signs."""
    quarter = np.sin(np.arange(_ANGLES // 2 + 1) * (np.pi / _ANGLES))
    quarter[0] = -0.0
    rising, falling = quarter[:-1], quarter[:0:-1]
    return np.concatenate([rising, -falling]), np.concatenate([falling, rising])


def _reduced(x: np.ndarray, steps: int, shift: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """x = (n + shift) pi / steps + r for |x| <= _LARGE_ANGLE: n modulo 256 as integers, and the rest r."""
    first, second = _pi_pieces()
    turns = x * (steps / np.pi)
    turns -= shift
    turns += WHOLE
    n = turns.view(np.int64) & 255
    turns -= WHOLE
    turns += shift
    r = turns * (-first / steps)
    r += x
    turns *= second / steps
    r -= turns
    return n, r


@cache
def _pi_pieces() -> tuple[float, ...]:
    """pi in two floats; products of the first with integers of 16 bits are exact."""
    return pieces(pi_scaled(320), 320, (37, 53))


def atan2(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The angle of the point (x, y): arctan c + arctan((y - c x) / (x + c y)) with c = i / 128 next to y / x, or the
    last one of the table; left of the origin, plus or minus pi."""
    c = y / x
    np.clip(c, -127.0, 127.0, out=c)
    c += _MULTIPLES
    place = c.view(np.int64) & (_PLACES - 1)
    c -= _MULTIPLES
    rest = c * x
    np.subtract(y, rest, out=rest)
    c *= y
    c += x
    rest /= c
    angle = polynomial(np.multiply(rest, rest, out=c), _arctan_series())
    angle *= rest
    angle += np.take(_arctan_table(), place)
    turned = x.view(np.int64) >> 63
    turned &= _PI_PATTERN
    turned |= y.view(np.int64) & _SIGN
    angle += turned.view(np.float64)
    return _repaired(angle, np.arctan2, y, x)


_PI_PATTERN = np.float64(np.pi).view(np.int64)


@cache
def _arctan_series() -> list[float]:
    """arctan(u) / u in powers of u**2 for |u| <= 1 / 256. Up to 1 / 127, beside an angle above 1.56, it is as good."""
    bound = 1 / (2 * _STEPS)
    return economized([(-1) ** n / (2 * n + 1) for n in range(6)], 0.0, bound**2, 3)


@cache
def _arctan_table() -> np.ndarray:
    """arctan c by place of c; -0 for zero, so that it adds to zeros of both signs."""
    table = np.arctan(_multiples())
    table[0] = -0.0
    return table


def _repaired(result: np.ndarray, function: Callable[..., np.ndarray], *operands: np.ndarray) -> np.ndarray:
    """The result, with elements that came out as NaN by numpy's function (R4)."""
    return replaced(result, np.isnan(result), function, *operands)


def _repaired_large(result: np.ndarray, function: Callable[..., np.ndarray], x: np.ndarray) -> np.ndarray:
    """The result, with those of large angles by numpy's function (R4)."""
    return replaced(result, np.abs(x) > _LARGE_ANGLE, function, x)
