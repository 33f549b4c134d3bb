"""Special functions of one number in fixed point: integers that count units of 2**-BITS.

Two uses. Coefficients of series are computed with them on first use, instead of being copied from somewhere. And the
few arguments next to a zero of a function, where double-double arithmetic loses its digits by cancellation, are worked
out here, one after the other, in some tenths of a millisecond each.

Functions take and return such integers unless they say otherwise; errors are some units, relative to results above 1.
Series: DLMF 5.11.1 and 5.11.2 (gamma), 25.11.43 (zeta; Euler-Maclaurin). Reflection: DLMF 5.5.3 and 5.5.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import comb, isqrt

from .constants import ln2_scaled, pi_scaled

BITS = 256
ONE = 1 << BITS
_FAR = 64  # from here on the asymptotic series reach the last bit
_GUARD = 128


def exactly(x: float) -> int:
    """A float in fixed point: exact for multiples of 2**-BITS."""
    numerator, denominator = x.as_integer_ratio()
    return (numerator << BITS) // denominator


def to_floats(x: int) -> tuple[float, float, int]:
    """(high, low, exponent) with x = (high + low) * 2**exponent units of 1, to 106 bits; |high| from 1/2 to 1."""
    exponent = abs(x).bit_length() - BITS
    scaled = x << 160 >> exponent + BITS
    high = scaled / (1 << 160)
    return high, (scaled - int(high * 2.0**160)) / (1 << 160), exponent


@cache
def bernoulli(n: int) -> Fraction:
    """The Bernoulli number B_n, with B_1 = -1/2."""
    if n % 2 and n > 1:
        return Fraction(0)
    return (int(n == 0) - sum((comb(n + 1, k) * bernoulli(k) for k in range(n)), Fraction(0))) / Fraction(n + 1)


def multiply(x: int, y: int) -> int:
    """x * y."""
    return x * y >> BITS


def divide(x: int, y: int) -> int:
    """x / y."""
    return (x << BITS) // y


def power(x: int, n: int) -> int:
    """x**n for n >= 0."""
    result = ONE
    while n:
        if n & 1:
            result = multiply(result, x)
        x, n = multiply(x, x), n >> 1
    return result


def log(x: int) -> int:
    """ln x for x > 0. With x = 2**k m and r the 256th root of m: k ln 2 + 512 artanh((r - 1) / (r + 1))."""
    bits = BITS + 32
    unit, twos = 1 << bits, x.bit_length() - 1 - BITS
    shift = 32 - twos
    root = x << shift if shift > 0 else x >> -shift
    for _ in range(8):
        root = isqrt(root << bits)
    ratio = ((root - unit) << bits) // (root + unit)
    square, term, total, n = ratio * ratio >> bits, ratio, 0, 1
    while term:
        total += term // n
        term, n = term * square >> bits, n + 2
    return (total >> 23) + twos * ln2_scaled(BITS)


def exp(x: int) -> tuple[int, int]:
    """(m, k) with e**x = m * 2**k and m between 1 and 2."""
    twos = x // ln2_scaled(BITS)
    rest = x - (twos * ln2_scaled(BITS + 64) >> 64)
    part, term, total, n = rest >> 8, ONE, 0, 1
    while term:
        total += term
        term, n = multiply(term, part) // n, n + 1
    for _ in range(8):
        total = multiply(total, total)
    return total, twos


def sin_cos_pi(x: int) -> tuple[int, int]:
    """sin(pi x) and cos(pi x) for 0 <= x <= 1, by Taylor's series."""
    angle = multiply(x, pi_scaled(BITS))
    sine, cosine, term, n = 0, 0, ONE, 1
    while abs(term) > 1:
        cosine += term
        odd = multiply(term, angle) // n
        sine += odd
        term, n = -(multiply(odd, angle) // (n + 1)), n + 2
    return sine, cosine


def hurwitz(s: int, q: int) -> int:
    """The sum of (q + n)**-s over n >= 0, for an integer s >= 2 and q > 0."""
    steps = max(0, _FAR + s - (q >> BITS))
    inverse = divide(ONE, q + steps * ONE)
    last = power(inverse, s)
    total = sum(power(divide(ONE, q + n * ONE), s) for n in range(steps))
    total += divide(last, inverse) // (s - 1) + last // 2
    rising, square = multiply(last, inverse) * s << _GUARD, multiply(inverse, inverse)
    for number, k in _even_bernoulli():
        term = rising * number.numerator // (number.denominator * (2 * k)) >> _GUARD
        if abs(term) <= 1:
            return total
        total += term
        rising = multiply(rising, square) * (s + 2 * k - 1) * (s + 2 * k) // (2 * k * (2 * k + 1))
    return total


def digamma(x: int) -> int:
    """The derivative of ln Gamma(x), for x that is no pole."""
    if x < 0:
        sine, cosine = sin_cos_pi(x % ONE)
        return digamma(ONE - x) - divide(multiply(pi_scaled(BITS), cosine), sine)
    steps = max(0, _FAR - (x >> BITS))
    y = x + steps * ONE
    total = log(y) - divide(ONE, 2 * y) - sum(divide(ONE, x + n * ONE) for n in range(steps))
    for number, k, inverse in _inverse_powers(y, 2):
        total -= inverse * number.numerator // (number.denominator * 2 * k) >> _GUARD
    return total


def log_gamma(x: int) -> int:
    """ln |Gamma(x)|, for x that is no pole."""
    if x < 0:
        sine, _ = sin_cos_pi(x % ONE)
        return log(pi_scaled(BITS)) - log(sine) - log_gamma(ONE - x)
    steps = max(0, _FAR - (x >> BITS))
    y, product = x + steps * ONE, ONE
    for n in range(steps):
        product = multiply(product, x + n * ONE)
    total = multiply(y - ONE // 2, log(y)) - y + log(2 * pi_scaled(BITS)) // 2 - log(product)
    for number, k, inverse in _inverse_powers(y, 1):
        total += inverse * number.numerator // (number.denominator * 2 * k * (2 * k - 1)) >> _GUARD
    return total


def _inverse_powers(y: int, first: int) -> Iterator[tuple[Fraction, int, int]]:
    """B_2k, k and y**(2 - first - 2k) with guard bits, from k = 1 on until the terms of Stirling's series vanish."""
    inverse = divide(ONE, y)
    square, term = multiply(inverse, inverse), power(inverse, first) << _GUARD
    for number, k in _even_bernoulli():
        if abs(term * number) < 1 << _GUARD:
            return
        yield number, k, term
        term = multiply(term, square)


def _even_bernoulli() -> Iterator[tuple[Fraction, int]]:
    """B_2k and k, for k = 1, 2, ... as far as the asymptotic series are of use."""
    return ((bernoulli(2 * k), k) for k in range(1, _FAR))
