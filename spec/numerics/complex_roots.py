"""Modulus, direction and roots of complex numbers.

Roots are Kahan's: the larger part of sqrt(z) is sqrt((|x| + |z|) / 2), the smaller one |y| over twice the larger, so
nothing cancels; operands are scaled by powers of four, so nothing over- or underflows ("Branch cuts for complex
elementary functions", 1987; Hull, Fairgrieve and Tang, TOMS 1994).
"""

from __future__ import annotations

import numpy as np

from . import float64
from .lanes import Parts, elementwise, ldexp, parts, planewise


@elementwise
def absolute(operand: np.ndarray) -> np.ndarray:
    """Modulus, in the type of the parts; infinite if a part is, even beside NaN."""
    return _modulus(operand) if operand.dtype == np.complex64 else float64.hypot(np.real(operand), np.imag(operand))


def _modulus(operand: np.ndarray) -> np.ndarray:
    x, y = parts(operand)
    modulus = np.sqrt(x * x + y * y)
    return np.where(np.isinf(x) | np.isinf(y), np.inf, modulus).astype(np.float32)


@planewise()
def sign(x: np.ndarray, y: np.ndarray) -> Parts:
    """operand / |operand|; +0 for zeros, NaN in both parts for infinities and where a part is NaN."""
    up = np.where(_middle(x, y) < 0, 120, 0)  # moduli of subnormal numbers have few bits
    x, y = ldexp(x, up), ldexp(y, up)
    half = np.where(np.maximum(np.abs(x), np.abs(y)) > 2.0**1000, 0.5, 1.0)
    modulus = float64.hypot(x * half, y * half)
    undefined, zero = ~np.isfinite(x) | ~np.isfinite(y), (x == 0) & (y == 0)
    re, im = (np.where(zero, 0.0, part * half / modulus) for part in (x, y))
    return np.where(undefined, np.nan, re), np.where(undefined, np.nan, im)


@planewise()
def sqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """The root with non-negative real part (R3); special values as in C99 Annex G.6.4.2."""
    larger, smaller, shift, _, half = _root_parts(x, y)
    larger, smaller = ldexp(larger, half), ldexp(smaller, half + shift)
    negative = x < 0
    re, im = np.where(negative, smaller, larger), np.where(negative, larger, smaller)
    unbounded = np.isinf(x) & ~np.isinf(y)
    re = np.where(unbounded, np.where(negative, np.where(np.isnan(y), np.nan, 0.0), np.inf), re)
    im = np.where(unbounded, np.where(negative, np.inf, np.where(np.isnan(y), np.nan, 0.0)), im)
    re, im = np.where(np.isinf(y), np.inf, re), np.where(np.isinf(y), np.inf, im)
    return re, np.copysign(im, y)


@planewise()
def rsqrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """1 / sqrt(operand) (R3); zeros for infinities."""
    larger, smaller, shift, modulus, half = _root_parts(x, y)
    mantissa, exponent = np.frexp(modulus)
    larger, smaller = ldexp(larger / modulus, -half), ldexp(smaller / mantissa, shift - half - exponent)
    negative = x < 0
    re, im = np.where(negative, smaller, larger), np.where(negative, larger, smaller)
    infinite, zero = np.isinf(x) | np.isinf(y), (x == 0) & (y == 0)
    re, im = np.where(infinite, 0.0, re), np.where(infinite, 0.0, im)
    re, im = np.where(zero, np.inf, re), np.where(zero, np.nan, im)
    return re, np.copysign(im, -y)


@planewise()
def cbrt(x: np.ndarray, y: np.ndarray) -> Parts:
    """The principal cube root, of angle arg / 3: (1, sqrt 3) for -8, not -2."""
    twice = _middle(x, y)
    radius = ldexp(float64.cbrt(float64.hypot(ldexp(x, -6 * twice), ldexp(y, -6 * twice))), 2 * twice)
    angle = float64.arctan2(y, x) / 3
    sine, cosine = float64.sin_cos(angle)
    re, im = radius * cosine, radius * sine
    thin = np.abs(angle) < 2.0**-30  # where the angle might underflow
    mantissa, exponent = np.frexp(y)
    slope = np.where(thin & (radius != 0), radius / np.where(x == 0, 1.0, x), 1.0)
    return re, np.where(thin, ldexp(mantissa / 3 * slope, exponent), im)


def _root_parts(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, ...]:
    """For z = (x, y) 4**k: larger and smaller part of sqrt |(x, y)|, the modulus |(x, y)|, and k.

    The smaller part comes as m and n with value m 2**n, as it may be subnormal here and not in the result.
    """
    half = 3 * _middle(x, y)
    x, y = ldexp(np.abs(x), -2 * half), ldexp(np.abs(y), -2 * half)
    modulus = float64.hypot(x, y)
    larger = np.sqrt((x + modulus) / 2)
    mantissa, shift = np.frexp(y)
    smaller = np.where(larger == 0, y, mantissa / (2 * larger))
    return larger, smaller, np.where(larger == 0, 0, shift), modulus, half


def _middle(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """k such that (x, y) / 2**6k has a modulus that neither overflows nor is subnormal; 0 for most."""
    largest = np.maximum(np.abs(x), np.abs(y))
    return np.where(largest > 2.0**1000, 1, np.where(largest < 2.0**-900, -20, 0))
