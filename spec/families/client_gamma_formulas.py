"""Formulas of CHLO's gamma and zeta functions in terms of StableHLO's ops, for decompositions.

Sources: DLMF 5.5.3, 5.7.3 and 5.11.1 (logarithm of the gamma function), 5.5.4, 5.7.4 and 5.11.2 (its derivative),
25.11.43 (Hurwitz zeta function, by Euler and Maclaurin), 25.11.12 (polygamma functions).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from ..numerics import fixed_point as fixed
from .client_formulas import maximum, minimum, polynomial, precision
from .expressions import Expression, apply, equal, like, unequal, where

_SHIFT = 10
"""From here on the asymptotic series are good; it takes as many steps of the recurrence to get there."""


@cache
def _zetas(count: int) -> tuple[float, ...]:
    """zeta(k) - 1 for k = 2, 3, ..., as many."""
    return tuple(fixed.hurwitz(k, 2 * fixed.ONE) / fixed.ONE for k in range(2, 2 + count))


def _terms(x: Expression) -> int:
    """How many terms a power series in z/2 needs for |z| <= 1/2."""
    return precision(x) // 2 + 3


def _stepped(x: Expression) -> tuple[Expression, list[tuple[Expression, Expression]]]:
    """For x from 1/2 to 10 the z from -1/2 to 1/2 with x = 2 + z + n, or 1 + z, and the factors x - 1 to x - n of the
    recurrence, each with whether it counts."""
    count = apply("floor", x - 1.5)
    return x - (count + 2), [(x - k, count >= k) for k in range(1, _SHIFT - 1)]


def _lgamma_near(x: Expression) -> Expression:
    """ln Gamma(x) for x from 1/2 to 10, without cancellation at the zeros 1 and 2 (DLMF 5.7.3)."""
    z, steps = _stepped(x)
    zetas = enumerate(_zetas(_terms(x)), 2)
    series = z * polynomial(z, [1 - _EULER, *((-1) ** k * value / k for k, value in zetas)])
    factors = like(x, 1)
    for factor, counts in steps:
        factors = where(counts, factors * factor, factors)
    return where(x < 1.5, series - apply("log_plus_one", z), series + apply("log", factors))


_EULER = 0.5772156649015329


def _lgamma_far(x: Expression) -> Expression:
    """ln Gamma(x) for x >= 10, by Stirling's series (DLMF 5.11.1)."""
    return (x - 0.5) * (apply("log", x) - 1) + (math.log(2 * math.pi) / 2 - 0.5 + _stirling(x))


def _stirling(x: Expression) -> Expression:
    """What ln Gamma(x) has beyond (x - 1/2) ln x - x + ln(2 pi) / 2, for x >= 10."""
    inverse = 1 / x
    return inverse * polynomial(inverse * inverse, [_bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 11)])


def _bernoulli(n: int) -> float:
    return float(fixed.bernoulli(n))


def lgamma(x: Expression) -> Expression:
    """ln |Gamma(x)|: from -1/2 to 1/2 by that of x + 1, below by that of 1 - x (DLMF 5.5.3)."""
    reflected, small = x <= -0.5, abs(x) < 0.5
    y = where(reflected, 1 - x, where(small, 1 + x, x))
    found = where(y < _SHIFT, _lgamma_near(where(y < _SHIFT, y, 1)), _lgamma_far(maximum(y, _SHIFT)))
    sine = abs(apply("sine", (x - apply("round_nearest_afz", x)) * math.pi))
    below = where(equal(sine, 0), math.inf, math.log(math.pi) - apply("log", sine) - found)
    near_zero = found - apply("log", abs(x))
    return where(equal(abs(x), math.inf), math.inf, where(reflected, below, where(small, near_zero, found)))


def _digamma_near(x: Expression) -> Expression:
    """The derivative of ln Gamma(x), for x from 1/2 to 10 (DLMF 5.7.4)."""
    z, steps = _stepped(x)
    series = polynomial(z, [1 - _EULER, *((-1) ** k * value for k, value in enumerate(_zetas(_terms(x)), 2))])
    for factor, counts in steps:
        series = where(counts, series + 1 / factor, series)
    return where(x < 1.5, series - 1 / (1 + z), series)


def _digamma_far(x: Expression) -> Expression:
    """The derivative of ln Gamma(x), for x >= 10 (DLMF 5.11.2)."""
    inverse = 1 / x
    square = inverse * inverse
    series = square * polynomial(square, [_bernoulli(2 * k) / (2 * k) for k in range(1, 11)])
    return apply("log", x) - (inverse / 2 + series)


def digamma(x: Expression) -> Expression:
    """From 1/2 on as it is, below by that of 1 - x (DLMF 5.5.4); NaN at the poles."""
    reflected = x < 0.5
    y = where(reflected, 1 - x, x)
    found = where(y < _SHIFT, _digamma_near(where(y < _SHIFT, y, 1)), _digamma_far(maximum(y, _SHIFT)))
    place = x - apply("round_nearest_afz", x)
    angle = place * math.pi
    below = found - math.pi / apply("tan", angle)
    return where(reflected, where(equal(place, 0), math.nan, below), found)


Power = Callable[[Expression, int], Expression]
"""A multiple of base**(more - s), from base and more."""

_NEGLIGIBLE = 1e-30


def _zeta_of_positive(s: Expression, q: Expression, power: Power) -> Expression:
    """zeta(s, q) for s > 1 and q > 0: the first ten terms and what Euler and Maclaurin say of the others, times the
    factor that `power` brings. Their sum is left out where it does not matter: it does not converge for large s."""
    first = sums = power(q, 0)
    for n in range(1, _SHIFT):
        sums = sums + power(q + n, 0)
    last = q + _SHIFT
    inverse, unit = 1 / last, power(last, 0)
    rest, rising = like(s, 0.5), s * inverse
    for j in range(1, 13):
        rest = rest + rising * (_bernoulli(2 * j) / math.factorial(2 * j))
        rising = rising * ((s + (2 * j - 1)) * inverse) * ((s + 2 * j) * inverse)
    matters = (unit > first * _NEGLIGIBLE) & (unit < math.inf)
    return sums + power(last, 1) / (s - 1) + where(matters, unit * rest, unit)


def _odd(n: Expression) -> Expression:
    """Whether an integer is odd."""
    half = n / 2
    return unequal(apply("floor", half), half)


def _integer(x: Expression) -> Expression:
    """Whether x is an integer, or infinite."""
    return equal(apply("floor", x), x)


def zeta(s: Expression, q: Expression) -> Expression:
    """For q > 0 as above. For q < 0 the sum over all integers, less what lies below q; with f = q - floor(q):
    zeta(s, f) + (-1)**s (zeta(s, 1 - f) - zeta(s, 1 - q)). Odd s lose digits near their zeros, next to f = 1/2."""
    return _zeta(s, q, lambda base, more: apply("power", base, more - s))


def _zeta(s: Expression, q: Expression, power: Power) -> Expression:
    negative = q < 0
    floor = apply("floor", q)
    fraction, other = q - floor, (floor + 1) - q
    begun = _zeta_of_positive(s, where(negative, fraction, q), power)
    mirrored = _zeta_of_positive(s, where(negative, other, 1), power)
    rest = _zeta_of_positive(s, where(negative, 1 - q, 1), power)
    odd = _odd(s)
    beyond = where(fraction < 0.5, like(s, math.inf), -math.inf)  # where both are infinite, the nearer pole decides
    difference = where(equal(begun, mirrored) & equal(begun, math.inf), beyond, begun - mirrored + rest)
    difference = where(equal(fraction, 0.5), rest, difference)
    below = where(_integer(s), where(odd, difference, begun + mirrored - rest), math.nan)
    at_pole = where(_integer(s) & ~odd, like(s, math.inf), math.nan)
    limit = where(equal(q, 1), like(s, 1), where(q > 1, like(s, 0), math.inf))
    found = where(_integer(q) & (q <= 0), at_pole, where(negative, below, begun))
    found = where(equal(s, math.inf), limit, where(equal(q, math.inf), like(s, 0), found))
    defined = equal(s, s) & equal(q, q) & (s >= 1) & unequal(q, -math.inf)
    return where(defined, where(equal(s, 1), math.inf, found), math.nan)


_SMALL_ORDERS = 20


def polygamma(n: Expression, x: Expression) -> Expression:
    """(-1)**(n + 1) n! zeta(n + 1, x); `digamma` for n = 0. The factorial joins each of the powers, half by half, lest
    one of them overflow or vanish: n! is e**(ln Gamma(n + 1)) for small orders, for others (n / e)**n and the rest of
    Stirling's series. That loses about n units in the last place: all digits from n = 2**24 of f32 on."""
    order = minimum(maximum(n, 1), 1e30)
    large = order > _SMALL_ORDERS
    few, many = where(large, 1, order), where(large, order, _SMALL_ORDERS)
    root = apply("exponential", lgamma(few + 1) / 2)
    rest = apply("sqrt", many * (2 * math.pi)) * apply("exponential", _stirling(many))

    def power(base: Expression, more: int) -> Expression:
        half = apply("power", base, (more - 1 - few) / 2) * root
        greater = apply("power", many / (base * math.e), many / 2)
        return where(large, greater * (rest if more else rest / base) * greater, half * half)

    derivative = _zeta(order + 1, x, power)
    signed = where(_odd(order), derivative, -derivative)
    valid = (n >= 0) & _integer(n) & (n < math.inf)
    return where(valid, where(equal(n, 0), digamma(x), signed), math.nan)
