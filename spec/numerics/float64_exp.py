"""Exponential and hyperbolic functions of float64, made of IEEE operations only, on rank-1 arrays.

(R1) Sums, products, quotients and square roots are exact to the last bit on every processor, library functions are not.
     So nothing here depends on vector instructions, the C library or the place of an element in an array.
(R2) e**x = 2**k 2**(j / STEPS) e**r with |r| < ln 2 / (2 STEPS), from a table of two floats an entry (Tang,
     "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", TOMS 1989).

Errors are below 0.52 ULP, except that subnormal results are rounded twice (0.76).
"""

from __future__ import annotations

from functools import cache
from math import factorial

import numpy as np

from . import double_double as dd
from .constants import EXP_STEPS, TANH_END, TANH_STEPS, WHOLE, exp_table, ln2_pieces, ln2_scaled, pieces, tanh_table
from .double_double import Pair
from .economized import economized
from .lanes import ldexp, replaced, to_whole

_ENDLESS = 800.0
"""Powers of e of more than this overflow, of less than minus this vanish."""


def exp(x: np.ndarray) -> np.ndarray:
    """e**x."""
    return replaced(_exp(*_reduced(x)), ~((x >= -708) & (x <= 709)), _exp_of_extreme, x)


def exp_of_usual(x: Pair) -> np.ndarray:
    """e**(high + low) for |high| <= 700."""
    k, r = _reduced(x.high)
    r += x.low
    return _exp(k, r)


def _exp(k: np.ndarray, r: np.ndarray) -> np.ndarray:
    """2**k 2**(j / STEPS) e**r, where that is a normal number (R2)."""
    rise, base, rest = _power(k, r)
    rise += rest
    rise += base
    k &= -EXP_STEPS
    k <<= _SHIFT
    k += rise.view(np.int64)
    return k.view(np.float64)


def _exp_of_extreme(x: np.ndarray) -> np.ndarray:
    """e**x, also where that is subnormal, zero or infinite."""
    mantissa, exponent = exp_pair(np.clip(x, -_ENDLESS, _ENDLESS))
    return ldexp(mantissa.high, exponent)


def _steps(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """STEPS k + j (R2) for |x| < 1000, in the last bits of integers and as floats."""
    return to_whole(x * (1 / _ln2_pieces()[0]))


def _reduced(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """STEPS k + j in the last bits of integers, and r (R2), for |x| < 1000."""
    first, second, third = _ln2_pieces()
    k, steps = _steps(x)
    r = steps * first
    np.subtract(x, r, out=r)
    steps *= second + third
    r -= steps
    return k, r


@cache
def _ln2_pieces() -> tuple[float, ...]:
    """ln 2 / EXP_STEPS in three floats; multiples up to 2**21 of the first two are exact."""
    return pieces(ln2_scaled(320), 320 + EXP_STEPS.bit_length() - 1, (32, 32, 53))


def _power(k: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """b (e**r - 1) and the two parts of b, which is 2**(j / STEPS)."""
    place = k & (EXP_STEPS - 1)
    leading, trailing = exp_table()
    base = np.take(leading, place)
    rise = dd.polynomial(r, _rise_series(3))
    rise *= r
    rise *= r
    rise += r
    rise *= base
    return rise, base, np.take(trailing, place)


def _power_of_two(k: np.ndarray) -> np.ndarray:
    """2**k, in place, from STEPS k + j."""
    k &= -EXP_STEPS
    k <<= _SHIFT
    k += 1023 << 52
    return k.view(np.float64)


_SHIFT = 53 - EXP_STEPS.bit_length()
"""From STEPS k to the exponent of a float."""


@cache
def _rise_series(count: int) -> list[float]:
    """(e**r - 1 - r) / r**2, as so many terms."""
    bound = _ln2_pieces()[0] / 2
    return economized([1 / factorial(n) for n in range(2, 10)], -bound, bound, count)


def expm1(x: np.ndarray) -> np.ndarray:
    """e**x - 1 without cancellation: with b = 2**k 2**(j / STEPS), (b - 1) + r + ((b - 1) r + b (e**r - 1 - r)), where
    all but (b - 1) + r is small, and the rounding errors of that are kept."""
    first, second, third = _ln2_pieces()
    k, steps = _steps(x)
    rest = steps * first
    np.subtract(x, rest, out=rest)
    r, rest = dd.fast_two_sum_over(rest, steps * -second)
    steps *= third
    rest -= steps
    rise = dd.polynomial(r, _rise_series(4))
    rise *= r
    rise *= r
    rise += rest  # e**r - 1 - r
    place = k & (EXP_STEPS - 1)
    leading, trailing = exp_table()
    scale = _power_of_two(k)
    base = np.take(leading, place)
    base *= scale
    low = np.take(trailing, place)
    low *= scale
    excess, lost = dd.two_sum_over(base, -1.0)
    low += lost
    turn = r + rise
    turn *= excess + low
    rise += turn
    rise += low
    total, lost = dd.fast_two_sum_over(excess, r)
    rise += lost
    total += rise
    tiny = np.abs(x) < 2.0**-54
    total = replaced(total, tiny, lambda x: x, x)
    return replaced(total, ~((x >= -40) & (x <= 709)), lambda x: _exp_of_extreme(x) - 1, x)


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
    size = np.abs(x)
    up, down = _half_power(size), _half_power(-size)
    result, lost = dd.fast_two_sum_over(up.high, -down.high)
    lost += up.low - down.low
    result += lost
    result = replaced(result, size < 0.25, _sinh_of_small, size)
    return np.copysign(replaced(result, ~(size <= _PLAIN), _sinh_of_large, size), x)


def _sinh_of_small(x: np.ndarray) -> np.ndarray:
    square = x * x
    rise = dd.polynomial(square, [1 / factorial(n) for n in range(3, 17, 2)])
    rise *= square
    rise *= x
    rise += x
    return rise


def cosh(x: np.ndarray) -> np.ndarray:
    """(e**|x| + e**-|x|) / 2."""
    size = np.abs(x)
    up, down = _half_power(size), _half_power(-size)
    result, lost = dd.fast_two_sum_over(up.high, down.high)
    lost += up.low + down.low
    result += lost
    return replaced(result, ~(size <= _PLAIN), _sinh_of_large, size)


_PLAIN = 700.0
"""Up to here halves of e**x and of e**-x are normal numbers. There the second is nothing beside the first."""


def _half_power(x: np.ndarray) -> Pair:
    """e**x / 2 for |x| <= 700; relative error about 2**-62."""
    k, r = _reduced(x)
    rise, base, rest = _power(k, r)
    rise += rest
    k -= EXP_STEPS
    scale = _power_of_two(k)
    base *= scale
    rise *= scale
    return Pair(base, rise)


def _sinh_of_large(x: np.ndarray) -> np.ndarray:
    """e**x / 2 where that may be infinite; NaN for NaN."""
    mantissa, exponent = exp_pair(np.minimum(x, _ENDLESS))
    return ldexp(mantissa.high, exponent - 1)


def tanh(x: np.ndarray) -> np.ndarray:
    """t + u - t u (t + u) / (1 + t u), where t = tanh c with c = i / TANH_STEPS next to x, from a table, and
    u = tanh(x - c); all but t + x - c is small, and the rounding error of that is kept."""
    r = np.clip(x, -TANH_END, TANH_END)
    c = r + WHOLE / TANH_STEPS
    place = c.view(np.int64) & (_TANH_PLACES - 1)
    c -= WHOLE / TANH_STEPS
    r -= c
    leading, trailing = tanh_table(_TANH_PLACES)
    tangent = np.take(leading, place)
    square = np.multiply(r, r, out=c)
    rise = dd.polynomial(square, _tanh_series())
    rise *= square
    rise *= r
    small = r + rise
    quotient = tangent + small
    small *= tangent
    quotient *= small
    small += 1
    quotient /= small
    rise -= quotient
    rise += np.take(trailing, place)
    result, lost = dd.fast_two_sum_over(tangent, r)
    rise += lost
    result += rise
    return replaced(result, np.abs(x) < 2.0**-28, lambda x: x * (1 - x * x / 3), x)


_TANH_PLACES = 1 << (2 * TANH_END * TANH_STEPS).bit_length()


@cache
def _tanh_series() -> list[float]:
    """(tanh(r) - r) / r**3 in powers of r**2."""
    return economized([-1 / 3, 2 / 15, -17 / 315, 62 / 2835], 0.0, 1 / (2 * TANH_STEPS) ** 2, 3)


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e**-x), where the sum is a pair."""
    k, r = _reduced(-x)
    rise, base, rest = _power(k, r)
    scale = _power_of_two(k)
    rise += rest
    rise *= scale
    base *= scale
    total, lost = dd.two_sum_over(base, 1.0)
    rise += lost
    result = dd.reciprocal(*dd.fast_two_sum_over(total, rise))
    return replaced(result, ~(np.abs(x) <= 600), lambda x: _exp_of_extreme(np.minimum(x, 0.0)), x)
