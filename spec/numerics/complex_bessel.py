"""The modified Bessel function of order 1, exponentially scaled, for complex numbers: e**-|Re z| I1(z), of any shape.

(R1) Computed in double-double in the first quadrant, x + iy with x, y >= 0; I1(conj z) = conj I1(z), I1(-z) = -I1(z).
(R2) Numbers with an infinite part give zeros with the signs of the parts; NaN in a part gives NaN in both.

Within |z| < 25 the power series (DLMF 10.25.2); its terms exceed the result by e**|z| at most, 36 of some 104 bits. It
is summed as S + i x y/2 T, with real S and T, so that each part of the result keeps the factor that it vanishes with:

    2 Re I1 = x (S - y**2/2 T)        2 Im I1 = y (S + x**2/2 T)

Beyond, the asymptotic expansion with both exponentials (DLMF 10.40.5), with an error of 2**-70:

    sqrt(2 pi z) e**-x I1(z) = e**iy A(z) - i e**(-2x - iy) A(-z)

where the second is left out for x >= 25. Next to the imaginary axis the real parts of both cancel, next to the real
axis the factor y is lost: there, parts are computed a little further away, where nothing is lost, and scaled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from . import double_double as dd, fixed_point as fixed
from .bessel import asymptotic_coefficients, inverse_root, inverse_root_of_two_pi
from .constants import pieces
from .correct_rounding import Scaled, scaled, to_nearest
from .double_double import Pair
from .extended import exp as exp_pair, sin_cos
from .lanes import elementwise, ldexp, parts

_FAR = 25.0
_NEAR_IMAGINARY, _NEAR_REAL = 2.0**-30, 2.0**-100
_SERIES = ((2.0, 18), (8.0, 32), (_FAR, 64))  # terms up to each modulus
_EXPANSIONS = ((64.0, 48), (1024.0, 20), (np.inf, 10))


class Complex(NamedTuple):
    """real + i imag."""

    real: Pair
    imag: Pair


def _multiply(x: Complex, y: Complex) -> Complex:
    return Complex(
        dd.subtract(dd.multiply(x.real, y.real), dd.multiply(x.imag, y.imag)),
        dd.add(dd.multiply(x.real, y.imag), dd.multiply(x.imag, y.real)),
    )


def _exact(x: np.ndarray) -> Pair:
    return Pair(x, np.zeros_like(x))


@elementwise
def bessel_i1e(z: np.ndarray) -> np.ndarray:
    """e**-|Re z| I1(z)."""
    x, y = parts(z)
    result = np.empty(z.shape, z.dtype)
    ordinary, nan = np.isfinite(x) & np.isfinite(y), np.isnan(x) | np.isnan(y)
    found = _first_quadrant(np.abs(x[ordinary]), np.abs(y[ordinary]))
    dtype = np.dtype(f"f{z.dtype.itemsize // 2}")
    result.real, result.imag = (
        _signed(part, value, ordinary, nan, dtype) for part, value in zip((x, y), found, strict=True)
    )
    return result


def _signed(part: np.ndarray, found: Scaled, ordinary: np.ndarray, nan: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """A part of the result: what was found, or zero, with the sign of the operand's part; or NaN (R2)."""
    value = np.zeros(part.shape, dtype)
    value[ordinary] = to_nearest(found, dtype)
    value[nan] = np.nan
    return np.where(np.signbit(part), -value, value)


def _first_quadrant(x: np.ndarray, y: np.ndarray) -> tuple[Scaled, Scaled]:
    """Real and imaginary part for finite x, y >= 0."""
    real, imag = (Scaled(np.empty_like(x), np.empty_like(x), np.zeros(x.shape, np.int64)) for _ in range(2))
    size, lower = np.hypot(x, y), 0.0
    for limit, terms in _SERIES:
        _fill((real, imag), (size >= lower) & (size < limit), _series, x, y, terms)
        lower = limit
    for limit, terms in _EXPANSIONS:
        _fill((real, imag), (size >= lower) & ((size < limit) | (limit == np.inf)), _expansion, x, y, terms)
        lower = limit
    return real, imag


def _fill(
    result: tuple[Scaled, Scaled], where: np.ndarray, function: Callable[..., tuple[Scaled, Scaled]],
    x: np.ndarray, y: np.ndarray, terms: int,
) -> None:  # fmt: skip
    if where.any():
        for part, found in zip(result, function(x[where], y[where], terms), strict=True):
            part.high[where], part.low[where] = found.high, found.low
            np.asarray(part.exponent)[where] = found.exponent


# Power series ---------------------------------------------------------------------------------------------------------


def _series(x: np.ndarray, y: np.ndarray, terms: int) -> tuple[Scaled, Scaled]:
    square_x, square_y = dd.two_product(x, x), dd.two_product(y, y)
    difference = dd.subtract(square_x, square_y)
    quarter = Pair(difference.high / 4, difference.low / 4)  # the real part of z**2 / 4; x y/2 is its imaginary part
    cross = dd.multiply(square_x, square_y)
    cross = Pair(cross.high / 4, cross.low / 4)
    s, t = _exact(np.ones_like(x)), _exact(np.zeros_like(x))
    for k in range(terms, 0, -1):
        factor = _reciprocal(k * (k + 1))
        down = dd.subtract(dd.multiply(s, quarter), dd.multiply(cross, t))
        across = dd.add(s, dd.multiply(t, quarter))
        s, t = dd.add_float(dd.multiply(down, factor), 1.0), dd.multiply(across, factor)
    power, exponent = exp_pair(_exact(-x))
    half = Pair(t.high / 2, t.low / 2)
    real = dd.multiply(dd.subtract(s, dd.multiply(square_y, half)), power)
    imag = dd.multiply(dd.add(s, dd.multiply(square_x, half)), power)
    return _times(real, x, exponent - 1), _times(imag, y, exponent - 1)


def _times(x: Pair, factor: np.ndarray, exponent: np.ndarray | int) -> Scaled:
    """x * factor * 2**exponent, for a factor of any size."""
    mantissa, more = np.frexp(factor)
    return scaled(dd.multiply_float(x, mantissa), exponent + more)


@cache
def _reciprocal(n: int) -> Pair:
    high, low = pieces(fixed.ONE // n, fixed.BITS, (53, 53))
    return Pair(np.asarray(high), np.asarray(low))


# Asymptotic expansion -------------------------------------------------------------------------------------------------


def _expansion(x: np.ndarray, y: np.ndarray, terms: int) -> tuple[Scaled, Scaled]:
    upright = x < _NEAR_IMAGINARY
    flat = y < _NEAR_REAL
    right, up = np.where(upright, _NEAR_IMAGINARY, x), np.where(flat, _NEAR_REAL, y)
    shift = np.frexp(np.maximum(right, up))[1]
    shift += shift % 2
    small = Complex(_exact(ldexp(right, -shift)), _exact(ldexp(up, -shift)))
    modulus = dd.add(dd.multiply(small.real, small.real), dd.multiply(small.imag, small.imag))
    quotient = Complex(dd.divide(small.real, modulus), dd.negative(dd.divide(small.imag, modulus)))
    inverse = Complex(*(dd.scale(part, np.maximum(-shift, -400)) for part in quotient))
    even, odd = _even_and_odd(inverse, terms)
    sine, cosine = sin_cos(_exact(up))
    turn = Complex(cosine, sine)
    total = _multiply(turn, Complex(*(dd.add(a, b) for a, b in zip(even, odd, strict=True))))
    near = np.flatnonzero(right < _FAR)
    if near.size:
        other = Complex(*(dd.subtract(_take(a, near), _take(b, near)) for a, b in zip(even, odd, strict=True)))
        back = _multiply(other, Complex(_take(cosine, near), dd.negative(_take(sine, near))))
        power, exponent = exp_pair(_exact(-2 * right[near]))
        power = dd.scale(power, exponent)
        for part, more in ((total.real, back.imag), (total.imag, dd.negative(back.real))):  # -i times back
            part.high[near], part.low[near] = dd.add(_take(part, near), dd.multiply(power, more))
    total = _multiply(total, _inverse_root(small, modulus))
    real, imag = (dd.multiply(part, inverse_root_of_two_pi()) for part in total)
    correction = _unit_exponential(np.where(upright, right - x, 0.0))
    real, imag = dd.multiply(real, correction), dd.multiply(imag, correction)
    half = -shift // 2
    above, aside = np.where(upright, x, 1.0), np.where(flat, y, 1.0)
    unscaled = np.where(upright, 30, 0), np.where(flat, 100, 0)
    return _times(real, above, half + unscaled[0]), _times(imag, aside, half + unscaled[1])


def _take(x: Pair, where: np.ndarray) -> Pair:
    return Pair(x.high[where], x.low[where])


def _even_and_odd(inverse: Complex, terms: int) -> tuple[Complex, Complex]:
    """The sums of the even and of the odd terms of A(z), as powers of 1/z."""
    square = _multiply(inverse, inverse)
    sums: list[Complex] = []
    for first in (0, 1):
        zero = np.zeros_like(inverse.real.high)
        total = Complex(Pair(zero, zero), Pair(zero, zero))
        for k in range(terms - 2 + first, -1, -2):
            total = _multiply(total, square)
            total = Complex(dd.add(total.real, asymptotic_coefficients()[k]), total.imag)
        sums.append(total)
    return sums[0], _multiply(sums[1], inverse)


def _inverse_root(z: Complex, square: Pair) -> Complex:
    """z**-1/2 in the first quadrant, for z of ordinary size with modulus sqrt(square)."""
    modulus = dd.multiply(square, inverse_root(square))
    lead = dd.add(modulus, z.real)
    root = inverse_root(Pair(lead.high / 2, lead.low / 2))  # 1 / Re sqrt(z)
    real = dd.multiply(Pair(lead.high / 2, lead.low / 2), root)
    imag = dd.multiply(Pair(z.imag.high / 2, z.imag.low / 2), root)
    return Complex(dd.divide(real, modulus), dd.negative(dd.divide(imag, modulus)))


def _unit_exponential(d: np.ndarray) -> Pair:
    """e**d for 0 <= d <= 2**-30."""
    return dd.add_float(dd.add(_exact(d), dd.two_product(d, d / 2)), 1.0)
