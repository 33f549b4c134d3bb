"""Exponentials, logarithms, roots and trigonometric functions against mpmath, within the accuracy that ops declare."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import copysign, inf, isnan, nan

import mpmath
import numpy as np
import pytest
from mpmath import mp
from stablehlo_reference.spec.lang import Bound, elements_of
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.types import COMPLEX64, COMPLEX128, TENSOR_FLOATS, ComplexType, FloatType
from stablehlo_reference.spec.types.formats import FloatFormat, Nans, Zeros


def near(x: mpmath.mpf) -> mpmath.mpf:
    """An exponent at which powers of e are out of every format's range, for those where they are even farther out."""
    return max(min(x, mpmath.mpf(10**5)), mpmath.mpf(-(10**5)))


REAL: dict[str, Callable] = {
    "exponential": lambda x: mp.exp(near(x)),
    "exponential_minus_one": lambda x: mp.expm1(near(x)),
    "log": lambda x: mp.log(x) if x > 0 else nan,
    "log_plus_one": lambda x: mp.log1p(x) if x > -1 else -inf if x == -1 else nan,
    "logistic": lambda x: 1 / (1 + mp.exp(near(-x))),
    "sqrt": lambda x: mp.sqrt(x) if x > 0 else nan,
    "rsqrt": lambda x: 1 / mp.sqrt(x) if x > 0 else nan,
    "cbrt": lambda x: mp.cbrt(abs(x)) * (1 if x > 0 else -1),
    "sine": mp.sin,
    "cosine": mp.cos,
    "tan": mp.tan,
    "tanh": lambda x: mp.tanh(near(x)),
}

#  at           0     -0    inf   -inf
SPECIAL = {
    "exponential": (1.0, 1.0, inf, 0.0),
    "exponential_minus_one": (0.0, -0.0, inf, -1.0),
    "log": (-inf, -inf, inf, nan),
    "log_plus_one": (0.0, -0.0, inf, nan),
    "logistic": (0.5, 0.5, 1.0, 0.0),
    "sqrt": (0.0, -0.0, inf, nan),
    "rsqrt": (inf, -inf, 0.0, nan),
    "cbrt": (0.0, -0.0, inf, -inf),
    "sine": (0.0, -0.0, nan, nan),
    "cosine": (1.0, 1.0, nan, nan),
    "tan": (0.0, -0.0, nan, nan),
    "tanh": (0.0, -0.0, 1.0, -1.0),
}  # fmt: skip

COMPLEX: dict[str, Callable] = {
    "exponential": mp.exp,
    "exponential_minus_one": mp.expm1,
    "log": mp.log,
    "log_plus_one": lambda z: mp.log(1 + z),
    "logistic": lambda z: 1 / (1 + mp.exp(-z)),
    "sqrt": mp.sqrt,
    "rsqrt": lambda z: 1 / mp.sqrt(z),
    "cbrt": mp.cbrt,
    "sine": mp.sin,
    "cosine": mp.cos,
    "tan": mp.tan,
    "tanh": mp.tanh,
    "sign": lambda z: z / abs(z),
}


@pytest.fixture(autouse=True)
def _precision():
    with mpmath.workprec(400):
        yield


def run(mnemonic: str, *operands: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return find(f"stablehlo.{mnemonic}").run(*operands)


def fraction(x: mpmath.mpf) -> Fraction:
    return Fraction(*mpmath.libmp.to_rational(x._mpf_))


def floor_log2(x: Fraction) -> int:
    guess = x.numerator.bit_length() - x.denominator.bit_length()
    return guess if Fraction(2) ** guess <= x else guess - 1


def ulp(exact: Fraction, form: FloatFormat) -> Fraction:
    """Distance of neighbouring values of a format around an exact result."""
    exponent = max(floor_log2(abs(exact)), form.min_exponent) if exact else form.min_exponent
    return Fraction(2) ** (min(exponent, form.max_exponent) - form.mantissa_bits)


def error(result: float, exact: Fraction, form: FloatFormat) -> float:
    """Error of a finite result in ULP; results that overflow count as the first value beyond the range."""
    if np.isinf(result):
        result_exact = Fraction(copysign(1, result)) * (
            Fraction(form.max_finite) + ulp(Fraction(form.max_finite), form)
        )
        exact = max(min(exact, abs(result_exact)), -abs(result_exact))
        return float(abs(result_exact - exact) / ulp(exact, form))
    return float(abs(Fraction(result) - exact) / ulp(exact, form))


def beyond(exact: Fraction, form: FloatFormat) -> bool:
    """Whether a result cannot be a number of the format, so that its only answer is NaN."""
    if form.zeros is Zeros.NONE and exact <= 0:
        return True
    return not form.infinities and form.nans is not Nans.NONE and abs(exact) > form.max_finite


def arguments(element: FloatType) -> np.ndarray:
    """Finite non-zero values: all those of 8 bits, magnitudes of every size of wider types."""
    form = element.format
    if form.bits <= 8:
        values = np.arange(1 << form.bits, dtype=np.uint8).view(element.dtype).astype(np.float64)
    else:
        sizes = np.exp2(np.linspace(max(form.min_exponent - 5, -1070), form.max_exponent, 41)) * 1.37
        ordinary = [
            0.1,
            0.5,
            1.0,
            1.5,
            np.pi / 2,
            2.0,
            3.0,
            np.pi,
            10.0,
            11.0,
            50.0,
            87.0,
            88.5,
            700.0,
            709.5,
            form.min_positive,
        ]
        sizes = np.concatenate([sizes, ordinary, 1 + np.exp2(-np.arange(1.0, 20.0))])
        with np.errstate(all="ignore"):
            values = np.concatenate([sizes, -sizes]).astype(element.dtype).astype(np.float64)
    return np.unique(values[np.isfinite(values) & (values != 0)])


@pytest.mark.parametrize("element", TENSOR_FLOATS, ids=str)
@pytest.mark.parametrize("mnemonic", REAL)
def test_floats_are_as_accurate_as_declared(mnemonic: str, element: FloatType) -> None:
    accuracy = find(f"stablehlo.{mnemonic}").accuracy_of(elements_of(element), element)
    form = element.format
    # one rounding of a float64 result: correct but for cases that no value of up to 16 bits meets
    limit = 0.5 if form.bits <= 16 or accuracy.bound is Bound.CORRECTLY_ROUNDED else accuracy.ulps
    x = arguments(element)
    results = run(mnemonic, x.astype(element.dtype)).astype(np.float64)
    for argument, result in zip(x.tolist(), results.tolist(), strict=True):
        exact = REAL[mnemonic](mpmath.mpf(argument))
        if isinstance(exact, float) or not mpmath.isfinite(exact):
            assert_special(result, float(exact), form)
        elif isnan(result):
            assert beyond(fraction(exact), form), f"{argument}: NaN"
        elif form.nans is Nans.NONE and abs(exact) > form.max_finite:
            assert result == copysign(form.max_finite, exact), argument
        elif form.zeros is Zeros.NONE:  # ties in the logarithm of the value, so 1 ULP for what lies between
            assert error(result, fraction(exact), form) <= 1, argument
        else:
            assert error(result, fraction(exact), form) <= limit, f"{argument}: {result}, not {exact}"


@pytest.mark.parametrize("element", TENSOR_FLOATS, ids=str)
@pytest.mark.parametrize("mnemonic", SPECIAL)
def test_zeros_infinities_and_nan(mnemonic: str, element: FloatType) -> None:
    form = element.format
    points = [0.0, -0.0, inf, -inf]
    with np.errstate(all="ignore"):
        x = np.array(points).astype(element.dtype)
        nans = np.array([nan]).astype(element.dtype)
    results = run(mnemonic, x).astype(np.float64).tolist()
    for point, held, result, expected in zip(
        points, x.astype(np.float64).tolist(), results, SPECIAL[mnemonic], strict=True
    ):
        if held == point and copysign(1, held) == copysign(1, point):
            assert_special(result, expected, form)
    if form.has_nan:
        assert np.isnan(run(mnemonic, nans)).all()


def assert_special(result: float, expected: float, form: FloatFormat) -> None:
    """A zero, infinity, NaN or small number, or what the format has instead."""
    if form.nans is Nans.NONE and not np.isfinite(expected):
        expected = -0.0 if isnan(expected) else copysign(form.max_finite, expected)
    elif (np.isinf(expected) and not form.infinities) or (expected <= 0 and form.zeros is Zeros.NONE):
        expected = nan
    elif expected == 0 and form.zeros is Zeros.UNSIGNED:
        expected = 0.0
    same = isnan(result) if isnan(expected) else result == expected and copysign(1, result) == copysign(1, expected)
    assert same, f"{result} is not {expected}"


def plane(element: ComplexType) -> np.ndarray:
    """Numbers around the origin, on the axes and diagonals, near one, small and large ones."""
    parts = [0.0, -0.0, 1.0, -1.0, 0.5, -0.7, 1e-3, -3.25, 1 + 2.0**-12, np.pi / 2, 1e-20, 1e5, -20.5]
    rng = np.random.default_rng(7)
    random = rng.standard_normal((60, 2)) * np.exp2(rng.integers(-6, 6, (60, 1)))
    return np.array(
        [*(complex(a, b) for a, b in product(parts, repeat=2)), *(complex(*pair) for pair in random)]
    ).astype(element.dtype)


def assert_parts(
    result: complex, exact: mpmath.mpc, element: ComplexType, ulps: float, by_modulus: bool, shown: str
) -> None:
    form = element.part.format
    parts = [fraction(mpmath.mpf(part)) for part in (exact.real, exact.imag)]
    largest = max(map(abs, parts))
    for got, want in zip((result.real, result.imag), parts, strict=True):
        if want == 0 and not by_modulus:
            assert got == 0, f"{shown}: {result}, not {exact}"
        elif abs(want) > form.max_finite:
            assert got == (inf if want > 0 else -inf), f"{shown}: {result}, not {exact}"
        else:
            unit = ulp(largest if by_modulus else want, form)
            assert abs(Fraction(got) - want) <= Fraction(ulps) * unit, f"{shown}: {result}, not {exact}"


@pytest.mark.parametrize("element", [COMPLEX64, COMPLEX128], ids=str)
@pytest.mark.parametrize("mnemonic", COMPLEX)
def test_complex_numbers_are_as_accurate_as_declared(mnemonic: str, element: ComplexType) -> None:
    accuracy = find(f"stablehlo.{mnemonic}").accuracy_of(elements_of(element), element)
    poles = {"log": 0, "rsqrt": 0, "sign": 0, "log_plus_one": -1}
    z = plane(element)
    z = z[z != poles.get(mnemonic, nan)]
    below = {"log", "sqrt", "rsqrt", "cbrt", "log_plus_one"}  # mpmath has no -0, so takes the branch from above
    for number, result in zip(z.tolist(), run(mnemonic, z).tolist(), strict=True):
        exact = COMPLEX[mnemonic](mpmath.mpc(number))
        if mnemonic in below and number.imag == 0 and copysign(1, number.imag) < 0:
            exact = mpmath.conj(COMPLEX[mnemonic](mpmath.mpc(number.real, 0)))
        assert_parts(result, mpmath.mpc(exact), element, accuracy.ulps, accuracy.by_modulus, f"{mnemonic} {number}")


ARITHMETIC: dict[str, Callable] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: mp.exp(b * mp.log(a)),
}


@pytest.mark.parametrize("element", [COMPLEX64, COMPLEX128], ids=str)
@pytest.mark.parametrize("mnemonic", ARITHMETIC)
def test_arithmetic_of_complex_numbers_is_as_accurate_as_declared(mnemonic: str, element: ComplexType) -> None:
    accuracy = find(f"stablehlo.{mnemonic}").accuracy_of(elements_of(element), element)
    z = plane(element)
    z = z[(z != 0) & (np.abs(z) < 100)]
    x, y = np.repeat(z[::5], z.size)[::5], np.tile(z, z[::5].size)[::5]
    ulps = 0.5 if accuracy.bound is Bound.CORRECTLY_ROUNDED else accuracy.ulps
    for a, b, result in zip(x.tolist(), y.tolist(), run(mnemonic, x, y).tolist(), strict=True):
        if mnemonic == "power" and 0 in (a.real, a.imag, b.imag):
            continue  # mpmath leaves a rest of the logarithm's rounding in a part that is zero
        exact = mpmath.mpc(ARITHMETIC[mnemonic](mpmath.mpc(a), mpmath.mpc(b)))
        assert_parts(result, exact, element, ulps, accuracy.by_modulus, f"{mnemonic} {a} {b}")


BINARY: dict[str, tuple[Callable, list[float]]] = {
    "power": (mp.power, [0.1, 0.5, 1.0, 1.25, 2.0]),
    "atan2": (mp.atan2, [0.1, -0.5, 1.0, -1.25, 2.0, -3.0]),
}


@pytest.mark.parametrize("element", [one for one in TENSOR_FLOATS if one.format.mantissa_bits >= 2], ids=str)
@pytest.mark.parametrize("mnemonic", BINARY)
def test_powers_and_angles_are_as_accurate_as_declared(mnemonic: str, element: FloatType) -> None:
    oracle, first = BINARY[mnemonic]
    pairs = [(a, b) for a, b in product(first, [0.75, -0.5, 1.0, -1.0, 1.5])]
    x, y = (np.array(column).astype(element.dtype) for column in zip(*pairs, strict=True))
    results = run(mnemonic, x, y).astype(np.float64).tolist()
    limit = 0.5 if element.bits <= 16 else 1
    for a, b, result in zip(x.astype(np.float64).tolist(), y.astype(np.float64).tolist(), results, strict=True):
        if a == 0:  # 0.1 in the smallest formats
            continue
        exact = oracle(mpmath.mpf(a), mpmath.mpf(b))
        if beyond(fraction(exact), element.format):
            assert isnan(result), f"{mnemonic} {a} {b}: {result}, not {exact}"
        elif abs(exact) > element.format.max_finite and not element.format.infinities:
            assert result == element.format.max_finite, f"{mnemonic} {a} {b}: {result}, not {exact}"
        else:
            assert error(result, fraction(exact), element.format) <= limit, f"{mnemonic} {a} {b}: {result}, not {exact}"
