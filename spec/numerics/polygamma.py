"""The polygamma functions of real floats of every type and any shape.

(R1) polygamma(n, x) is the n-th derivative of digamma at x, for n = 0, 1, 2, ...; NaN for other n. For n > 0 it is

         (-1)**(n + 1) n! zeta(n + 1, x)    (DLMF 5.15.1 and 25.11.12)

(R2) At the poles 0, -1, -2, ... it is infinite for odd n, where both sides agree, and NaN for even n.
(R3) polygamma(n, infinity) is 0 with the sign of R1 (infinity for n = 0), polygamma(n, -infinity) NaN.
(R4) Rounding: see `correct_rounding`.

n! joins the first term of the zeta function in one exponent, ln Gamma(n + 1) - (n + 1) ln x, since n! alone would
overflow. Above n = 2**20, where double-double numbers have not enough digits for that difference, it is computed in
fixed point, unless the result is infinity or zero anyway.
"""

from __future__ import annotations

import math

import numpy as np

from . import double_double as dd, fixed_point as fixed, gamma, zeta
from .correct_rounding import Rough, Scaled, Settled, correctly_rounded
from .double_double import Pair
from .extended import log as log_pair

_LARGE = 2.0**20


def _derivative(n: np.ndarray, x: Pair) -> Scaled:
    """n! zeta(n + 1, x) for x > 0."""
    log, s, large = log_pair(x), n + 1, n > _LARGE
    exponent = dd.add(_log_factorial(np.where(large, 1.0, n)), zeta.times(log, np.where(large, 1.0, s)))
    if large.any():
        exponent.high[large], exponent.low[large] = _large_exponents(n[large], x.high[large], x.low[large])
    return zeta.positive(s, x, exponent, log)


def _log_factorial(n: np.ndarray) -> Pair:
    """ln n! for integers up to 2**20; few of them differ as a rule."""
    orders, place = np.unique(n, return_inverse=True)
    high, low, twos = gamma.lgamma_scaled(orders + 1)
    value = dd.scale(Pair(high, low), np.asarray(twos))
    return Pair(value.high[place], value.low[place])


def _large_exponents(n: np.ndarray, high: np.ndarray, low: np.ndarray) -> Pair:
    """ln n! - (n + 1) ln x for large n, or something as extreme."""
    estimate = n * (np.log(n) - 1 - np.log(high))
    result = Pair(np.clip(estimate, -4e3, 4e3), np.zeros_like(n))
    for place in np.flatnonzero(np.abs(estimate) < 2000 + n * 1e-12).tolist():
        s = fixed.exactly(float(n[place])) + fixed.ONE
        x = fixed.exactly(float(high[place])) + fixed.exactly(float(low[place]))
        first, second, twos = fixed.to_floats(fixed.log_gamma(s) - fixed.multiply(s, fixed.log(x)))
        result.high[place], result.low[place] = math.ldexp(first, min(twos, 100)), math.ldexp(second, min(twos, 100))
    return result


def _above(n: np.ndarray, x: np.ndarray) -> Scaled:
    return _derivative(n, Pair(x, np.zeros_like(x)))


def _below(n: np.ndarray, x: np.ndarray) -> Scaled:
    result, cancelled = zeta.negative(n, n % 2 == 0, x, _derivative)
    cancelled &= n < 1100  # beyond, results overflow even so
    return zeta.repeat_in_fixed_point(result, cancelled, n + 1, x, lambda s: math.factorial(s - 1))


def _precise(n: np.ndarray, x: np.ndarray) -> Scaled:
    high, low, exponent = np.empty_like(x), np.empty_like(x), np.zeros(x.shape, np.int64)
    first = n == 0
    for where, function in ((~first & (x > 0), _above), (~first & (x < 0), _below)):
        if where.any():
            part = function(n[where], x[where])
            sign = np.where(n[where] % 2 == 1, 1.0, -1.0)
            high[where], low[where], exponent[where] = part.high * sign, part.low * sign, part.exponent
    if first.any():
        high[first], low[first], exponent[first] = gamma.digamma_scaled(x[first])
    return Scaled(high, low, exponent)


# float64 --------------------------------------------------------------------------------------------------------------


def _derivative_roughly(n: np.ndarray, x: np.ndarray) -> Rough:
    s = n + 1
    factorials, log = gamma.lgamma_roughly(s).value, s * np.log(x)
    ratio, error = zeta.over_first_term_roughly(s, x)
    power = np.exp(factorials - log)
    value = power * ratio
    error = power * error + value * (factorials + np.abs(log) + 64) * 2.0**-49
    return Rough(value, np.where(np.isinf(value), 0.0, error))


def _polygamma_limits(n: np.ndarray, x: np.ndarray) -> Settled:
    """R1 to R3."""
    undefined = ~(n >= 0) | (n != np.rint(n)) | (n == np.inf) | np.isnan(x) | (x == -np.inf)
    pole = (x <= 0) & (x == np.rint(x))
    odd = n % 2 == 1
    value = np.where(odd, np.where(pole, np.inf, 0.0), np.where(pole, np.nan, np.where(n == 0, np.inf, -0.0)))
    return Settled(undefined | pole | np.isinf(x), np.where(undefined, np.nan, value))


@correctly_rounded(_precise, _polygamma_limits)
def polygamma(n: np.ndarray, x: np.ndarray) -> Rough:
    """The n-th derivative of digamma at x."""
    value, error = np.empty_like(x), np.empty_like(x)
    first, below = n == 0, (x < 0) & (n != 0)
    above = ~first & ~below
    sign = np.where(n % 2 == 1, 1.0, -1.0)
    if first.any():
        value[first], error[first] = gamma.digamma_roughly(x[first])
    if above.any():
        part = _derivative_roughly(n[above], x[above])
        value[above], error[above] = part.value * sign[above], part.error
    if below.any():
        part = zeta.negative_roughly(n[below], n[below] % 2 == 0, x[below], _derivative_roughly)
        value[below], error[below] = part.value * sign[below], part.error
    return Rough(value, error)
