"""Float ops whose results are rational numbers: fractions, and the special cases of IEEE 754 as bullets.

Arguments and results are the numbers of `rounding.py`: Fractions, and floats for zeros, infinities and NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from .rounding import Number

NAN, INF = math.nan, math.inf


def is_nan(x: Number) -> bool:
    return x != x


def is_zero(x: Number) -> bool:
    return x == 0


def is_infinite(x: Number) -> bool:
    return isinstance(x, float) and math.isinf(x)


def negative(x: Number) -> bool:
    """The sign bit."""
    return x < 0 if isinstance(x, Fraction) else math.copysign(1.0, x) < 0


def signed(magnitude: Number, minus: bool) -> Number:
    return -magnitude if minus else magnitude


def zero(minus: bool) -> float:
    return -0.0 if minus else 0.0


def add(x: Number, y: Number) -> Number:
    if is_nan(x) or is_nan(y):
        return NAN
    if is_infinite(x) or is_infinite(y):
        if is_infinite(x) and is_infinite(y):
            return x if x == y else NAN
        return x if is_infinite(x) else y
    total = Fraction(x) + Fraction(y)
    if total:
        return total
    return zero(is_zero(x) and is_zero(y) and negative(x) and negative(y))


def negate(x: Number) -> Number:
    return -x


def subtract(x: Number, y: Number) -> Number:
    return add(x, negate(y))


def multiply(x: Number, y: Number) -> Number:
    minus = not is_nan(x) and not is_nan(y) and negative(x) != negative(y)
    if is_nan(x) or is_nan(y):
        return NAN
    if is_infinite(x) or is_infinite(y):
        return NAN if is_zero(x) or is_zero(y) else signed(INF, minus)
    return Fraction(x) * Fraction(y) or zero(minus)


def divide(x: Number, y: Number) -> Number:
    if is_nan(x) or is_nan(y):
        return NAN
    minus = negative(x) != negative(y)
    if is_infinite(x):
        return NAN if is_infinite(y) else signed(INF, minus)
    if is_infinite(y):
        return zero(minus)
    if is_zero(y):
        return NAN if is_zero(x) else signed(INF, minus)
    return Fraction(x) / Fraction(y) or zero(minus)


def remainder(x: Number, y: Number) -> Number:
    if is_nan(x) or is_nan(y) or is_infinite(x) or is_zero(y):
        return NAN
    if is_infinite(y) or is_zero(x):
        return x
    a, b = abs(Fraction(x)), abs(Fraction(y))
    return signed(a % b, negative(x)) or zero(negative(x))


def maximum(x: Number, y: Number) -> Number:
    if is_nan(x) or is_nan(y):
        return NAN
    if is_zero(x) and is_zero(y):
        return zero(negative(x) and negative(y))
    return max(x, y)


def minimum(x: Number, y: Number) -> Number:
    if is_nan(x) or is_nan(y):
        return NAN
    if is_zero(x) and is_zero(y):
        return zero(negative(x) or negative(y))
    return min(x, y)


def sign(x: Number) -> Number:
    return x if is_nan(x) or is_zero(x) else Fraction(-1 if negative(x) else 1)


def _integral(rounded: Callable[[Fraction], int]) -> Callable[[Number], Number]:
    def whole(x: Number) -> Number:
        if isinstance(x, float):
            return x
        return Fraction(rounded(x)) or zero(negative(x))

    return whole


def _afz(x: Fraction) -> int:
    n = math.floor(abs(x) + Fraction(1, 2))
    return -n if x < 0 else n


EXACT: dict[str, Callable[..., Number]] = {
    "add": add,
    "subtract": subtract,
    "multiply": multiply,
    "divide": divide,
    "remainder": remainder,
    "maximum": maximum,
    "minimum": minimum,
    "abs": lambda x: abs(x),
    "negate": negate,
    "sign": sign,
    "ceil": _integral(math.ceil),
    "floor": _integral(math.floor),
    "round_nearest_afz": _integral(_afz),
    "round_nearest_even": _integral(round),
    "square": lambda x: multiply(x, x),
}
"""By mnemonic: the exact result, to be rounded once."""

PREDICATES: dict[str, Callable[[Number], bool]] = {
    "is_finite": lambda x: not is_nan(x) and not is_infinite(x),
    "is_inf": lambda x: is_infinite(x),
    "is_pos_inf": lambda x: is_infinite(x) and x > 0,
    "is_neg_inf": lambda x: is_infinite(x) and x < 0,
}
