"""The judge: each mode accepts what it must and nothing else, and says what is wrong."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, strategies as st
from stablehlo_reference.spec.numerics.closeness import ulp_distance
from stablehlo_reference.spec.types import ELEMENT_TYPES, TENSOR_FLOATS
from stablehlo_reference.testsuite.compare import (
    DEFAULT,
    STRICT,
    Comparison,
    Fault,
    Profile,
    ProfileError,
    Tolerance,
    judge_case,
    judge_output,
    read_profile,
)
from stablehlo_reference.testsuite.compare.numbers import Numbers
from stablehlo_reference.testsuite.compare.ulps import ulp_errors
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Nan, Value, tensor_type


def value(array: Any, element: Any = None) -> Value:
    """An array as a value of the suite."""
    array = np.asarray(array)
    names = {one.dtype: str(one) for one in ELEMENT_TYPES}
    sizes = "".join(f"{size}x" for size in array.shape)
    return Value.of(array, tensor_type(f"tensor<{sizes}{element or names[array.dtype]}>"))


def judged(
    expected: Any, actual: Any, kind: Kind = Kind.EXACT, grant: Tolerance | None = None, **fields: Any
) -> Comparison:
    """What the judge says of an array where another is expected."""
    expected = np.asarray(expected)
    return judge_output(
        0, value(expected), Judge(kind, **fields), np.asarray(actual, expected.dtype), grant or Tolerance()
    )


def f32(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float32)


def from_bits(bits: int, dtype: Any) -> np.ndarray:
    """One element with these bits."""
    return np.array([bits], f"u{np.dtype(dtype).itemsize}").view(dtype)


# What is not a tensor of the right type ----------------------------------------------------------------------------


def test_the_number_of_outputs_is_named() -> None:
    case = Case("a", Level.CORE, (), (), "", expected=(value(f32(1)),), judges=(Judge(Kind.EXACT),))
    [found] = judge_case(case, [])
    assert (found.fault, found.message) == (Fault.COUNT, "0 outputs where 1 are expected")


def test_a_wrong_dtype_is_named() -> None:
    found = judge_output(0, value(f32(1)), Judge(Kind.EXACT), np.array([1.0]), Tolerance())
    assert (found.fault, found.message) == (Fault.DTYPE, "has dtype float64, f32 is float32")


def test_a_wrong_shape_is_named() -> None:
    found = judge_output(0, value(f32(1)), Judge(Kind.EXACT), f32(1).reshape(1, 1), Tolerance())
    assert (found.fault, found.message) == (Fault.SHAPE, "has shape [1, 1] where [1] is expected")


def test_what_is_no_array_is_named() -> None:
    found = judge_output(0, value(f32(1)), Judge(Kind.EXACT), [1.0], Tolerance())
    assert (found.fault, found.message) == (Fault.NOT_A_TENSOR, "is of Python type list, not an array")


def test_the_other_byte_order_is_the_same_type() -> None:
    assert judge_output(0, value(f32(1)), Judge(Kind.EXACT), f32(1).astype(">f4"), Tolerance()).passed


def test_numpy_scalars_are_tensors_of_rank_0() -> None:
    assert judge_output(0, value(np.float32(2)), Judge(Kind.EXACT), np.float32(2), Tolerance()).passed


# EXACT --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_every_element_type_is_compared_bit_by_bit(element: Any) -> None:
    ones = np.ones(3, np.int8).astype(element.dtype)
    assert judged(ones, ones.copy()).identical
    other = ones.copy()
    other.view(np.uint8)[other.itemsize] ^= 1  # the second element's lowest bit
    found = judged(ones, other)
    assert found.fault is Fault.VALUES
    assert (found.wrong, found.first.index) == (1, (1,))


def test_high_bits_that_an_element_does_not_use_do_not_count() -> None:
    a = np.array([0x03, 0xFF], np.uint8)
    assert judged(a.view(ml_dtypes.int4), np.array([0xF3, 0x0F], np.uint8).view(ml_dtypes.int4)).passed
    assert judged((a & 0x33).view(ml_dtypes.float6_e2m3fn), ((a & 0x33) | 0xC0).view(ml_dtypes.float6_e2m3fn)).passed
    assert judged(np.array([True]), np.array([7], np.uint8).view(np.bool_)).passed


def test_signs_of_zeros_count() -> None:
    assert not judged(f32(0.0), f32(-0.0)).passed
    assert judged(f32(0.0), f32(-0.0), grant=Tolerance(ignore_zero_signs=True)).passed


def test_no_elements_are_right() -> None:
    for kind in (Kind.EXACT, Kind.ULP, Kind.QUANTUM, Kind.ALLOWED):
        assert judged(f32() if kind is not Kind.QUANTUM else np.zeros(0, np.int8), [], kind).passed


@pytest.mark.parametrize("dtype", [np.float32, ml_dtypes.bfloat16, np.float64, np.complex64], ids=str)
def test_any_nan_is_a_nan(dtype: Any) -> None:
    nan = np.full(1, complex(math.nan, math.nan) if dtype is np.complex64 else math.nan, dtype)
    other = -nan
    assert judged(nan, other).passed
    assert not judged(nan, other, nan=Nan.BITS).passed
    assert not judged(nan, np.ones(1, dtype)).passed
    assert not judged(np.ones(1, dtype), nan).passed


def test_signaling_nans_are_not_quiet() -> None:
    quiet, signaling = from_bits(0x7FC00000, np.float32), from_bits(0x7F800001, np.float32)
    assert judged(quiet, signaling).passed
    assert not judged(quiet, signaling, nan=Nan.QUIET).passed
    assert judged(quiet, from_bits(0xFFC00005, np.float32), nan=Nan.QUIET).passed
    assert not judged(quiet, signaling, grant=Tolerance(nan=Nan.BITS)).passed


def test_formats_with_one_nan_know_no_signaling_ones() -> None:
    assert judged(
        from_bits(0x7F, ml_dtypes.float8_e4m3fn), from_bits(0xFF, ml_dtypes.float8_e4m3fn), nan=Nan.QUIET
    ).passed


def test_flushed_subnormals_are_right_where_granted() -> None:
    tiny = f32(1e-40, -1e-40)
    assert not judged(tiny, f32(0, -0.0)).passed
    assert judged(tiny, f32(0, -0.0), grant=Tolerance(flush_subnormals=True)).passed
    assert not judged(f32(2e-38), f32(0), grant=Tolerance(flush_subnormals=True)).passed


# ULP ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("element", [one for one in TENSOR_FLOATS if one.format.mantissa_bits], ids=str)
def test_units_are_those_of_the_type(element: Any) -> None:
    one = np.ones(1).astype(element.dtype)
    above = (one.view(f"u{one.itemsize}") + 1).view(element.dtype)
    assert judged(one, above, Kind.ULP, ulps=1).passed
    assert not judged(one, above, Kind.ULP, ulps=0.99).passed
    found = judged(one, above, Kind.ULP, ulps=0.5)
    assert found.worst.error == found.max_ulp == 1


def test_errors_are_measured_from_the_exact_result() -> None:
    expected, above = f32(1), np.nextafter(f32(1), f32(2))
    quarter = value(np.array([2**13], np.int16))
    assert judged(expected, above, Kind.ULP, ulps=0.75, offsets=quarter).passed
    assert not judged(expected, above, Kind.ULP, ulps=0.74, offsets=quarter).passed
    assert judged(expected, expected, Kind.ULP, ulps=0.5, offsets=quarter).max_ulp == 0.25


@given(st.floats(width=32), st.floats(width=32))
def test_ulp_errors_are_steps_within_a_binade(a: float, b: float) -> None:
    x, y = f32(a), f32(b)
    error = ulp_errors(Numbers(x), Numbers(y))[0, 0]
    if not (np.isfinite(x[0]) and np.isfinite(y[0])):
        same = (np.isnan(x[0]) and np.isnan(y[0])) or x[0] == y[0]
        assert (error == 0) == same
    elif math.frexp(a)[1] == math.frexp(b)[1] and (a < 0) == (b < 0) and a and b:
        assert error == int(ulp_distance(x, y)[0])
    else:
        assert (error == 0) == (x[0] == y[0])


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_ulp_errors_of_f64_agree_with_rational_arithmetic(a: float, b: float) -> None:
    from fractions import Fraction

    error = ulp_errors(Numbers(np.array([a])), Numbers(np.array([b])))[0, 0]
    exact = abs(Fraction(a) - Fraction(b)) / Fraction(math.ulp(b))
    assert error == pytest.approx(float(exact), rel=1e-15) if exact < 2**1000 else error > 2.0**999


def test_overflow_by_a_unit_is_a_unit() -> None:
    for dtype in (np.float32, np.float64, np.float16):
        largest = np.array([np.finfo(dtype).max], dtype)
        infinite = np.array([math.inf], dtype)
        assert judged(largest, infinite, Kind.ULP, ulps=1).passed
        assert not judged(largest, infinite, Kind.ULP, ulps=0.9).passed
        assert not judged(largest, -infinite, Kind.ULP, ulps=64).passed
        assert not judged(infinite, largest, Kind.ULP, ulps=1e6).passed
        assert not judged(infinite, -infinite, Kind.ULP, ulps=64).passed


def test_the_sign_of_an_exact_zero_counts() -> None:
    assert not judged(f32(0), f32(-0.0), Kind.ULP, ulps=4).passed
    underflowed = value(np.array([3], np.int16))
    assert judged(f32(0), f32(-0.0), Kind.ULP, ulps=4, offsets=underflowed).passed
    assert judged(np.complex64([1]), np.complex64([complex(1, -0.0)]), Kind.ULP, ulps=1).passed


def test_complex_parts_are_judged_alone_or_by_modulus() -> None:
    expected = np.array([1e8 + 1j], np.complex64)
    actual = np.array([1e8 + 2j], np.complex64)
    assert not judged(expected, actual, Kind.ULP, ulps=2).passed
    assert judged(expected, actual, Kind.ULP, ulps=2, by_modulus=True).passed


# What a program accepts ----------------------------------------------------------------------------------------------


def test_a_relative_error_that_the_program_accepts_is_right() -> None:
    expected = f32(1.5, -1e30, 1e-30)
    for factor, right in ((1 + 0.9e-3, True), (1 - 0.9e-3, True), (1 + 1.1e-3, False)):
        assert judged(expected, expected * np.float32(factor), Kind.ULP, ulps=0.5, rtol=1e-3).passed is right
    assert not judged(f32(1), np.nextafter(f32(1), f32(2)), Kind.ULP, ulps=0.5).passed


def test_an_absolute_error_that_the_program_accepts_is_right_where_it_is_larger() -> None:
    accepts = {"kind": Kind.ULP, "ulps": 0.5, "rtol": 1e-3, "atol": 0.25}
    assert judged(f32(1, 0, 1000), f32(1.25, 0.25, 1000.99), **accepts).passed
    assert not judged(f32(1), f32(1.2500001), **accepts).passed
    assert not judged(f32(1000), f32(1001.01), **accepts).passed
    assert not judged(f32(math.inf), f32(3e38), **accepts).passed
    assert not judged(f32(0.1), f32(math.nan), **accepts).passed
    assert judged(f32(math.nan), f32(math.nan), **accepts).passed


def test_what_a_program_accepts_is_measured_from_the_exact_result() -> None:
    expected, above = np.ones(1, ml_dtypes.bfloat16), np.array([1.0078125], ml_dtypes.bfloat16)
    quarter = value(np.array([2**13], np.int16))  # the exact result is 1 + 2**-9, above is 3 * 2**-9 / exact away
    error = 3 * 2.0**-9 / (1 + 2.0**-9)
    assert judged(expected, above, Kind.ULP, ulps=0.5, rtol=error * 1.001, offsets=quarter).passed
    assert not judged(expected, above, Kind.ULP, ulps=0.5, rtol=error * 0.999, offsets=quarter).passed


def test_complex_results_may_be_so_far_away_in_the_plane() -> None:
    expected = np.array([3e4 + 4e4j], np.complex64)
    assert judged(expected, expected + 30 - 39j, Kind.ULP, ulps=0.5, rtol=1e-3).passed
    assert not judged(expected, expected + 31 - 40j, Kind.ULP, ulps=0.5, rtol=1e-3).passed
    assert judged(np.complex64([1e8 + 1j]), np.complex64([1e8 + 90j]), Kind.ULP, ulps=0.5, rtol=1e-6).passed


def test_a_profile_multiplies_what_ops_declare_not_what_programs_accept() -> None:
    one, above = f32(1), f32(1 + 2.0**-22)
    grant = Tolerance(ulp_factor=4.0)
    assert judged(one, above, Kind.ULP, grant, ulps=0.5).passed
    found = judged(one, above, Kind.ULP, grant, ulps=0.5, rtol=1e-7)
    assert found.limit == "0.5 ULP or, as the program says, rtol 1e-07, atol 0"
    assert not found.passed


# DOT, SUM, NORM -----------------------------------------------------------------------------------------------------


def bound(**fields: Any) -> dict[str, Any]:
    return {"magnitudes": value(np.float64([100.0])), "depth": 8.0, "precision": "f32", **fields}


@pytest.mark.parametrize("kind", [Kind.DOT, Kind.SUM, Kind.NORM])
def test_the_bound_follows_from_depth_magnitude_and_precision(kind: Kind) -> None:
    limit = 8 * 2.0**-24 * 100 + 2.0**-23  # and a unit of the result, for two roundings
    assert judged(f32(1), f32(1 + 0.99 * limit), kind, **bound()).passed
    assert not judged(f32(1), f32(1 + 1.05 * limit), kind, **bound()).passed
    assert judged(f32(1), f32(1 + 1.9 * limit), kind, Tolerance(bound_factor=2), **bound()).passed


def test_a_narrow_result_is_rounded_once_more() -> None:
    expected = np.array([1], ml_dtypes.bfloat16)
    above = (expected.view(np.uint16) + 1).view(ml_dtypes.bfloat16)
    assert judged(expected, above, Kind.DOT, **bound()).passed
    assert not judged(expected, (above.view(np.uint16) + 1).view(ml_dtypes.bfloat16), Kind.DOT, **bound()).passed


def test_sums_that_may_overflow_on_their_way_may_be_infinite() -> None:
    fields = bound(magnitudes=value(np.float64([5e38])))
    assert judged(f32(1), f32(math.inf), Kind.SUM, **fields).passed
    assert judged(f32(1), f32(math.nan), Kind.SUM, **fields).passed
    assert not judged(f32(1), f32(math.inf), Kind.SUM, **bound()).passed
    assert not judged(f32(math.nan), f32(1), Kind.SUM, **fields).passed
    assert not judged(f32(math.inf), f32(1), Kind.SUM, **bound()).passed


def test_the_sign_of_a_zero_sum_does_not_count() -> None:
    fields = bound(magnitudes=value(np.float64([0.0])))
    assert judged(f32(0), f32(-0.0), Kind.SUM, **fields).passed
    assert not judged(f32(0), f32(1e-6), Kind.SUM, **fields).passed


def test_both_parts_of_complex_sums_lie_within_the_bound() -> None:
    expected = np.array([1 + 1j], np.complex64)
    assert judged(expected, expected + np.complex64(1e-5), Kind.SUM, **bound()).passed
    assert not judged(expected, expected + np.complex64(1e-3j), Kind.SUM, **bound()).passed


# QUANTUM, ALLOWED, DISTRIBUTION, open points ------------------------------------------------------------------------


def test_stored_integers_differ_by_quanta() -> None:
    expected = np.array([-128, 127], np.int8)
    assert judged(expected, np.array([-127, 126]), Kind.QUANTUM, quanta=1).passed
    assert judged(expected, np.array([127, 127]), Kind.QUANTUM, quanta=1).wrong == 1  # no wrap
    assert judged(np.array([7], ml_dtypes.int4), np.array([6], ml_dtypes.int4), Kind.QUANTUM, quanta=1).passed
    assert not judged(expected, np.array([-126, 127]), Kind.QUANTUM, quanta=1).passed


def test_alternatives_are_allowed_element_by_element_or_as_a_whole() -> None:
    other = (value(np.array([5, 6], np.int32)),)
    expected = np.array([1, 2], np.int32)
    mixed = np.array([1, 6], np.int32)
    assert judged(expected, mixed, Kind.ALLOWED, alternatives=other).passed
    assert not judged(expected, mixed, Kind.ALLOWED, alternatives=other, whole=True).passed
    assert judged(expected, np.array([5, 6]), Kind.ALLOWED, alternatives=other, whole=True).passed
    assert not judged(expected, np.array([5, 6]), Kind.ALLOWED, Tolerance(open_points=False), alternatives=other).passed
    assert not judged(expected, np.array([1, 7]), Kind.ALLOWED, alternatives=other).passed


def test_open_elements_may_be_anything() -> None:
    fields = {"open": value(np.array([True, False]))}
    assert judged(f32(1, 2), f32(math.nan, 2), **fields).passed
    assert not judged(f32(1, 2), f32(1, 3), **fields).passed
    assert not judged(f32(1, 2), f32(9, 2), grant=Tolerance(open_points=False), **fields).passed


def test_random_numbers_follow_their_distribution() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    uniform = {"distribution": "uniform", "parameters": (-1.0, 3.0)}
    good = random.uniform(-1, 3, 2000).astype(np.float32)
    zeros = np.zeros(2000, np.float32)
    assert judged(zeros, good, Kind.DISTRIBUTION, **uniform).passed
    assert judged(zeros, good / 2, Kind.DISTRIBUTION, **uniform).fault is Fault.DISTRIBUTION
    assert judged(zeros, good + 1, Kind.DISTRIBUTION, **uniform).fault is Fault.VALUES
    normal = {"distribution": "normal", "parameters": (1.0, 2.0)}
    assert judged(zeros, random.normal(1, 2, 2000), Kind.DISTRIBUTION, **normal).passed
    assert not judged(zeros, random.normal(1, 1, 2000), Kind.DISTRIBUTION, **normal).passed
    bits = {"distribution": "bits"}
    integers = random.integers(0, 2**32, 2000, np.uint32)
    assert judged(np.zeros(2000, np.uint32), integers, Kind.DISTRIBUTION, **bits).passed
    assert not judged(np.zeros(2000, np.uint32), integers | 8, Kind.DISTRIBUTION, **bits).passed


def test_random_integers_lie_in_a_half_open_interval() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    uniform = {"distribution": "uniform", "parameters": (0.0, 4.0)}
    zeros = np.zeros(1000, np.int32)
    assert judged(zeros, random.integers(0, 4, 1000), Kind.DISTRIBUTION, **uniform).passed
    assert judged(zeros, random.integers(0, 5, 1000), Kind.DISTRIBUTION, **uniform).fault is Fault.VALUES
    assert not judged(zeros, random.integers(0, 3, 1000), Kind.DISTRIBUTION, **uniform).passed


# Measures -----------------------------------------------------------------------------------------------------------


def test_measures_are_those_of_their_definitions() -> None:
    expected, actual = f32(1, 2, 4), f32(1, 2.5, 3)
    found = judged(expected, actual)
    assert found.max_absolute == 1
    assert found.max_relative == 0.25
    assert found.max_ulp == 0.5 * 2**22
    assert found.mean_ulp == pytest.approx((0 + 2**21 + 2**21) / 3)
    a, e = actual.astype(float), expected.astype(float)
    assert found.cosine == pytest.approx(a @ e / math.sqrt((a @ a) * (e @ e)), rel=1e-14)
    assert found.pcc == pytest.approx(np.corrcoef(a, e)[0, 1], rel=1e-14)
    assert (found.first.index, found.worst.index) == ((1,), (1,))


def test_first_and_worst_elements_are_told_apart() -> None:
    found = judged(f32(*range(1, 7)).reshape(2, 3), f32(1, 2, 3.5, 4, 0, 6).reshape(2, 3))
    assert (found.first.index, found.worst.index) == ((0, 2), (1, 1))
    assert found.worst.expected == "5.0 (0x40a00000)"
    assert found.worst.actual == "0.0 (0x00000000)"
    assert found.message == (
        "2 of 6 elements are wrong (the one right value); the first, at [0, 2], is 3.5 (0x40600000) "
        "where 3.0 (0x40400000) is expected"
    )


def test_measures_stay_finite_and_count_what_is_not() -> None:
    found = judged(np.array([1e308, math.nan, math.inf, 5e-324]), np.array([-1e308, math.nan, 1, 1e308]))
    assert (found.nans, found.infinities) == ((1, 1), (1, 0))
    for measure in (found.max_ulp, found.mean_ulp, found.max_absolute, found.max_relative, found.cosine, found.pcc):
        assert measure is not None
        assert math.isfinite(measure)
    assert judged(f32(math.nan), f32(math.inf)).max_ulp is None
    assert judged(f32(0, 0), f32(1, 2)).cosine is None


# Profiles -----------------------------------------------------------------------------------------------------------

CASE = Case(
    "exponential/x", Level.ACCURACY, ("stablehlo.exponential",), ("f32",), "",
    expected=(value(f32(1)),), judges=(Judge(Kind.ULP, ulps=1),),
)  # fmt: skip


def profile(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "profile.toml"
    path.write_text(text)
    return read_profile(path)


def test_the_default_profile_grants_units_to_functions_of_wide_types() -> None:
    three = f32(1 + 3 * 2.0**-23)
    assert not judge_case(CASE, [three], STRICT)[0].passed
    assert judge_case(CASE, [three], DEFAULT)[0].passed
    narrow = replace(CASE, expected=(value(np.array([1], ml_dtypes.bfloat16)),))
    assert not judge_case(narrow, [np.array([1 + 3 * 2.0**-7], ml_dtypes.bfloat16)], DEFAULT)[0].passed


def test_a_file_defines_a_profile(tmp_path: Path) -> None:
    text = """
        name = "npu"
        [[override]]
        select = "op:exponential"
        element = "f*"
        kinds = ["ulp"]
        ulps = 9
        [[override]]
        select = "op:tan*"
        ulps = 1000
        flush_subnormals = true
        nan = "bits"
    """
    npu = profile(tmp_path, text)
    assert npu.tolerance(CASE, "f32", Kind.ULP) == Tolerance(ulps=9.0)
    assert npu.tolerance(CASE, "f32", Kind.EXACT) == Tolerance()
    assert npu.tolerance(CASE, "bf16", Kind.ULP) == Tolerance()
    tangent = replace(CASE, ops=("stablehlo.tanh",))
    assert npu.tolerance(tangent, "bf16", Kind.DOT) == Tolerance(ulps=1000.0, flush_subnormals=True, nan=Nan.BITS)
    assert npu.content["name"] == "npu"


def test_a_profile_may_grant_units_to_exact_results(tmp_path: Path) -> None:
    loose = profile(tmp_path, "[[override]]\nulps = 2\n")
    exact = replace(CASE, judges=(Judge(Kind.CORRECTLY_ROUNDED),))
    assert judge_case(exact, [f32(1 + 2 * 2.0**-23)], loose)[0].passed
    assert not judge_case(exact, [f32(1 + 3 * 2.0**-23)], loose)[0].passed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nam = 1", "unknown key 'nam'"),
        ("base = 'lax'", "base 'lax' is none of strict, default"),
        ("[[override]]\nulp = 3", "override 1: unknown key 'ulp'"),
        ("[[override]]\nselect = 'a and'\nulps = 3", "override 1: select: column 6: expected a word"),
        ("[[override]]\nselect = 'a'", "override 1: grants nothing"),
        ("[[override]]\nulps = -1", "ulps is not negative and finite"),
        ("[[override]]\nulps = '1'", "ulps is of type float, not str"),
        ("[[override]]\nkinds = ['x']\nulps = 1", "'x' is not a valid Kind"),
        ("override = 3", "overrides are tables"),
        ("[[override", "profile.toml: "),
    ],
)
def test_a_wrong_profile_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProfileError) as error:
        profile(tmp_path, text)
    assert message in str(error.value)
    assert "profile.toml" in str(error.value)
