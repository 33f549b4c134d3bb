"""Gamma, zeta, Bessel and error functions: poles and limits as bullets, all else by mpmath with bits to spare.

mpmath computes these with less care for cancellation than elementary functions, so the working precision is three
times the one that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .functions import Result, mpf
from .reals import INF, NAN, is_infinite, is_nan, is_zero, negative, signed, zero
from .rounding import Number


def careful(real: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A real number computed with bits to spare."""

    def computed(mp: Any) -> Any:
        with mp.workprec(3 * mp.mp.prec + 100):
            return mp.re(real(mp))

    return computed


FAR = 100_000
"""A logarithm of numbers that no type has."""


def whole(x: Number) -> bool:
    """Whether a finite number is an integer."""
    return is_zero(x) or (isinstance(x, Fraction) and x.denominator == 1)


def lgamma(x: Number) -> Result:
    if is_nan(x):
        return NAN
    if is_infinite(x) or (whole(x) and x <= 0):
        return INF
    if x in (1, 2):
        return 0.0
    return careful(lambda mp: mp.log(abs(mp.gamma(mpf(mp, x)))) if x < 0 else mp.loggamma(mpf(mp, x)))


def digamma(x: Number) -> Result:
    if is_infinite(x) and x > 0:
        return INF
    if is_nan(x) or is_infinite(x) or (whole(x) and x <= 0):
        return NAN
    return careful(lambda mp: mp.psi(0, mpf(mp, x)))


def polygamma(n: Number, x: Number) -> Result:
    if is_nan(n) or is_infinite(n) or n < 0 or not whole(n) or is_nan(x):
        return NAN
    if is_zero(n):
        return digamma(x)
    order = int(n)
    if is_infinite(x):
        return NAN if x < 0 else zero(order % 2 == 0)
    if whole(x) and x <= 0:
        return INF if order % 2 else NAN
    return careful(lambda mp: _derivative(mp, order, mpf(mp, x)))


def _derivative(mp: Any, order: int, x: Any) -> Any:
    """The polygamma function. Of what is large in the exponents of n! and of x**-n, that many bits are lost.

    For x > 0, zeta(s, x) lies between x**-s and x**-s * (1 + x / (s - 1)) + (x + 1)**-s: where that already is beyond
    all numbers of all types, or below them, nothing more is asked.
    """
    sign = (-1) ** (order + 1)
    with mp.workprec(2 * order.bit_length() + 64):
        size = mp.loggamma(order + 1) - (order + 1) * mp.log(x) if x > 0 else 0
        if abs(size) > FAR and (size > 0 or size + mp.log(2 + x / order) < -FAR):
            return sign * mp.ldexp(1, FAR if size > 0 else -FAR)
    with mp.workprec(mp.mp.prec + 4 * order.bit_length() + 64):
        factorial = mp.factorial(order) if order < 1 << 16 else mp.exp(mp.loggamma(order + 1))
        return sign * factorial * hurwitz(mp, order + 1, x)


def hurwitz(mp: Any, s: int, x: Any) -> Any:
    """zeta(s, x) for an integer s; below zero (where mpmath's signs are not to be relied on) from sums above it.

    With x = -(m + d), m whole and 0 < d < 1, the terms (x + k)**-s are those of -(d + j) for j = 0 ... m, which make
    (-1)**s * (zeta(s, d) - zeta(s, 1 - x)), and those of zeta(s, 1 - d).
    """
    if x > 0:
        return mp.zeta(s, x)
    d = mp.ceil(x) - x
    return mp.zeta(s, 1 - d) + (-1) ** s * (mp.zeta(s, d) - mp.zeta(s, 1 - x))


def zeta(x: Number, q: Number) -> Result:
    if is_nan(x) or is_nan(q) or x < 1 or (is_infinite(q) and q < 0):
        return NAN
    if x == 1:
        return INF
    if is_infinite(q):
        return 0.0
    if is_infinite(x):
        return INF if q < 1 else Fraction(1) if q == 1 else 0.0
    if q <= 0 and whole(q):
        return INF if whole(x) and int(x) % 2 == 0 else NAN
    if q < 0 and not whole(x):
        return NAN
    if q < 0:
        return careful(lambda mp: hurwitz(mp, int(x), mpf(mp, q)))
    return careful(lambda mp: mp.zeta(mpf(mp, x), mpf(mp, q)))


def bessel_i1e(x: Number) -> Result:
    if is_nan(x) or is_zero(x):
        return x
    if is_infinite(x):
        return zero(negative(x))
    minus = negative(x)
    return careful(lambda mp: signed(mp.exp(-abs(mpf(mp, x))) * mp.besseli(1, abs(mpf(mp, x))), minus))


def erf_inv(x: Number) -> Result:
    if is_nan(x) or is_zero(x):
        return x
    if is_infinite(x) or abs(x) > 1:
        return NAN
    if abs(x) == 1:
        return signed(INF, negative(x))
    return careful(lambda mp: mp.erfinv(mpf(mp, x)))


SPECIAL: dict[str, Callable[..., Result]] = {
    "lgamma": lgamma,
    "digamma": digamma,
    "polygamma": polygamma,
    "zeta": zeta,
    "bessel_i1e": bessel_i1e,
    "erf_inv": erf_inv,
}
"""By mnemonic."""
