"""Integer arithmetic against Python's unbounded integers: all pairs of the small types, edges and samples of others."""

from __future__ import annotations

from collections.abc import Callable

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import integers

SMALL = [np.dtype(t) for t in (ml_dtypes.int2, ml_dtypes.int4, ml_dtypes.uint2, ml_dtypes.uint4, np.int8, np.uint8)]
WIDE = [np.dtype(t) for t in (np.int16, np.int32, np.int64, np.uint16, np.uint32, np.uint64)]
TYPES = pytest.mark.parametrize("dtype", SMALL + WIDE, ids=lambda dtype: dtype.name)


def limits(dtype: np.dtype) -> tuple[int, int, int]:
    """Bits, least and largest value."""
    info = ml_dtypes.iinfo(dtype)
    return int(info.bits), int(info.min), int(info.max)


def values(dtype: np.dtype) -> list[int]:
    """All values of a small type; edges, powers of two and their neighbours, and random ones of a wide type."""
    bits, low, high = limits(dtype)
    if bits <= 8:
        return list(range(low, high + 1))
    random = np.random.default_rng(bits)
    chosen = {low, low + 1, -2, -1, 0, 1, 2, 3, 7, high - 1, high, *(1 << k for k in range(bits))}
    chosen |= {(1 << k) - 1 for k in range(bits)} | {-(1 << k) for k in range(bits)}
    chosen |= {int(v) % (1 << bits) + low for v in random.integers(0, 1 << 63, 60)}
    chosen |= {int(v) >> int(random.integers(0, 62)) for v in random.integers(0, 1 << 63, 60)}
    return sorted(value for value in chosen if low <= value <= high)


def array(numbers: list[int], dtype: np.dtype) -> np.ndarray:
    bits, _, _ = limits(dtype)
    patterns = np.array([number % (1 << bits) for number in numbers], np.dtype(f"u{dtype.itemsize}"))
    return patterns.view(dtype)


def pairs(dtype: np.dtype) -> tuple[list[int], list[int]]:
    """All pairs of a small type; every value of a wide one with the edges and with some of the others."""
    numbers = values(dtype)
    second = numbers if dtype in SMALL else [*numbers[:3], -1, 0, 1, 2, 7, *numbers[5::9]]
    second = [y for y in second if y >= limits(dtype)[1]]
    return [x for x in numbers for _ in second], [y for _ in numbers for y in second]


def wrapped(number: int, dtype: np.dtype) -> int:
    bits, low, _ = limits(dtype)
    return (number - low) % (1 << bits) + low


def quotient(x: int, y: int) -> int:
    if y == 0:
        return -1
    return abs(x) // abs(y) * (-1 if (x < 0) != (y < 0) else 1)


def rest(x: int, y: int) -> int:
    return x if y == 0 else x - y * quotient(x, y)


def power(x: int, y: int, bits: int) -> int:
    if y >= 0:
        return pow(x, y, 1 << bits)
    return {1: 1, -1: -1 if y % 2 else 1}.get(x, 0)


BINARY: dict[str, Callable[[int, int, int], int]] = {
    "add": lambda x, y, bits: x + y,
    "subtract": lambda x, y, bits: x - y,
    "multiply": lambda x, y, bits: x * y,
    "divide": lambda x, y, bits: quotient(x, y),
    "remainder": lambda x, y, bits: rest(x, y),
    "power": power,
    "maximum": lambda x, y, bits: max(x, y),
    "minimum": lambda x, y, bits: min(x, y),
    "shift_left": lambda x, y, bits: x << min(y % (1 << bits), bits),
    "shift_right_logical": lambda x, y, bits: x % (1 << bits) >> min(y % (1 << bits), bits),
}
UNARY: dict[str, Callable[[int, int], int]] = {
    "negate": lambda x, bits: -x,
    "absolute": lambda x, bits: abs(x),
    "sign": lambda x, bits: (x > 0) - (x < 0),
    "population_count": lambda x, bits: (x % (1 << bits)).bit_count(),
    "count_leading_zeros": lambda x, bits: bits - (x % (1 << bits)).bit_length(),
}


@TYPES
@pytest.mark.parametrize("name", BINARY)
def test_two_operands_give_what_unbounded_integers_give_wrapped(name: str, dtype: np.dtype) -> None:
    bits, _, _ = limits(dtype)
    lhs, rhs = pairs(dtype)
    expected = [wrapped(BINARY[name](x, y, bits), dtype) for x, y in zip(lhs, rhs, strict=True)]
    result = getattr(integers, name)(array(lhs, dtype), array(rhs, dtype))
    assert result.dtype == dtype
    np.testing.assert_array_equal(result, array(expected, dtype))


@TYPES
@pytest.mark.parametrize("name", UNARY)
def test_one_operand_gives_what_unbounded_integers_give_wrapped(name: str, dtype: np.dtype) -> None:
    bits, _, _ = limits(dtype)
    numbers = values(dtype)
    expected = [wrapped(UNARY[name](x, bits), dtype) for x in numbers]
    result = getattr(integers, name)(array(numbers, dtype))
    assert result.dtype == dtype
    np.testing.assert_array_equal(result, array(expected, dtype))


@TYPES
def test_arithmetic_shift_brings_in_the_top_bit(dtype: np.dtype) -> None:
    bits, _, _ = limits(dtype)
    lhs, rhs = pairs(dtype)
    tops = [x % (1 << bits) - (x % (1 << bits) >> (bits - 1) << bits) for x in lhs]  # read as signed
    expected = [wrapped(top >> min(y % (1 << bits), bits), dtype) for top, y in zip(tops, rhs, strict=True)]
    result = integers.shift_right_arithmetic(array(lhs, dtype), array(rhs, dtype))
    np.testing.assert_array_equal(result, array(expected, dtype))


@TYPES
def test_dividend_is_quotient_times_divisor_plus_remainder(dtype: np.dtype) -> None:
    lhs, rhs = (array(side, dtype) for side in pairs(dtype))
    again = integers.add(integers.multiply(integers.divide(lhs, rhs), rhs), integers.remainder(lhs, rhs))
    np.testing.assert_array_equal(again, lhs)


@pytest.mark.parametrize("dtype", [np.dtype(np.int64), np.dtype(np.uint64)], ids=str)
@pytest.mark.parametrize("bits", [30, 52, 53, 63])
def test_long_quotients_next_to_integers(dtype: np.dtype, bits: int) -> None:
    random = np.random.default_rng(bits)
    divisors = [int(x) for x in 2 ** random.uniform(0, bits - 1, 400)]
    dividends = [
        y * int(random.integers(0, max(1, (2**bits - 2) // y))) + int(random.integers(-1, 2)) for y in divisors
    ]
    if dtype.kind == "i":
        dividends = [x * int(sign) for x, sign in zip(dividends, random.choice([-1, 1], 400), strict=True)]
    else:
        dividends = [max(x, 0) for x in dividends]
    expected = [abs(x) // y * (1 if x >= 0 else -1) for x, y in zip(dividends, divisors, strict=True)]
    found = integers.divide(array(dividends, dtype), array(divisors, dtype))
    assert found.dtype == dtype
    assert found.tolist() == expected


def test_edges_by_hand() -> None:
    int8, int2 = np.dtype(np.int8), np.dtype(ml_dtypes.int2)
    assert integers.divide(array([-128, 7, -7, 7], int8), array([-1, 0, 2, -2], int8)).tolist() == [-128, -1, -3, -3]
    assert integers.remainder(array([-128, 7, -7, 7], int8), array([-1, 0, 2, -2], int8)).tolist() == [0, 7, -1, 1]
    assert integers.power(array([0, 2, 1, -1, -1, 0], int8), array([-1, -1, -5, -5, -128, 0], int8)).tolist() == [
        0, 0, 1, -1, 1, 1,
    ]  # fmt: skip
    assert [int(v) for v in integers.add(array([1, -2], int2), array([1, -1], int2))] == [-2, 1]
    assert [int(v) for v in integers.count_leading_zeros(array([0, 1, -1], int2))] == [-2, 1, 0]
    assert integers.shift_left(array([1, 1, 1], int8), array([7, 8, -1], int8)).tolist() == [-128, 0, 0]
