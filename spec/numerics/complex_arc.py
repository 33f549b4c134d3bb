"""Inverse trigonometric and hyperbolic functions of complex numbers.

(R1) With r = |z + 1|, s = |z - 1| and a = (r + s) / 2, for z = x + iy in the first quadrant,

         arcsin z = angle of (sqrt((a - x) (a + x)), x)  + i ln(a + sqrt(a**2 - 1))
         arccos z = angle of (x, sqrt((a - x) (a + x)))  - i ln(a + sqrt(a**2 - 1))

     where a - x and a - 1 are sums of positive terms, so that nothing cancels (Hull, Fairgrieve and Tang, "Implementing
     the complex arcsine and arccosine functions using exception handling", TOMS 1997). All terms are double-double, so
     each part is within 0.52 ULP.
(R2) artanh z = ln(1 + 4x / ((1 - x)**2 + y**2)) / 4 + i/2 times the angle of ((1 - x) (1 + x) - y**2, 2y) (Kahan,
     "Branch cuts for complex elementary functions", 1987).
(R3) The others follow: arsinh z = i arcsin(-iz), arctan z = -i artanh iz, and arcosh z has the parts of arccos z,
     exchanged.
(R4) Cuts are those of C99 Annex G: the real axis beyond -1 and 1 for arcsin, arccos and artanh, the imaginary axis
     beyond -i and i for arsinh and arctan, the real axis below 1 for arcosh. Which side a number on a cut belongs to is
     said by the sign of its zero part.
(R5) Special values are those of C99 Annex G.6.1 and G.6.2.
(R6) Where squares would leave the range, or one part does not matter, the first term of the series does: parts below
     2**-100, numbers beyond 2**60.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd, float64
from .double_double import Pair
from .float64_angles import angle
from .float64_log import log1p_pair, log_pair
from .lanes import Parts, exponents, ldexp, planewise

_TINY, _HUGE = 2.0**-100, 2.0**60
_SMALLEST = 2.0**-1074


@planewise()
def asin(x: np.ndarray, y: np.ndarray) -> Parts:
    """Arc sine: odd, the real part between -pi/2 and pi/2."""
    return _asin(x, y)


@planewise()
def asinh(x: np.ndarray, y: np.ndarray) -> Parts:
    """Inverse hyperbolic sine: odd, the imaginary part between -pi/2 and pi/2."""
    im, re = _asin(y, x)
    return re, im


@planewise()
def acos(x: np.ndarray, y: np.ndarray) -> Parts:
    """Arc cosine: the real part between 0 and pi."""
    re, im = _acos(x, y)
    return re, np.copysign(im, -np.copysign(1.0, y))


@planewise()
def acosh(x: np.ndarray, y: np.ndarray) -> Parts:
    """Inverse hyperbolic cosine: the real part not negative, the imaginary part between -pi and pi."""
    im, re = _acos(x, y)
    return re, np.copysign(im, y)


@planewise()
def atanh(x: np.ndarray, y: np.ndarray) -> Parts:
    """Inverse hyperbolic tangent: odd, the imaginary part between -pi/2 and pi/2."""
    return _atanh(x, y)


@planewise()
def atan(x: np.ndarray, y: np.ndarray) -> Parts:
    """Arc tangent: odd, the real part between -pi/2 and pi/2."""
    im, re = _atanh(y, x)
    return re, im


@planewise()
def sides(x: np.ndarray, y: np.ndarray) -> Parts:
    """sqrt(a**2 - x**2) and ln(a + sqrt(a**2 - 1)), what arcsin and arccos have in common (R1)."""
    p, q = np.abs(x), np.abs(y)
    usual = (p < _HUGE) & (q < _HUGE)
    root, growth = _sides(np.where(usual, p, 0.0), np.where(usual, q, 0.0))
    re = np.where(usual, root.high, np.where(np.isnan(x), np.nan, q))
    beside = (q < _TINY) & (p > 1) & usual
    if beside.any():
        right = np.where(beside, p, 2.0)
        slope = dd.divide(dd.sqrt(dd.multiply(dd.two_sum(right, -1.0), dd.two_sum(right, 1.0))), dd.pair(right))
        re = np.where(beside, _over(q, slope), re)
    return re, np.where(usual, growth, _log_of_double(p, q))


def _asin(x: np.ndarray, y: np.ndarray) -> Parts:
    p, q = np.abs(x), np.abs(y)
    usual = (p < _HUGE) & (q < _HUGE)
    root, growth = _sides(np.where(usual, p, 0.0), np.where(usual, q, 0.0))
    re = angle(dd.pair(np.clip(p, _TINY, _HUGE)), root).high
    re = np.where(p < _TINY, _over(p, dd.sqrt(dd.add_float(dd.two_product(q, q), 1.0))), re)
    re = np.where(usual, re, float64.arctan2(p, q))
    re = np.where((x == 0) & np.isnan(y), 0.0, re)
    return np.copysign(re, x), np.copysign(np.where(usual, growth, _log_of_double(p, q)), y)


def _acos(x: np.ndarray, y: np.ndarray) -> Parts:
    """The real part, and the size of the imaginary part."""
    p, q = np.abs(x), np.abs(y)
    usual = (p < _HUGE) & (q < _HUGE)
    near = np.where(usual, p, 0.0)
    root, growth = _sides(near, np.where(usual, q, 0.0))
    re = angle(root, dd.pair(np.where(usual, x, 1.0))).high
    beside = (q < _TINY) & (x > 1) & usual  # the root of x**2 - 1 is that of the distance from the cut
    if beside.any():
        right = np.where(beside, p, 2.0)
        side = dd.sqrt(dd.multiply(dd.two_sum(right, -1.0), dd.two_sum(right, 1.0)))
        re = np.where(beside, _over(q, side), re)
    re = np.where(usual, re, float64.arctan2(q, x))
    re = np.where((x == 0) & np.isnan(y), np.pi / 2, re)
    return re, np.where(usual, growth, _log_of_double(p, q))


def _sides(x: np.ndarray, y: np.ndarray) -> tuple[Pair, np.ndarray]:
    """sqrt((a - x) (a + x)) and ln(a + sqrt(a**2 - 1)) for x and y from 0 to 2**60 (R1)."""
    thin, left = y < _TINY, x <= 1
    height = np.where(thin, 0.0, y)
    square = dd.two_product(height, height)
    before, after = dd.two_sum(-x, 1.0), dd.two_sum(x, 1.0)
    r = dd.sqrt(dd.add(dd.multiply(after, after), square))
    s = dd.sqrt(dd.add(dd.multiply(before, before), square))
    size = dd.select(left, before, dd.negative(before))  # |1 - x|
    whole = dd.add(s, size)
    part = dd.divide(square, dd.select(whole.high == 0, dd.pair(np.ones_like(x)), whole))
    other = dd.divide(square, dd.add(r, after))
    excess = _half(dd.add(other, dd.select(left, part, whole)))  # a - 1
    rest = _half(dd.add(other, dd.select(left, whole, part)))  # a - x
    a = dd.add_float(excess, 1.0)
    root = dd.sqrt(dd.multiply(rest, dd.add_float(a, x)))
    growth = log1p_pair(dd.add(excess, dd.sqrt(dd.multiply(excess, dd.add_float(a, 1.0))))).high
    if thin.any():
        corner, inside = x == 1, thin & (x < 1)
        distance = dd.sqrt(dd.multiply(before, after))
        growth = np.where(inside, _over(y, dd.select(inside, distance, dd.pair(np.ones_like(x)))), growth)
        growth = np.where(thin & corner, np.sqrt(y), growth)
        root = dd.select(thin & corner, dd.pair(np.sqrt(y)), root)
    return root, growth


def _log_of_double(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """ln(2 |z|) for numbers beyond 2**60; infinite if a part is, even beside NaN (R6)."""
    shift = exponents(x, y)
    square = dd.dot(ldexp(x, -shift), ldexp(x, -shift), ldexp(y, -shift), ldexp(y, -shift))
    finite = np.isfinite(x) & np.isfinite(y)
    usual = dd.select(finite & (square.high > 0), square, dd.pair(np.ones_like(x)))
    found = log_pair(usual, 2 * shift + 2).high / 2
    return np.where(finite, found, np.where(np.isinf(x) | np.isinf(y), np.inf, np.nan))


def _atanh(x: np.ndarray, y: np.ndarray) -> Parts:
    p, q = np.abs(x), np.abs(y)
    usual = (p < _HUGE) & (q < _HUGE)
    a, b = np.where(usual, p, 0.0), np.where(usual, q, 0.0)
    before, after, square = dd.two_sum(-a, 1.0), dd.two_sum(a, 1.0), dd.two_product(b, b)
    below = dd.add(dd.multiply(before, before), square)  # |1 - z|**2
    corner = (a == 1) & (b < _TINY)
    ratio = dd.divide(dd.pair(4 * np.maximum(a, _TINY)), dd.select(corner, dd.pair(np.ones_like(a)), below))
    re = log1p_pair(ratio).high / 4
    re = np.where(a < _TINY, _over(a, dd.add_float(square, 1.0)), re)
    across = dd.subtract(dd.multiply(before, after), square)
    thin = (b < _TINY) & (a < 1)
    im = angle(dd.pair(2 * b), dd.select(corner, dd.pair(np.ones_like(a)), across)).high / 2
    im = np.where(thin, _over(b, dd.select(thin, dd.multiply(before, after), dd.pair(np.ones_like(a)))), im)
    if corner.any():
        re = np.where(corner, -log_pair(dd.pair(np.maximum(b, _SMALLEST)), -1).high / 2, re)
        re, im = np.where(corner & (b == 0), np.inf, re), np.where(corner, np.where(b == 0, 0.0, np.pi / 4), im)
    if not usual.all():
        re, im = np.where(usual, re, _far_atanh(p, q)), np.where(usual, im, np.pi / 2)
    infinite = np.isinf(x) | np.isinf(y)
    re = np.where(infinite, 0.0, np.where(np.isnan(x) | (np.isnan(y) & (x != 0)), np.nan, np.where(x == 0, 0.0, re)))
    im = np.where(np.isnan(y) | (np.isnan(x) & ~infinite), np.nan, im)
    return np.copysign(re, x), np.copysign(im, y)


def _far_atanh(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """x / (x**2 + y**2) for numbers beyond 2**60 (R6)."""
    shift = exponents(x, y)
    below = dd.dot(ldexp(x, -shift), ldexp(x, -shift), ldexp(y, -shift), ldexp(y, -shift))
    mantissa, exponent = np.frexp(x)
    return ldexp(dd.divide(dd.pair(mantissa), below).high, exponent - 2 * shift)


def _over(x: np.ndarray, y: Pair) -> np.ndarray:
    """x / y where x may be subnormal."""
    mantissa, exponent = np.frexp(x)
    return ldexp(dd.divide(dd.pair(mantissa), y).high, exponent)


def _half(x: Pair) -> Pair:
    return Pair(x.high / 2, x.low / 2)
