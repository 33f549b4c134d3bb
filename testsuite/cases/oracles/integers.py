"""Integer ops in Python's unbounded integers; results are brought into the type by their definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....spec.types import IntegerType


class Open:
    """A result that the specification leaves open: the value that our choice gives, and the name of the choice."""

    def __init__(self, value: Any, choice: str) -> None:
        self.value = value
        self.choice = choice


def wrap(type_: IntegerType, n: int) -> int:
    """n modulo 2**bits, in the range of the type."""
    n %= 1 << type_.bits
    return n - (1 << type_.bits) if n > type_.max else n


def _bits(type_: IntegerType, n: int) -> int:
    return n % (1 << type_.bits)


def _truncated(a: int, b: int) -> int:
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def _divide(type_: IntegerType, a: int, b: int) -> Any:
    if b == 0:
        return Open(wrap(type_, -1), "integer-division-by-zero")
    if type_.signed and a == type_.min and b == -1:
        return Open(a, "integer-division-overflow")
    return _truncated(a, b)


def _remainder(type_: IntegerType, a: int, b: int) -> Any:
    if b == 0:
        return Open(a, "integer-remainder-by-zero")
    return a - _truncated(a, b) * b


def _power(type_: IntegerType, a: int, b: int) -> Any:
    if b < 0:
        inverse = {1: 1, -1: -1 if b & 1 else 1}.get(a, 0)
        return Open(inverse, "integer-power-of-negative-exponent")
    return pow(a, b, 1 << type_.bits)


def _shift(moved: Callable[[IntegerType, int, int], int]) -> Callable[[IntegerType, int, int], Any]:
    def shifted(type_: IntegerType, a: int, b: int) -> Any:
        amount = _bits(type_, b)
        if amount >= type_.bits:
            return Open(wrap(type_, moved(type_, a, type_.bits)), "integer-shift-beyond-width")
        return moved(type_, a, amount)

    return shifted


def _arithmetic(type_: IntegerType, a: int, amount: int) -> int:
    signed = a - (1 << type_.bits) if not type_.signed and a >> (type_.bits - 1) else a
    return signed >> amount


INTEGERS: dict[str, Callable[..., Any]] = {
    "add": lambda t, a, b: a + b,
    "subtract": lambda t, a, b: a - b,
    "multiply": lambda t, a, b: a * b,
    "divide": _divide,
    "remainder": _remainder,
    "power": _power,
    "maximum": lambda t, a, b: max(a, b),
    "minimum": lambda t, a, b: min(a, b),
    "and": lambda t, a, b: a & b,
    "or": lambda t, a, b: a | b,
    "xor": lambda t, a, b: a ^ b,
    "not": lambda t, a: -1 - a,
    "negate": lambda t, a: -a,
    "abs": lambda t, a: abs(a),
    "sign": lambda t, a: (a > 0) - (a < 0),
    "popcnt": lambda t, a: _bits(t, a).bit_count(),
    "count_leading_zeros": lambda t, a: t.bits - _bits(t, a).bit_length(),
    "shift_left": _shift(lambda t, a, n: a << n),
    "shift_right_logical": _shift(lambda t, a, n: _bits(t, a) >> n),
    "shift_right_arithmetic": _shift(_arithmetic),
    "square": lambda t, a: a * a,
    "mulhi": lambda t, a, b: a * b >> t.bits,
}
"""By mnemonic: the integer result of an element type and integers, before it is brought into the type."""

BOOLEANS: dict[str, Callable[..., bool]] = {
    "add": lambda a, b: a or b,
    "or": lambda a, b: a or b,
    "maximum": lambda a, b: a or b,
    "multiply": lambda a, b: a and b,
    "and": lambda a, b: a and b,
    "minimum": lambda a, b: a and b,
    "xor": lambda a, b: a != b,
    "not": lambda a: not a,
}
