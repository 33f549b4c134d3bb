"""Products and quotients of complex numbers.

Products of float32 parts are exact in float64. Those of float64 parts are added in double-double, so that no part
loses digits to cancellation; where they might leave the range, exponents are kept apart.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd
from .double_double import Pair
from .lanes import Parts, ldexp, planewise, repair

_HUGE, _TINY = 2.0**400, 2.0**-400


def _multiply_precisely(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    result = _sum_of_products(x, u, -y, v), _sum_of_products(x, v, y, u)
    return repair(result, _extreme(x, y, u, v), _multiply_extremes, x, y, u, v)


@planewise(_multiply_precisely)
def multiply(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """lhs * rhs by the plain formula, so that a part is NaN where it meets infinity times 0 or infinity - infinity."""
    return x * u - y * v, x * v + y * u


def _multiply_extremes(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    (re, re_exponent), (im, im_exponent) = _apart(x, u, -y, v), _apart(x, v, y, u)
    return ldexp(re.high, re_exponent), ldexp(im.high, im_exponent)


def _divide_precisely(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    square = dd.dot(u, u, v, v)
    result = _quotient(x, u, y, v, square), _quotient(y, u, -x, v, square)
    return repair(result, _extreme(x, y, u, v) | (square.high == 0), _divide_extremes, x, y, u, v)


def _quotient(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray, square: Pair) -> np.ndarray:
    """(a * b + c * d) / square: double-double, or plainly where that comes to zero, whose sign it has right."""
    sums = dd.dot(a, b, c, d)
    return np.where(sums.high == 0, (a * b + c * d) / square.high, dd.divide(sums, square).high)


@planewise(_divide_precisely)
def divide(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """lhs / rhs.

    Infinite for an infinity over a finite number and for anything but zero and NaN over zero; zero for a finite number
    over an infinity (C99 Annex G.5.1).
    """
    square = u * u + v * v
    result = (x * u + y * v) / square, (y * u - x * v) / square
    return repair(result, np.isnan(result[0]) & np.isnan(result[1]), _divide_infinities, x, y, u, v)


def _divide_extremes(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    square, scale = _apart(u, u, v, v)
    (re, re_exponent), (im, im_exponent) = _apart(x, u, y, v), _apart(y, u, -x, v)
    parts = _ratio(re, square), _ratio(im, square)
    result = ldexp(parts[0], re_exponent - scale), ldexp(parts[1], im_exponent - scale)
    return repair(result, np.isnan(parts[0]) & np.isnan(parts[1]), _divide_infinities, x, y, u, v)


def _ratio(x: Pair, y: Pair) -> np.ndarray:
    """x / y of numbers near 1, of zeros, or of what is not finite."""
    plain = x.high / y.high
    return np.where((plain == 0) | ~np.isfinite(plain), plain, dd.divide(x, y).high)


def _divide_infinities(x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray) -> Parts:
    """Quotients that came out as NaN (C99 Annex G.5.1, example 2)."""
    first, second = np.isinf(x) | np.isinf(y), np.isinf(u) | np.isinf(v)
    by_zero = (u == 0) & (v == 0) & ~(np.isnan(x) & np.isnan(y))
    infinite = first & np.isfinite(u) & np.isfinite(v)
    vanishing = second & np.isfinite(x) & np.isfinite(y)
    x1, y1 = np.where(infinite, box(x, first, first), x), np.where(infinite, box(y, first, first), y)
    u1, v1 = np.where(vanishing, box(u, second, second), u), np.where(vanishing, box(v, second, second), v)
    scale = np.where(infinite, np.inf, np.where(vanishing, 0.0, np.nan))
    re, im = scale * (x1 * u1 + y1 * v1), scale * (y1 * u1 - x1 * v1)
    beyond = np.copysign(np.inf, u)
    return np.where(by_zero, beyond * x, re), np.where(by_zero, beyond * y, im)


def box(part: np.ndarray, own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """A part of an infinity (`own`) as +-1 or +-0; a NaN beside another infinity (`other`) as a zero."""
    boxed = np.where(own, np.copysign(np.isinf(part).astype(np.float64), part), part)
    return np.where(other & np.isnan(boxed), np.copysign(0.0, boxed), boxed)


def _sum_of_products(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """a * b + c * d: double-double, or plainly where that comes to zero, whose sign it has right."""
    precise = dd.dot(a, b, c, d).high
    return np.where(precise == 0, a * b + c * d, precise)


def _apart(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> tuple[Pair, np.ndarray]:
    """a * b + c * d as m * 2**e, whatever the exponents of the factors."""
    (a, i), (b, j), (c, k), (d, m) = (np.frexp(part) for part in (a, b, c, d))
    first, second = dd.two_product(a, b), dd.two_product(c, d)
    lowest = -10000
    one, other = np.where(first.high == 0, lowest, i + j), np.where(second.high == 0, lowest, k + m)
    exponent = np.maximum(one, other)
    total = dd.add(dd.scale(first, one - exponent), dd.scale(second, other - exponent))
    plain = ldexp(first.high, one - exponent) + ldexp(second.high, other - exponent)  # signs of zeros, infinities
    total = dd.select((total.high == 0) | ~np.isfinite(plain), dd.pair(plain), total)
    return total, np.where(exponent == lowest, 0, exponent)


def _extreme(*values: np.ndarray) -> np.ndarray:
    """Where one of the values is non-finite, or so large or small that its products might leave the range."""
    extreme = np.zeros(values[0].shape, bool)
    for value in values:
        size = np.abs(value)
        extreme |= ~(size < _HUGE) | ((size < _TINY) & (size != 0))
    return extreme
