"""Modulus, direction and roots of complex numbers.

Roots are Kahan's: the larger part of sqrt(z) is sqrt((|x| + |z|) / 2), the smaller one |y| over twice the larger, so
nothing cancels; operands are scaled by powers of four, so nothing over- or underflows ("Branch cuts for complex
elementary functions", 1987; Hull, Fairgrieve and Tang, TOMS 1994). For complex128 moduli and roots are pairs, which are
rounded once.
"""

from __future__ import annotations

import numpy as np

from . import double_double as dd, float64, float64_angles
from .correct_rounding import scaled, to_nearest
from .double_double import Pair
from .lanes import Parts, elementwise, exponents, ldexp, parts, planewise, repair


@elementwise
def absolute(operand: np.ndarray) -> np.ndarray:
    """Modulus, in the type of the parts; infinite if a part is, even beside NaN."""
    return _modulus(operand) if operand.dtype == np.complex64 else float64.hypot(np.real(operand), np.imag(operand))


def _modulus(operand: np.ndarray) -> np.ndarray:
    x, y = parts(operand)
    modulus = np.sqrt(x * x + y * y)
    return np.where(np.isinf(x) | np.isinf(y), np.inf, modulus).astype(np.float32)


def _sign(x: np.ndarray, y: np.ndarray) -> Parts:
    """`sign` of complex128."""
    ordinary = _ordinary(x, y)
    a, b = np.where(ordinary, x, 1.0), np.where(ordinary, y, 0.0)
    shift = exponents(a, b)
    modulus = _modulus_pair(ldexp(a, -shift), ldexp(b, -shift))
    return _special_sign((_quotient(a, modulus, shift), _quotient(b, modulus, shift)), x, y)


@planewise(_sign)
def sign(x: np.ndarray, y: np.ndarray) -> Parts:
    """operand / |operand|; +0 for zeros, NaN in both parts for infinities and where a part is NaN."""
    modulus = np.sqrt(x * x + y * y)
    return _special_sign((x / modulus, y / modulus), x, y)


def _special_sign(result: Parts, x: np.ndarray, y: np.ndarray) -> Parts:
    undefined, zero = ~np.isfinite(x) | ~np.isfinite(y), (x == 0) & (y == 0)
    re, im = (np.where(undefined, np.nan, np.where(zero, 0.0, part)) for part in result)
    return re, im


def _sqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """`sqrt` of complex128."""
    larger, smaller, _, shift, half = _root_pairs(x, y)
    return _special_sqrt(_rounded(larger, half), _rounded(smaller, shift - half), x, y)


@planewise(_sqrt)
def sqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """The root with non-negative real part (R3); special values as in C99 Annex G.6.4.2."""
    larger, smaller, _ = _root_parts(x, y)
    return _special_sqrt(larger, smaller, x, y)


def _special_sqrt(larger: np.ndarray, smaller: np.ndarray, x: np.ndarray, y: np.ndarray) -> Parts:
    negative, zero = x < 0, (x == 0) & (y == 0)
    re, im = np.where(negative, smaller, larger), np.where(negative, larger, smaller)
    re, im = np.where(zero, 0.0, re), np.where(zero, 0.0, im)
    undefined = np.isnan(x) | np.isnan(y)
    re, im = np.where(undefined, np.nan, re), np.where(undefined, np.nan, im)
    unbounded = np.isinf(x) & ~np.isinf(y)
    re = np.where(unbounded, np.where(negative, np.where(np.isnan(y), np.nan, 0.0), np.inf), re)
    im = np.where(unbounded, np.where(negative, np.inf, np.where(np.isnan(y), np.nan, 0.0)), im)
    re, im = np.where(np.isinf(y), np.inf, re), np.where(np.isinf(y), np.inf, im)
    return re, np.copysign(im, y)


def _rsqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """`rsqrt` of complex128."""
    larger, smaller, modulus, shift, half = _root_pairs(x, y)
    parts = _rounded(dd.divide(larger, modulus), -half), _rounded(dd.divide(smaller, modulus), shift - 3 * half)
    return _special_rsqrt(*parts, x, y)


@planewise(_rsqrt)
def rsqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """1 / sqrt(operand) (R3); zeros for infinities."""
    larger, smaller, modulus = _root_parts(x, y)
    return _special_rsqrt(larger / modulus, smaller / modulus, x, y)


def _special_rsqrt(larger: np.ndarray, smaller: np.ndarray, x: np.ndarray, y: np.ndarray) -> Parts:
    negative = x < 0
    re, im = np.where(negative, smaller, larger), np.where(negative, larger, smaller)
    infinite, zero = np.isinf(x) | np.isinf(y), (x == 0) & (y == 0)
    undefined = np.isnan(x) | np.isnan(y)
    re, im = np.where(undefined, np.nan, re), np.where(undefined, np.nan, im)
    re, im = np.where(infinite, 0.0, re), np.where(infinite, 0.0, im)
    re, im = np.where(zero, np.inf, re), np.where(zero, np.nan, im)
    return re, np.copysign(im, -y)


def _cbrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """`cbrt` of complex128."""
    ordinary = _ordinary(x, y)
    a, b = np.where(ordinary, x, 1.0), np.where(ordinary, y, 0.0)
    third = -(-exponents(a, b) // 3)
    right, above = ldexp(a, -3 * third), ldexp(np.abs(b), -3 * third)
    modulus = _modulus_pair(right, above)
    rough = float64.cbrt(modulus.high)
    cube = dd.multiply_float(dd.two_product(rough, rough), rough)
    radius = dd.fast_two_sum(rough, dd.subtract(modulus, cube).high / (3 * rough * rough))
    thin = (above < 2.0**-60 * np.abs(right)) & (right > 0)
    usual = np.where(thin | (above < 2.0**-200), 0.0, above)
    angle = _third(float64_angles.angle(dd.pair(usual), dd.pair(right)))
    sine, cosine = float64_angles.sin_cos_pair(angle.high)
    sine, cosine = _moved(sine, cosine.high * angle.low), _moved(cosine, -sine.high * angle.low)
    re, im = _rounded(dd.multiply(radius, cosine), third), _rounded(dd.multiply(radius, sine), third)
    mantissa, exponent = np.frexp(np.abs(b))
    slope = dd.divide(radius, dd.pair(np.where(thin, right, 1.0)))
    beside = _rounded(_third(dd.multiply_float(slope, mantissa)), exponent - 2 * third)
    im = np.copysign(np.where(thin, beside, im), y)
    zero = (x == 0) & (y == 0)
    return repair((np.where(zero, 0.0, re), np.where(zero, y, im)), ~ordinary & ~zero, _cbrt_of_singles, x, y)


def _moved(x: Pair, by: np.ndarray) -> Pair:
    return Pair(x.high, x.low + by)


def _third(x: Pair) -> Pair:
    return dd.divide(x, dd.pair(np.full_like(x.high, 3.0)))


def _cbrt_of_singles(x: np.ndarray, y: np.ndarray) -> Parts:
    """`cbrt` of complex64, and of infinities."""
    radius = float64.cbrt(float64.hypot(x, y))
    sine, cosine = float64.sin_cos(float64.arctan2(y, x) / 3)
    return radius * cosine, radius * sine


@planewise(_cbrt)
def cbrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """The principal cube root, of angle arg / 3: (1, sqrt 3) for -8, not -2."""
    return _cbrt_of_singles(x, y)


def _root_parts(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, ...]:
    """Larger and smaller part of sqrt |z|, and |z|, of complex64, in float64."""
    x, y = np.abs(x), np.abs(y)
    modulus = np.sqrt(x * x + y * y)
    larger = np.sqrt((x + modulus) / 2)
    return larger, y / (2 * larger), modulus


def _root_pairs(x: np.ndarray, y: np.ndarray) -> tuple[Pair, Pair, Pair, np.ndarray, np.ndarray]:
    """For |z| = (a, b) 4**k: larger part of sqrt(a + ib), m and n, the modulus of (a, b), and k, where m 2**n is the
    smaller part times 4**k (it may be subnormal here and not in the result). 1 stands for zeros and what is not finite.
    """
    ordinary = _ordinary(x, y)
    a, b = np.where(ordinary, np.abs(x), 1.0), np.where(ordinary, np.abs(y), 0.0)
    half = -(-exponents(a, b) // 2)
    a, small = ldexp(a, -2 * half), ldexp(b, -2 * half)
    modulus = _modulus_pair(a, small)
    sums = dd.add_float(modulus, a)
    larger = dd.sqrt(Pair(sums.high / 2, sums.low / 2))
    mantissa, shift = np.frexp(b)
    return larger, dd.divide(dd.pair(mantissa / 2), larger), modulus, shift, half


def _modulus_pair(a: np.ndarray, b: np.ndarray) -> Pair:
    """|a + ib| for numbers whose larger part is near 1."""
    return dd.sqrt(dd.dot(a, a, b, b))


def _ordinary(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where numbers are finite and not zero."""
    return np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))


def _rounded(x: Pair, exponent: np.ndarray) -> np.ndarray:
    return to_nearest(scaled(x, exponent), np.dtype(np.float64))


def _quotient(x: np.ndarray, y: Pair, exponent: np.ndarray) -> np.ndarray:
    """x / (y 2**exponent), where x may be subnormal."""
    mantissa, shift = np.frexp(x)
    return np.copysign(_rounded(dd.divide(dd.pair(mantissa), y), shift - exponent), x)
