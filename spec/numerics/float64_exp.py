"""Exponential and hyperbolic functions of float64, made of IEEE operations only, on rank-1 arrays.

(R1) Sums, products, quotients and square roots are exact to the last bit on every processor, library functions are not.
     So nothing here depends on vector instructions, the C library or the place of an element in an array.
(R2) e**x = 2**k 2**(j / STEPS) e**r with |r| < ln 2 / (2 STEPS), from a table of two floats an entry (Tang,
     "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", TOMS 1989).

Errors are below 0.51 ULP, except that subnormal results are rounded twice (0.76).
"""

from __future__ import annotations

from math import factorial

import numpy as np

from . import double_double as dd
from .constants import EXP_STEPS, exp_table, ln2_pieces
from .double_double import Pair
from .lanes import ldexp

_ENDLESS = 800.0
"""Powers of e of more than this overflow, of less than minus this vanish."""


def exp(x: np.ndarray) -> np.ndarray:
    """e**x."""
    x = np.clip(x, -_ENDLESS, _ENDLESS)
    steps = np.rint(x * (EXP_STEPS / ln2_pieces()[0]))
    first, second, third = ln2_pieces()
    turns = steps * (1 / EXP_STEPS)
    r = (x - turns * first) - turns * (second + third)
    rise = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))
    base, rest, exponent = _power_of_steps(steps)
    return ldexp(base + (base * rise + rest), exponent)


def expm1(x: np.ndarray) -> np.ndarray:
    """e**x - 1 without cancellation: the excess of the power over 2**k 2**(j / STEPS) where that is 1."""
    size = np.clip(x, -_ENDLESS, _ENDLESS)
    base, rise, exponent = _exp_parts(size)
    mantissa = _raised(base, rise)
    scale = np.clip(exponent, -100, 1000)
    lifted = dd.add_float(dd.scale(mantissa, scale), -1.0).high
    result = np.where((base.high == 1) & (exponent == 0), rise.high, lifted)
    result = np.where(exponent > 1000, ldexp(mantissa.high, exponent), result)
    return np.where(np.abs(x) < 2.0**-60, x, result)


def exp_pair(x: np.ndarray) -> tuple[Pair, np.ndarray]:
    """e**x as (m, k) with value m * 2**k and m between 0.99 and 2.01, for |x| < 2**20; relative error about 2**-70."""
    base, rise, exponent = _exp_parts(x)
    return _raised(base, rise), exponent


def _exp_parts(x: np.ndarray) -> tuple[Pair, Pair, np.ndarray]:
    """b, r and k with e**x = b * (1 + r) * 2**k (R2)."""
    steps = np.rint(x * (EXP_STEPS / ln2_pieces()[0]))
    turns = steps * (1 / EXP_STEPS)
    first, second, third = ln2_pieces()
    r = dd.add_float(dd.two_sum(x - turns * first, -turns * second), -turns * third)
    tail = r.high * r.high * dd.polynomial(r.high, [1 / factorial(n) for n in range(2, 8)])
    rise = dd.fast_two_sum(r.high, r.low + tail)
    leading, trailing, exponent = _power_of_steps(steps)
    return Pair(leading, trailing), rise, exponent


def _power_of_steps(steps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """2**(steps / STEPS) as the two parts of a table's entry, and a power of two; anything for NaN."""
    whole = steps.astype(np.int64)
    place = whole & (EXP_STEPS - 1)
    leading, trailing = exp_table()
    return np.take(leading, place), np.take(trailing, place), whole >> (EXP_STEPS.bit_length() - 1)


def _raised(base: Pair, rise: Pair) -> Pair:
    """base * (1 + rise)."""
    product = dd.two_product(base.high, rise.high)
    high = dd.fast_two_sum(base.high, product.high)
    low = high.low + (product.low + base.high * rise.low + base.low * (1 + rise.high))
    return dd.fast_two_sum(high.high, low)


def sinh(x: np.ndarray) -> np.ndarray:
    """(e**|x| - e**-|x|) / 2 with the sign of x; Taylor's series for |x| < 1/4."""
    mantissa, exponent = exp_pair(np.minimum(np.abs(x), _ENDLESS))
    difference = dd.subtract(mantissa, _inverse(mantissa, exponent)).high
    square = x * x
    slope = dd.polynomial(square, [1 / factorial(n) for n in range(3, 17, 2)])
    small = np.abs(x) + np.abs(x) * square * slope
    return np.copysign(np.where(np.abs(x) < 0.25, small, ldexp(difference, exponent - 1)), x)


def cosh(x: np.ndarray) -> np.ndarray:
    """(e**|x| + e**-|x|) / 2."""
    mantissa, exponent = exp_pair(np.minimum(np.abs(x), _ENDLESS))
    return ldexp(dd.add(mantissa, _inverse(mantissa, exponent)).high, exponent - 1)


def _inverse(mantissa: Pair, exponent: np.ndarray) -> Pair:
    """1 / (m 2**k) as a multiple of 2**k."""
    one = Pair(np.ones_like(mantissa.high), np.zeros_like(mantissa.high))
    return dd.scale(dd.divide(one, mantissa), -2 * np.minimum(exponent, 200))


def tanh(x: np.ndarray) -> np.ndarray:
    """(e**2x - 1) / (e**2x + 1) in double-double; the first terms of Taylor's series for |x| < 1/32."""
    size = np.minimum(np.abs(x), 25.0)
    mantissa, exponent = exp_pair(2 * size)
    power = dd.scale(mantissa, exponent)
    result = dd.quotient(dd.add_float(power, -1.0), dd.add_float(power, 1.0))
    small = size < 1 / 32
    if small.any():
        square = x * x
        slope = (((62 / 2835 - 1382 / 155925 * square) * square - 17 / 315) * square + 2 / 15) * square - 1 / 3
        result = np.where(small, np.abs(x + x * square * slope), result)
    return np.copysign(result, x)


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e**-x): with E = e**-|x|, 1 / (1 + E) for x >= 0 and E / (1 + E) for x < 0."""
    mantissa, exponent = exp_pair(-np.minimum(np.abs(x), _ENDLESS))
    power = dd.scale(mantissa, exponent)
    one = Pair(np.ones_like(x), np.zeros_like(x))
    negative = x < 0
    result = dd.quotient(dd.select(negative, mantissa, one), dd.add_float(power, 1.0))
    result = ldexp(result, np.where(negative, exponent, 0))
    return np.where(np.isnan(x), x, result) if np.isnan(result).any() else result
