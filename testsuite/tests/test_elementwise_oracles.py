"""Kernels of elementwise ops against their definitions, spelled out for one element at a time.

Numbers here are Python's: integers are unbounded, sums and products of floats are exact fractions, rounded once. All
pairs of special values of every element type are tried.
"""

from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import copysign, inf, isfinite, isinf, isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from stablehlo_reference.spec.attributes.comparison_direction import ComparisonDirection
from stablehlo_reference.spec.attributes.comparison_type import ComparisonType
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.types import (
    ELEMENT_TYPES,
    I1,
    SIGNED_INTEGERS,
    TENSOR_FLOATS,
    UNSIGNED_INTEGERS,
    ElementType,
    FloatType,
    IntegerType,
    TensorType,
)
from stablehlo_reference.spec.types.formats import FloatFormat, Nans, Zeros

INTEGERS = (*SIGNED_INTEGERS, *UNSIGNED_INTEGERS)
Oracle = Callable[..., Any]


def of(types: tuple[ElementType, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("element", types, ids=str)


def names(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mnemonic", table)


def run(mnemonic: str, *inputs: Any, **others: Any) -> np.ndarray:
    """The kernel's result, as the engine calls it; a warning is an error."""
    op = find(f"stablehlo.{mnemonic}")
    assert op is not None
    assert op.run is not None
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        return np.asarray(op.run(*inputs, **others))


def integers(element: IntegerType) -> list[int]:
    """All values of up to 4 bits; edges, small numbers and a few others of wider types."""
    if element.bits <= 4:
        return list(range(element.min, element.max + 1))
    chosen = {0, 1, 2, 3, 7, -1, -2, -3, element.bits - 1, element.bits, element.bits + 1, 100, -77}
    chosen |= {element.min, element.min + 1, element.max, element.max - 1, element.max // 3, element.min // 2}
    return sorted(x for x in chosen if element.min <= x <= element.max)


def integer_array(numbers: list[int], element: IntegerType) -> np.ndarray:
    patterns = [x % (1 << element.bits) for x in numbers]
    return np.array(patterns, np.dtype(f"u{element.dtype.itemsize}")).view(element.dtype)


def floats(element: FloatType) -> list[float]:
    """All values of up to 6 bits; zeros, infinities, NaN, edges and some ordinary values of wider types."""
    form = element.format
    if form.bits <= 6:
        return [form.decode(pattern) for pattern in range(1 << form.bits)]
    step = 2.0**-form.mantissa_bits
    low, high = form.min_normal, form.max_finite
    sizes = [0.0, form.min_positive, low, low * (1 - step), 1 - step, 1.0, 1 + step, high, high / 2, inf]
    sizes += [0.1, 0.25, 0.5, 0.75, 1.5, 2.0, 2.5, 3.0, 3.5, 4.5, 6.0, 10.0]
    with np.errstate(all="ignore"):
        array = np.array([*sizes, *(-size for size in sizes), nan]).astype(element.dtype).astype(np.float64)
    return [*{(x, copysign(1, x)): x for x in array.tolist() if not isnan(x)}.values(), nan]


def float_array(numbers: list[float], element: FloatType) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.array(numbers, np.float64).astype(element.dtype)


def rounded(x: Fraction | float, form: FloatFormat) -> float:
    """The value of a format that is nearest to x, ties to even."""
    if isinstance(x, float) and not isfinite(x):
        return special(x, form)
    if form.zeros is Zeros.NONE and x <= 0:
        return nan
    if x == 0:
        return float(x) if form.zeros is Zeros.SIGNED else 0.0
    exact = Fraction(x)
    exponent = max(floor_log2(abs(exact)), form.min_exponent)
    steps = abs(exact) / Fraction(2) ** (exponent - form.mantissa_bits)
    count = max(math.floor(steps + Fraction(1, 2)), 1) if form.zeros is Zeros.NONE else round(steps)
    nearest = count * Fraction(2) ** (exponent - form.mantissa_bits)
    if nearest > form.max_finite:
        return special(inf if x > 0 else -inf, form)
    return 0.0 if nearest == 0 and form.zeros is Zeros.UNSIGNED else copysign(float(nearest), 1 if x > 0 else -1)


def special(x: float, form: FloatFormat) -> float:
    """What a format has for an infinity (or a number beyond its range) or NaN."""
    if form.nans is Nans.NONE:
        return -0.0 if isnan(x) else copysign(form.max_finite, x)
    return x if form.infinities else nan


def floor_log2(x: Fraction) -> int:
    guess = x.numerator.bit_length() - x.denominator.bit_length()
    return guess if Fraction(2) ** guess <= x else guess - 1


def assert_floats(result: np.ndarray, expected: list[float], *shown: list[Any]) -> None:
    """Equal values, signs of zeros included; NaN where NaN is expected."""
    for k, (got, want) in enumerate(zip(result.astype(np.float64).tolist(), expected, strict=True)):
        same = isnan(got) if isnan(want) else got == want and copysign(1, got) == copysign(1, want)
        assert same, f"{result.dtype}: of {[row[k] for row in shown]} it gives {got}, not {want}"


def pairs(values: list[Any]) -> tuple[list[Any], list[Any]]:
    return [x for x, _ in product(values, values)], [y for _, y in product(values, values)]


# Integers and booleans -----------------------------------------------------------------------------------------------


def quotient(x: int, y: int, bits: int) -> int:
    return -1 if y == 0 else abs(x) // abs(y) * (1 if (x < 0) == (y < 0) else -1)


def power(x: int, n: int, bits: int) -> int:
    if n >= 0:
        return pow(x, n, 1 << bits)
    return {1: 1, -1: 1 - 2 * (n % 2)}.get(x, 0)


def shifted(x: int, n: int, bits: int, step: Callable[[int, int], int]) -> int:
    return step(x, min(n % (1 << bits), bits))


INTEGER_BINARY: dict[str, Oracle] = {
    "add": lambda x, y, bits: x + y,
    "subtract": lambda x, y, bits: x - y,
    "multiply": lambda x, y, bits: x * y,
    "divide": quotient,
    "remainder": lambda x, y, bits: x - y * quotient(x, y, bits),
    "power": power,
    "maximum": lambda x, y, bits: max(x, y),
    "minimum": lambda x, y, bits: min(x, y),
    "and": lambda x, y, bits: x & y,
    "or": lambda x, y, bits: x | y,
    "xor": lambda x, y, bits: x ^ y,
    "shift_left": lambda x, y, bits: shifted(x, y, bits, operator.lshift),
    "shift_right_logical": lambda x, y, bits: shifted(x % (1 << bits), y, bits, operator.rshift),
    "shift_right_arithmetic": lambda x, y, bits: shifted(signed(x, bits), y, bits, operator.rshift),
}
INTEGER_UNARY: dict[str, Oracle] = {
    "negate": lambda x, bits: -x,
    "not": lambda x, bits: ~x,
    "popcnt": lambda x, bits: (x % (1 << bits)).bit_count(),
    "count_leading_zeros": lambda x, bits: bits - (x % (1 << bits)).bit_length(),
}
SIGNED_UNARY: dict[str, Oracle] = {"abs": lambda x, bits: abs(x), "sign": lambda x, bits: (x > 0) - (x < 0)}


def signed(x: int, bits: int) -> int:
    return (x + (1 << (bits - 1))) % (1 << bits) - (1 << (bits - 1))


def assert_integers(result: np.ndarray, exact: list[int], element: IntegerType, *shown: list[int]) -> None:
    assert result.dtype == element.dtype
    for k, (got, number) in enumerate(zip(result.tolist(), exact, strict=True)):
        want = (number - element.min) % (1 << element.bits) + element.min
        assert int(got) == want, f"{element}: of {[row[k] for row in shown]} it gives {got}, not {want}"


@of(INTEGERS)
@names(INTEGER_BINARY)
def test_integers_wrap(mnemonic: str, element: IntegerType) -> None:
    x, y = pairs(integers(element))
    exact = [INTEGER_BINARY[mnemonic](a, b, element.bits) for a, b in zip(x, y, strict=True)]
    assert_integers(run(mnemonic, integer_array(x, element), integer_array(y, element)), exact, element, x, y)


@of(INTEGERS)
@names(INTEGER_UNARY | SIGNED_UNARY)
def test_integers_of_one_operand_wrap(mnemonic: str, element: IntegerType) -> None:
    if mnemonic in SIGNED_UNARY and not element.signed:
        assert not find(f"stablehlo.{mnemonic}").operands[0].types.accepts(TensorType((), element))
        return
    x = integers(element)
    exact = [(INTEGER_UNARY | SIGNED_UNARY)[mnemonic](a, element.bits) for a in x]
    assert_integers(run(mnemonic, integer_array(x, element)), exact, element, x)


BOOLEAN: dict[str, Oracle] = {
    "add": operator.or_, "multiply": operator.and_, "maximum": operator.or_, "minimum": operator.and_,
    "and": operator.and_, "or": operator.or_, "xor": operator.ne,
}  # fmt: skip


@names(BOOLEAN)
def test_booleans(mnemonic: str) -> None:
    x, y = pairs([False, True])
    result = run(mnemonic, np.array(x), np.array(y))
    assert result.dtype == np.bool_
    assert result.tolist() == [BOOLEAN[mnemonic](a, b) for a, b in zip(x, y, strict=True)]


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1), st.sampled_from(sorted(INTEGER_BINARY)))
@settings(max_examples=200, deadline=None)
def test_any_two_integers(x: int, y: int, mnemonic: str) -> None:
    element = IntegerType(64)
    result = run(mnemonic, integer_array([x], element), integer_array([y], element))
    assert_integers(result, [INTEGER_BINARY[mnemonic](x, y, 64)], element, [x], [y])


# Floats --------------------------------------------------------------------------------------------------------------


def exact_sum(x: float, y: float) -> Fraction | float:
    """x + y; infinities, NaN and the signs of zeros are those of Python's floats."""
    return Fraction(x) + Fraction(y) or 0.0 if isfinite(x) and isfinite(y) and (x or y) else x + y


def exact_product(x: float, y: float) -> Fraction | float:
    return Fraction(x) * Fraction(y) if isfinite(x) and isfinite(y) and x and y else x * y


def exact_quotient(x: float, y: float) -> Fraction | float:
    if y == 0:
        return nan if x == 0 or isnan(x) else copysign(inf, copysign(1, x) * copysign(1, y))
    return Fraction(x) / Fraction(y) if isfinite(x) and isfinite(y) and x else x / y


def rest(x: float, y: float) -> float:
    """fmod is exact, and Python refuses what gives NaN."""
    return nan if isnan(x) or isnan(y) or isinf(x) or y == 0 else math.fmod(x, y)


def larger(x: float, y: float) -> float:
    if isnan(x) or isnan(y):
        return nan
    return max(x, y, key=lambda v: (v, copysign(1, v)))


def smaller(x: float, y: float) -> float:
    return -larger(-x, -y)


FLOAT_BINARY: dict[str, Oracle] = {
    "add": exact_sum,
    "subtract": lambda x, y: exact_sum(x, -y),
    "multiply": exact_product,
    "divide": exact_quotient,
    "remainder": rest,
    "maximum": larger,
    "minimum": smaller,
}


def ties_away(x: float) -> float:
    return copysign(math.floor(Fraction(abs(x)) + Fraction(1, 2)), x)


def whole(step: Callable[[float], float]) -> Callable[[float], float]:
    """A rounding of finite numbers, extended to others; zeros get the sign of the operand."""
    return lambda x: copysign(float(step(x)), x) if isfinite(x) else x


FLOAT_UNARY: dict[str, Oracle] = {
    "negate": lambda x: -x,
    "abs": abs,
    "sign": lambda x: x if x == 0 or isnan(x) else copysign(1.0, x),
    "floor": whole(math.floor),
    "ceil": whole(math.ceil),
    "round_nearest_even": whole(round),
    "round_nearest_afz": whole(ties_away),
}


@of(TENSOR_FLOATS)
@names(FLOAT_BINARY)
def test_floats_are_rounded_once(mnemonic: str, element: FloatType) -> None:
    x, y = pairs(floats(element))
    expected = [rounded(FLOAT_BINARY[mnemonic](a, b), element.format) for a, b in zip(x, y, strict=True)]
    result = run(mnemonic, float_array(x, element), float_array(y, element))
    assert result.dtype == element.dtype
    assert_floats(result, expected, x, y)


@of(TENSOR_FLOATS)
@names(FLOAT_UNARY)
def test_floats_of_one_operand(mnemonic: str, element: FloatType) -> None:
    x = floats(element)
    result = run(mnemonic, float_array(x, element))
    assert result.dtype == element.dtype
    assert_floats(result, [rounded(FLOAT_UNARY[mnemonic](a), element.format) for a in x], x)


@of(TENSOR_FLOATS)
def test_is_finite(element: FloatType) -> None:
    x = floats(element)
    assert run("is_finite", float_array(x, element)).tolist() == [isfinite(a) for a in float_values(x, element)]


def float_values(x: list[float], element: FloatType) -> list[float]:
    return float_array(x, element).astype(np.float64).tolist()


wide = st.floats(width=64) | st.floats(width=32)


@given(wide, wide, st.sampled_from(sorted(FLOAT_BINARY)), st.sampled_from(["f32", "f64", "bf16", "f16"]))
@settings(max_examples=300, deadline=None)
def test_any_two_floats(a: float, b: float, mnemonic: str, name: str) -> None:
    element = next(one for one in TENSOR_FLOATS if str(one) == name)
    x, y = float_values([a], element), float_values([b], element)
    expected = rounded(FLOAT_BINARY[mnemonic](x[0], y[0]), element.format)
    assert_floats(run(mnemonic, float_array(x, element), float_array(y, element)), [expected], x, y)


# Comparison ----------------------------------------------------------------------------------------------------------

RELATIONS: dict[str, Oracle] = {
    "EQ": operator.eq,
    "NE": operator.ne,
    "GE": operator.ge,
    "GT": operator.gt,
    "LE": operator.le,
    "LT": operator.lt,
}


def compared(direction: str, kind: str, x: np.ndarray, y: np.ndarray) -> list[bool]:
    how = {"comparison_direction": ComparisonDirection[direction], "compare_type": ComparisonType[kind]}
    result = run("compare", x, y, **how)
    assert result.dtype == np.bool_
    return result.tolist()


@of(TENSOR_FLOATS)
@names(RELATIONS)
def test_floats_compare_quietly(mnemonic: str, element: FloatType) -> None:
    x, y = pairs(float_values(floats(element), element))
    expected = [RELATIONS[mnemonic](a, b) for a, b in zip(x, y, strict=True)]
    assert compared(mnemonic, "FLOAT", float_array(x, element), float_array(y, element)) == expected


def place(pattern: int, form: FloatFormat) -> tuple[bool, int]:
    """Where a bit pattern stands in total order: sign, then magnitude, which counts downwards for negative numbers."""
    sign_bit = 1 << (form.bits - 1)
    if not form.signed or pattern < sign_bit:
        return True, pattern
    is_nan = form.zeros is Zeros.UNSIGNED and pattern == sign_bit  # NaN stands where other formats have -0
    return False, -(2 * sign_bit if is_nan else pattern)


@of(TENSOR_FLOATS)
@names(RELATIONS)
def test_total_order_is_that_of_signs_and_magnitudes(mnemonic: str, element: FloatType) -> None:
    form = element.format
    count, step = 1 << form.bits, 1 << max(form.bits - 5, 0)
    patterns = sorted({*range(0, count, step), 1, count - 1, count // 2 - 1, count // 2 + 1, count - step - 1})
    x, y = pairs(patterns)
    word = np.dtype(f"u{element.dtype.itemsize}")
    arrays = [np.array(column, word).view(element.dtype) for column in (x, y)]
    expected = [RELATIONS[mnemonic](place(a, form), place(b, form)) for a, b in zip(x, y, strict=True)]
    assert compared(mnemonic, "TOTALORDER", *arrays) == expected


@of((I1, *INTEGERS))
@names(RELATIONS)
def test_integers_and_booleans_compare_by_value(mnemonic: str, element: ElementType) -> None:
    values = integers(element) if isinstance(element, IntegerType) else [False, True]
    x, y = pairs(values)
    arrays = [integer_array(v, element) if isinstance(element, IntegerType) else np.array(v) for v in (x, y)]
    kind = "SIGNED" if isinstance(element, IntegerType) and element.signed else "UNSIGNED"
    assert compared(mnemonic, kind, *arrays) == [RELATIONS[mnemonic](a, b) for a, b in zip(x, y, strict=True)]


PLANE = [complex(a, b) for a, b in product([0.0, -0.0, 1.0, -1.5, 2.5, inf, -inf, nan], repeat=2)]


def lexicographic(direction: str, a: complex, b: complex) -> bool:
    if direction in ("EQ", "NE"):
        return RELATIONS[direction](a, b)
    strictly = RELATIONS[{"GE": "GT", "LE": "LT"}.get(direction, direction)]
    return strictly(a.real, b.real) or (a.real == b.real and RELATIONS[direction](a.imag, b.imag))


@names(RELATIONS)
def test_complex_numbers_compare_as_pairs(mnemonic: str) -> None:
    x, y = pairs(PLANE)
    expected = [lexicographic(mnemonic, a, b) for a, b in zip(x, y, strict=True)]
    assert compared(mnemonic, "FLOAT", np.array(x, np.complex64), np.array(y, np.complex64)) == expected


@pytest.mark.parametrize(("mnemonic", "direction"), [("maximum", "GT"), ("minimum", "LT")])
def test_the_larger_complex_number_is_that_of_the_larger_pair(mnemonic: str, direction: str) -> None:
    x, y = pairs([z for z in PLANE if z == z])
    result = run(mnemonic, np.array(x), np.array(y)).tolist()
    assert result == [a if lexicographic(direction, a, b) else b for a, b in zip(x, y, strict=True)]


# Choice and range ----------------------------------------------------------------------------------------------------


@of(ELEMENT_TYPES)
def test_select_moves_bits(element: ElementType) -> None:
    size = element.dtype.itemsize
    limit = 1 << min(element.bits, 8)
    octets = np.random.default_rng(0).integers(0, limit, 16 * size, np.uint8)
    on_true, on_false = octets[: 8 * size].view(element.dtype), octets[8 * size :].view(element.dtype)
    pred = [True, False, False, True, True, False, True, False]
    result = run("select", np.array(pred), on_true, on_false)
    for k, chosen in enumerate(pred):
        assert result[k : k + 1].tobytes() == (on_true if chosen else on_false)[k : k + 1].tobytes()
    for scalar, chosen in ((True, on_true), (False, on_false)):
        assert run("select", np.array(scalar), on_true, on_false).tobytes() == chosen.tobytes()


@of(TENSOR_FLOATS)
def test_clamp_is_the_smaller_of_max_and_the_larger_of_min(element: FloatType) -> None:
    values = float_values([0.0, -0.0, 1.0, -2.0, 3.0, inf, nan], element)
    low, x, high = (list(column) for column in zip(*product(values, repeat=3), strict=True))
    expected = [smaller(larger(b, a), c) for a, b, c in zip(low, x, high, strict=True)]
    arrays = [float_array(column, element) for column in (low, x, high)]
    assert_floats(run("clamp", *arrays), expected, low, x, high)
    limits = float_array([-1.0, 2.0], element)
    lowest, highest = limits.astype(np.float64).tolist()
    result = run("clamp", limits[:1].reshape(()), arrays[1], limits[1:].reshape(()))
    assert_floats(result, [smaller(larger(b, lowest), highest) for b in x], x)
