"""The Hurwitz zeta function of real floats of every type and any shape.

(R1) zeta(s, q) is the sum of (q + n)**-s over n = 0, 1, 2, ... for s > 1, a power with negative base being defined for
     integers s only: elsewhere the result is NaN. It is infinity at s = 1 and NaN below, where the sum diverges (the
     analytic continuation of zeta, which has values there, is not meant).
(R2) At q = 0, -1, -2, ... one term has a pole: infinity for even s, where both sides agree, NaN for others.
(R3) At q = infinity the sum is 0. As s grows to infinity it tends to infinity for q < 1, to 1 for q = 1, to 0 above.
(R4) Rounding: see `correct_rounding`.

For q > 0 everything is relative to the first term, q**-s, which takes the exponent that results may have: first terms
in full, until they vanish or q + n > s/2 + 10, then the sum of the others by Euler and Maclaurin (DLMF 25.11.43):

    (q + N)**-s * ((q + N) / (s - 1) + 1/2 + the sum of B_2j / (2j)! * s (s + 1) ... (s + 2j - 2) * (q + N)**(1 - 2j))

For q < 0, with f = q - floor(q), the sum over all integers is zeta(s, f) + (-1)**s zeta(s, 1 - f); what lies below q is
taken away: (-1)**s zeta(s, 1 - q). Where odd s make that cancel by more than 20 bits it is done in fixed point.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from math import factorial

import numpy as np

from . import double_double as dd, fixed_point as fixed
from .correct_rounding import Rough, Scaled, Settled, correctly_rounded, scaled
from .double_double import Pair
from .extended import exp as exp_pair, log as log_pair, log1p_small
from .float64_exp import exp_pair as exp_float
from .power_series import constant

_NEGLIGIBLE = 54.0  # e**-54 is below 2**-77
_PRECISE_CORRECTIONS = 6
_CORRECTIONS = 24
_ENORMOUS = 2.0**200
_CANCELLED = 2.0**-20
_EXTREME = 2000.0  # e**2000 is out of every range


@cache
def correction(j: int) -> Pair:
    """B_2j / (2j)!."""
    number = fixed.bernoulli(2 * j) / factorial(2 * j)
    return constant(fixed.ONE * number.numerator // number.denominator)


# Double-double, q > 0 -------------------------------------------------------------------------------------------------


def positive(s: np.ndarray, q: Pair, exponent: Pair, log: Pair) -> Scaled:
    """zeta(s, q) e**exponent q**s, that is with any power of e in place of q**-s. s > 1, q > 0; log is ln q."""
    mantissa, twos = exp_pair(limited(exponent))
    sums, more = _over_first_term(np.minimum(s, 2.0**400), q, log)
    return scaled(dd.multiply(mantissa, sums), twos + more)


def limited(exponent: Pair) -> Pair:
    """An exponent of e, cut off where only infinity or zero can come of it."""
    extreme = ~(np.abs(exponent.high) < _EXTREME)
    cut = Pair(np.copysign(_EXTREME, exponent.high), np.zeros_like(exponent.high))
    return dd.select(extreme, cut, exponent)


def times(log: Pair, s: np.ndarray) -> Pair:
    """-s * log; some infinity where it is beyond every range."""
    extreme = ~(np.abs(log.high * s) < 2.0**400)
    product = dd.multiply_float(log, np.where(extreme | (log.high == 0), 1.0, -s))  # enormous s cannot be split
    return dd.select(extreme, Pair(-log.high * s, np.zeros_like(s)), product)


def _over_first_term(s: np.ndarray, q: Pair, log: Pair) -> tuple[Pair, np.ndarray]:
    """zeta(s, q) q**s as a pair and a power of two (0 but for enormous q)."""
    sums, last = Pair(np.zeros_like(s), np.zeros_like(s)), Pair(np.ones_like(s), np.zeros_like(s))
    steps, limit = np.zeros_like(s), s / 2 + 10
    more_to_come = np.log(_later_terms(s, limit))
    going = np.flatnonzero(q.high < limit)
    open_ = (q.high >= limit) & (q.high < _ENORMOUS)
    while going.size:
        sums.high[going], sums.low[going] = dd.add(_take(sums, going), _take(last, going))
        steps[going] += 1
        term, exponent = _power_of_ratio(s[going], _take(q, going), steps[going], _take(log, going))
        last.high[going], last.low[going] = term
        vanished = exponent < -_NEGLIGIBLE - more_to_come[going]
        reached = q.high[going] + steps[going] >= limit[going]
        open_[going[reached & ~vanished]] = True
        going = going[~reached & ~vanished]
    rest = np.flatnonzero(open_)
    if rest.size:
        end = dd.add(dd.two_sum(q.high[rest], steps[rest]), Pair(q.low[rest], np.zeros(rest.size)))
        tail = dd.multiply(_take(last, rest), _rest(s[rest], end))
        sums.high[rest], sums.low[rest] = dd.add(_take(sums, rest), tail)
    enormous = np.flatnonzero(q.high >= _ENORMOUS)
    more = np.zeros(s.shape, np.int64)
    if enormous.size:
        mantissa, more[enormous] = np.frexp(q.high[enormous])
        below = dd.two_sum(s[enormous], -1.0)
        sums.high[enormous], sums.low[enormous] = dd.divide(Pair(mantissa, np.zeros_like(mantissa)), below)
    return sums, more


def _later_terms(s: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """At most so many times a term (q + n)**-s with q + n < limit are it and all that come after it."""
    return 2 + limit / np.maximum(s - 1, 2.0**-60)


def _take(x: Pair, where: np.ndarray) -> Pair:
    return Pair(x.high[where], x.low[where])


def _power_of_ratio(s: np.ndarray, q: Pair, steps: np.ndarray, log: Pair) -> tuple[Pair, np.ndarray]:
    """(q / (q + steps))**s and its logarithm."""
    tiny = q.high < 2.0**-150  # nothing is left of it beside 1
    end = dd.add(dd.two_sum(q.high, steps), Pair(q.low, np.zeros_like(s)))
    fall = dd.subtract(log, log_pair(end))
    large = q.high > 2.0**13
    if large.any():  # where s is large too, that difference has not enough digits
        ratio = dd.divide(Pair(-steps[large], np.zeros_like(steps[large])), _take(end, large))
        fall.high[large], fall.low[large] = log1p_small(ratio)
    exponent = dd.multiply_float(fall, s)
    top = np.where(tiny | ~(exponent.high > -300), -300.0, exponent.high)
    power, twos = exp_float(top)
    power = dd.fast_two_sum(power.high, power.low + power.high * np.where(top == -300, 0.0, exponent.low))
    return dd.scale(power, twos), top


def _rest(s: np.ndarray, q: Pair) -> Pair:
    """zeta(s, q) q**s by Euler and Maclaurin, for q > s/2 + 9."""
    one = Pair(np.ones_like(s), np.zeros_like(s))
    inverse = dd.divide(one, q)
    square = dd.multiply(inverse, inverse)
    rising = dd.multiply_float(inverse, s)
    sums = dd.add_float(dd.divide(q, dd.two_sum(s, -1.0)), 0.5)
    for j in range(1, _PRECISE_CORRECTIONS + 1):
        sums = dd.add(sums, dd.multiply(rising, correction(j)))
        factor = dd.multiply(dd.two_sum(s, 2.0 * j - 1), dd.two_sum(s, 2.0 * j))
        rising = dd.multiply(dd.multiply(rising, square), factor)
    return dd.add_float(sums, _corrections(s, rising.high, square.high, _PRECISE_CORRECTIONS + 1, _CORRECTIONS))


def _corrections(s: np.ndarray, rising: np.ndarray, square: np.ndarray, first: int, last: int) -> np.ndarray:
    """Corrections first ... last, in float64; rising is s (s + 1) ... (s + 2 first - 2) q**(1 - 2 first)."""
    total = np.zeros_like(s)
    for j in range(first, last + 1):
        total = total + rising * float(correction(j).high)
        rising = rising * square * (s + (2 * j - 1)) * (s + 2 * j)
    return total


def _plain(s: np.ndarray, q: Pair) -> Scaled:
    """zeta(s, q) for q > 0."""
    log = log_pair(q)
    return positive(s, q, times(log, s), log)


# Double-double, q < 0 -------------------------------------------------------------------------------------------------


def negative(
    order: np.ndarray, odd: np.ndarray, q: np.ndarray, function: Callable[[np.ndarray, Pair], Scaled]
) -> tuple[Scaled, np.ndarray]:
    """zeta(s, q) for integers s and q < 0, from `function`, which gives a multiple of it for q > 0, and `order`, which
    says which s that takes; and where that has cancelled. `odd` says which s are odd.
    """
    floor, nothing = np.floor(q), np.zeros_like(q)
    fraction = dd.two_sum(q, -floor)
    others = dd.two_sum(-q, floor + 1), dd.two_sum(-q, np.ones_like(q))
    first, second, third = function(order, fraction), function(order, others[0]), function(order, others[1])
    half = odd & (fraction.high == 0.5) & (fraction.low == 0)  # the first two are one
    exponent = np.maximum(np.maximum(_size(first), _size(second)), _size(third))
    exponent = np.where(half, _size(third), exponent)
    a, b, c = (_aligned(part, exponent) for part in (first, second, third))
    sign = np.where(odd, -1.0, 1.0)
    both = dd.add(a, Pair(b.high * sign, b.low * sign))
    both = dd.select(half, Pair(nothing, nothing), both)
    total = dd.add(both, Pair(-c.high * sign, -c.low * sign))
    beyond = odd & ~half & (a.high == b.high) & (a.low == b.low)  # both out of every range: the nearer pole has more
    total = dd.select(beyond, dd.select(fraction.high > 0.5, Pair(-b.high, -b.low), a), total)
    cancelled = odd & ~half & (np.abs(total.high) < _CANCELLED * a.high)
    return scaled(total, exponent), cancelled


def _size(x: Scaled) -> np.ndarray:
    return np.asarray(x.exponent) + np.frexp(x.high)[1]


def _aligned(x: Scaled, exponent: np.ndarray) -> Pair:
    shift = np.maximum(np.asarray(x.exponent) - exponent, -3000)
    return dd.scale(Pair(x.high, x.low), np.minimum(shift, 3000))


def repeat_in_fixed_point(
    result: Scaled, where: np.ndarray, s: np.ndarray, q: np.ndarray, factor: Callable[[int], int]
) -> Scaled:
    """`result` with the elements selected by `where` replaced by zeta(s, q) * factor(s), for odd s and q < 0."""
    exponent = np.array(result.exponent)
    for place in np.flatnonzero(where).tolist():
        order = int(s[place])
        parts = fixed.to_floats(_in_fixed_point(order, float(q[place])) * factor(order))
        result.high[place], result.low[place], exponent[place] = parts
    return Scaled(result.high, result.low, exponent)


@lru_cache(1 << 12)
def _in_fixed_point(s: int, q: float) -> int:
    """zeta(s, q) for odd s and q < 0; remembered, since arrays full of one hard argument are not rare."""
    number = fixed.exactly(q)
    fraction = number % fixed.ONE
    below = fixed.hurwitz(s, fraction) - fixed.hurwitz(s, fixed.ONE - fraction)
    return below + fixed.hurwitz(s, fixed.ONE - number)


def _zeta_precise(s: np.ndarray, q: np.ndarray) -> Scaled:
    below = q < 0
    if not below.any():
        return _plain(s, Pair(q, np.zeros_like(q)))
    high, low, exponent = np.empty_like(s), np.empty_like(s), np.zeros(s.shape, np.int64)
    above = ~below
    high[above], low[above], exponent[above] = _plain(s[above], Pair(q[above], np.zeros(np.count_nonzero(above))))
    part, cancelled = negative(s[below], s[below] % 2 == 1, q[below], _plain)
    cancelled &= s[below] < 1100  # beyond, results overflow even so
    part = repeat_in_fixed_point(part, cancelled, s[below], q[below], lambda _: 1)
    high[below], low[below], exponent[below] = part
    return Scaled(high, low, exponent)


# float64 --------------------------------------------------------------------------------------------------------------


def over_first_term_roughly(s: np.ndarray, q: np.ndarray) -> Rough:
    """zeta(s, q) q**s for q > 0."""
    total, last = np.zeros_like(s), np.ones_like(s)
    steps, limit = np.zeros_like(s), s / 2 + 6
    negligible = 2.0**-50 / _later_terms(s, limit)
    going = np.flatnonzero(q < limit)
    while going.size:
        total[going] += last[going]
        steps[going] += 1
        last[going] = np.exp(-s[going] * np.log1p(steps[going] / q[going]))
        going = going[(q[going] + steps[going] < limit[going]) & (last[going] > negligible[going])]
    end = q + steps
    rising = s / end
    rest = end / (s - 1) + 0.5 + _corrections(s, rising, 1 / (end * end), 1, 13)
    total += np.where(end >= limit, last * rest, 0.0)
    return Rough(total, total * (2.0**-46 + s * 2.0**-50))


def _plain_roughly(s: np.ndarray, q: np.ndarray) -> Rough:
    ratio, error = over_first_term_roughly(s, q)
    power = np.power(q, -s)
    value = power * ratio
    return Rough(value, np.where(np.isinf(value), 0.0, power * error + value * 2.0**-46))


def negative_roughly(
    order: np.ndarray, odd: np.ndarray, q: np.ndarray, function: Callable[[np.ndarray, np.ndarray], Rough]
) -> Rough:
    """`negative` in float64."""
    floor = np.floor(q)
    parts = [function(order, argument) for argument in (q - floor, (floor + 1) - q, 1 - q)]
    sign = np.where(odd, -1.0, 1.0)
    (a, b, c), errors = (part.value for part in parts), [part.error for part in parts]
    # a fraction rounded to float64 has a relative error of 2**-53 at most, and the power another s of them
    rounded = (np.abs(a) + np.abs(b) + np.abs(c)) * (2.0**-46 + order * 2.0**-50)
    return Rough(a + sign * (b - c), errors[0] + errors[1] + errors[2] + rounded)


# Function -------------------------------------------------------------------------------------------------------------


def _zeta_limits(s: np.ndarray, q: np.ndarray) -> Settled:
    """R1 to R3."""
    nan = np.isnan(s) | np.isnan(q) | (s < 1) | (q == -np.inf)
    pole = (q <= 0) & (q == np.rint(q))
    endless = s == np.inf
    undefined = (q <= 0) & (s % 2 != 0) & (pole | (s != np.rint(s)))
    value = np.where(pole & (s % 2 == 0), np.inf, np.where(q == np.inf, 0.0, np.nan))
    value = np.where(endless, np.where(q < 1, np.inf, np.where(q == 1, 1.0, 0.0)), value)
    value = np.where(s == 1, np.inf, np.where(undefined & ~endless, np.nan, value))
    return Settled(nan | (s == 1) | pole | endless | undefined | np.isinf(q), np.where(nan, np.nan, value))


@correctly_rounded(_zeta_precise, _zeta_limits)
def zeta(s: np.ndarray, q: np.ndarray) -> Rough:
    """The sum of (q + n)**-s over n >= 0."""
    below = q < 0
    if not below.any():
        return _plain_roughly(s, q)
    value, error = np.empty_like(s), np.empty_like(s)
    value[~below], error[~below] = _plain_roughly(s[~below], q[~below])
    value[below], error[below] = negative_roughly(s[below], s[below] % 2 == 1, q[below], _plain_roughly)
    return Rough(value, error)
