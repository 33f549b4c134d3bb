"""Error-free sums and products against fractions; double-double functions and constants against arbitrary precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, strategies as st
from stablehlo_reference.spec.numerics import constants, double_double as dd, extended, float64_exp, float64_log
from stablehlo_reference.spec.numerics.double_double import Pair

COUNT = 200
MODERATE = st.floats(min_value=-(2.0**300), max_value=2.0**300).filter(lambda x: x == 0 or abs(x) > 2.0**-300)


def exactly(pair: Pair) -> Fraction:
    return Fraction(float(pair.high[0])) + Fraction(float(pair.low[0]))


def one(x: float) -> np.ndarray:
    return np.array([x])


@given(MODERATE, MODERATE)
def test_sums_and_products_are_error_free(a: float, b: float) -> None:
    assert exactly(dd.two_sum(one(a), one(b))) == Fraction(a) + Fraction(b)
    assert exactly(dd.two_product(one(a), one(b))) == Fraction(a) * Fraction(b)
    large, small = sorted((a, b), key=abs, reverse=True)
    assert exactly(dd.fast_two_sum(one(large), one(small))) == Fraction(a) + Fraction(b)


@given(MODERATE, MODERATE, MODERATE, MODERATE)
def test_dot_survives_cancellation(a: float, b: float, c: float, d: float) -> None:
    exact = Fraction(a) * Fraction(b) + Fraction(c) * Fraction(d)
    result = Fraction(float(dd.dot(one(a), one(b), one(c), one(d)).high[0]))
    assert abs(result - exact) <= abs(exact) * Fraction(1, 2**52)


@given(st.lists(MODERATE, min_size=2, max_size=8))
def test_totals_are_as_if_in_threefold_precision(terms: list[float]) -> None:
    exact = sum((Fraction(term) for term in terms), Fraction(0))
    arrays = [one(term) for term in terms]
    error = abs(exactly(dd.total(arrays)) - exact)
    assert error <= abs(exact) * Fraction(1, 2**100) + sum(abs(Fraction(term)) for term in terms) * Fraction(1, 2**150)
    assert [float(array[0]) for array in arrays] == terms


@given(MODERATE, MODERATE, MODERATE, MODERATE)
def test_arithmetic_of_pairs_has_a_hundred_bits(a: float, b: float, c: float, d: float) -> None:
    x, y = dd.two_sum(one(a), one(b * 2.0**-60)), dd.two_sum(one(c), one(d * 2.0**-60))
    left, right = exactly(x), exactly(y)
    tolerance = Fraction(1, 2**100)
    assert abs(exactly(dd.multiply(x, y)) - left * right) <= abs(left * right) * tolerance
    assert abs(exactly(dd.add(x, y)) - (left + right)) <= abs(left + right) * tolerance
    assert abs(exactly(dd.subtract(x, y)) - (left - right)) <= abs(left - right) * tolerance
    if right and abs(left / right) > Fraction(1, 2**300):
        assert abs(exactly(dd.divide(x, y)) - left / right) <= abs(left / right) * tolerance


# Functions ------------------------------------------------------------------------------------------------------------


def spread(x: np.ndarray) -> Pair:
    """x with random digits in the low part."""
    return dd.fast_two_sum(x, x * np.random.default_rng(2).uniform(-1, 1, x.size) * 2.0**-54)


def sizes(low: float, high: float, count: int = COUNT) -> np.ndarray:
    random = np.random.default_rng(count)
    return np.exp2(random.uniform(low, high, count)) * random.choice([-1, 1], count)


def worst(results: Pair, wanted: list[mp.mpf]) -> float:
    """Largest relative error, as a power of two."""
    errors = [
        abs((mp.mpf(float(high)) + mp.mpf(float(low)) - want) / want)
        for high, low, want in zip(*results, wanted, strict=True)
        if want != 0
    ]
    return float(mp.log(max(errors) + mp.mpf(2) ** -200, 2))


def numbers(x: Pair) -> list[mp.mpf]:
    return [mp.mpf(float(high)) + mp.mpf(float(low)) for high, low in zip(*x, strict=True)]


@pytest.fixture(autouse=True)
def _precision() -> None:
    mp.mp.prec = 1400


def test_exponential_has_a_hundred_bits() -> None:
    x = spread(np.concatenate([np.linspace(-745, 709, COUNT), sizes(-60, 3)]))
    mantissa, exponent = extended.exp(x)
    wanted = [mp.ldexp(mp.exp(number), -int(k)) for number, k in zip(numbers(x), exponent, strict=True)]
    assert worst(mantissa, wanted) < -100
    mantissa, exponent = float64_exp.exp_pair(x.high)
    wanted = [mp.ldexp(mp.exp(mp.mpf(float(number))), -int(k)) for number, k in zip(x.high, exponent, strict=True)]
    assert worst(mantissa, wanted) < -68


def test_exponential_minus_one_keeps_them_next_to_zero() -> None:
    x = spread(np.concatenate([np.linspace(-40, 700, COUNT), sizes(-300, 3)]))
    assert worst(extended.expm1(x), [mp.expm1(number) for number in numbers(x)]) < -90


def test_logarithm_has_ninety_bits_even_next_to_one() -> None:
    x = spread(np.concatenate([np.abs(sizes(-1000, 1000)), 1 + sizes(-52, -2)]))
    assert worst(extended.log(x), [mp.log(number) for number in numbers(x)]) < -90
    d = spread(sizes(-300, -1.1))
    assert worst(extended.log1p(d), [mp.log1p(number) for number in numbers(d)]) < -90


@pytest.mark.parametrize(("function", "index"), [(mp.sin, 0), (mp.cos, 1)])
def test_sine_and_cosine_have_ninety_bits_at_every_size(function: Callable[[mp.mpf], mp.mpf], index: int) -> None:
    multiples = np.random.default_rng(7).integers(1, 2**50, COUNT) % 10 ** (np.arange(COUNT) % 14 + 1) * (np.pi / 2)
    hardest = np.array([6381956970095103.0 * 2.0**797])  # the float64 nearest to a multiple of pi/2 (Muller et al.)
    angles = np.concatenate([sizes(-40, 20), sizes(20, 1023), multiples, hardest])
    x = Pair(angles, np.zeros_like(angles))
    assert worst(extended.sin_cos(x)[index], [function(number) for number in numbers(x)]) < -90


def test_eighths_of_a_turn_are_exact() -> None:
    x, eighths = spread(sizes(-30, 3)), np.rint(sizes(0, 49))
    wanted = [mp.sin(number + int(k) * mp.pi / 4) for number, k in zip(numbers(x), eighths, strict=True)]
    assert worst(extended.sin_cos(x, eighths)[0], wanted) < -90
    sine, cosine = extended.sin_cos(Pair(np.zeros(9), np.zeros(9)), np.arange(0.0, 36, 4))
    assert sine.high.tolist() == [0] * 9
    assert cosine.high.tolist() == [1, -1] * 4 + [1]


def test_logarithms_of_floats_have_sixty_eight_bits() -> None:
    x = np.concatenate([np.exp2(np.linspace(-1021, 1023, 3 * COUNT)), 1 + spread(sizes(-40, -2)).high])
    high, low = float64_log.log_of_usual(x)
    pairs = zip(x.tolist(), high.tolist(), low.tolist(), strict=True)
    errors = [abs((mp.mpf(a) + mp.mpf(b)) / mp.log(one) - 1) for one, a, b in pairs if one != 1]
    assert max(errors) < mp.mpf(2) ** -68


def test_arc_tangent_has_ninety_bits() -> None:
    y, x = spread(sizes(-30, 30)), spread(sizes(-30, 30, COUNT + 1)[1:])
    wanted = [mp.atan2(a, b) for a, b in zip(numbers(y), numbers(x), strict=True)]
    assert worst(extended.arctan2(y, x), wanted) < -90


@pytest.mark.parametrize("bits", [10, 64, 320, 1364])
def test_constants_are_right_to_the_last_bit(bits: int) -> None:
    assert abs(constants.pi_scaled(bits) - int(mp.floor(mp.ldexp(mp.pi, bits)))) <= 1
    assert abs(constants.ln2_scaled(bits) - int(mp.floor(mp.ldexp(mp.ln2, bits)))) <= 1


def test_pieces_of_constants_add_up() -> None:
    assert abs(sum(map(mp.mpf, constants.half_pi_pieces())) - mp.pi / 2) < mp.mpf(2) ** -150
    assert abs(sum(map(mp.mpf, constants.ln2_pieces())) - mp.ln2) < mp.mpf(2) ** -115


def test_tables_are_right_in_all_their_bits() -> None:
    places = np.arange(constants.EXP_STEPS)
    assert _farthest(constants.exp_table(), [mp.power(2, mp.mpf(int(j)) / constants.EXP_STEPS) for j in places]) < -105
    reciprocals, *logarithms = constants.reciprocal_table()
    assert _farthest(logarithms, [-mp.log(c) for c in reciprocals]) < -92
    half = constants.ANGLE_STEPS // 2
    angles = [mp.pi * i / constants.ANGLE_STEPS for i in (*range(half), *range(-half, 0))]
    *sines, dents = constants.sine_table()
    assert _farthest(sines, [mp.sin(angle) for angle in angles]) < -105
    assert _farthest([dents, np.zeros_like(dents)], [1 - mp.cos(angle) for angle in angles]) < -52
    angles = [mp.pi * i / constants.ANGLE_STEPS for i in (*range(half // 2), *range(-half // 2, 0))]
    assert _farthest(constants.tangent_table(), [mp.tan(angle) for angle in angles]) < -105
    last = constants.TANH_END * constants.TANH_STEPS
    leading, trailing = constants.tanh_table(4096)
    assert not leading[last + 1 : -last].any()
    assert not trailing[last + 1 : -last].any()
    points = [*range(last + 1), *range(-last, 0)]
    given = [leading[points], trailing[points]]
    assert _farthest(given, [mp.tanh(mp.mpf(i) / constants.TANH_STEPS) for i in points]) < -104


def _farthest(parts: Sequence[np.ndarray], wanted: Sequence[Any]) -> float:
    """The binary logarithm of the largest error of leading + trailing."""
    leading, trailing = parts
    errors = [abs(mp.mpf(a) + mp.mpf(b) - c) for a, b, c in zip(leading, trailing, wanted, strict=True)]
    return float(mp.log(max(errors), 2))


def test_mantissas_times_their_reciprocals_leave_an_exact_rest() -> None:
    reciprocals, _, _ = constants.reciprocal_table()
    for place, c in enumerate(reciprocals.tolist()):
        first = constants.LOG_ORIGIN + (place << 43)
        for pattern in (first, first + 12345678901, first + (1 << 43) - 1):
            rest = Fraction(float(np.int64(pattern).view(np.float64))) * Fraction(c) - 1
            assert abs(rest) < 0.0017
            assert Fraction(float(rest)) == rest
