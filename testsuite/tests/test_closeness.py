"""What programs that check their results mean by equal, almost equal and close."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.spec.lang import CheckFailure
from stablehlo_reference.spec.numerics.closeness import (
    FAR,
    almost_equal,
    equal,
    expect_almost_equal,
    expect_close,
    expect_equal,
    ulp_distance,
)
from stablehlo_reference.spec.types import TENSOR_FLOATS

NAN, INF = float("nan"), float("inf")


def pair(a: object, b: object, dtype) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray(a).astype(dtype), np.asarray(b).astype(dtype)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e5m2])
def test_zeros_and_nans_are_equal_among_themselves(dtype) -> None:
    a, b = pair([0.0, NAN, INF, 1.0, NAN, INF], [-0.0, -NAN, INF, 1.0, 1.0, -INF], dtype)
    assert equal(a, b).tolist() == [True, True, True, True, False, False]


def test_both_parts_of_complex_numbers_count() -> None:
    a, b = pair([1 + 2j, 1 + 2j, complex(NAN, 1)], [1 + 2j, 1 + 3j, complex(NAN, 1)], np.complex64)
    assert equal(a, b).tolist() == [True, False, True]
    assert almost_equal(a, b, 0.5).tolist() == [True, False, True]
    assert ulp_distance(a, b).tolist() == [0, 2**22, 0]


@pytest.mark.parametrize("dtype", [np.bool_, np.uint8, np.int64, ml_dtypes.int4])
def test_integers_and_booleans_are_equal_or_not(dtype) -> None:
    a, b = pair([1, 0], [1, 1], dtype)
    assert equal(a, b).tolist() == almost_equal(a, b, 5.0).tolist() == [True, False]


def test_almost_equal_is_an_absolute_difference_of_finite_numbers() -> None:
    a, b = pair([1.0, 1.0, 1e300, INF, INF, NAN, NAN], [1.5, 1.6, 1e300 * 1.1, 1e300, INF, 1.0, NAN], np.float64)
    assert almost_equal(a, b, 0.5).tolist() == [True, False, False, False, True, False, True]


@pytest.mark.parametrize("element", [element for element in TENSOR_FLOATS if element.bits <= 16], ids=str)
def test_distance_counts_the_values_in_between(element) -> None:
    patterns = np.arange(2**element.bits, dtype=f"u{element.dtype.itemsize}").view(element.dtype)
    with np.errstate(invalid="ignore"):
        values = patterns[np.isfinite(patterns)]
    ranks = values.astype(np.float64)
    order = np.argsort(ranks, kind="stable")
    values, ranks = values[order], ranks[order]
    steps = np.cumsum(np.concatenate([[0], np.diff(ranks) != 0]))
    start = int(np.searchsorted(ranks, 0 if element.format.signed else ranks[0]))
    sample = np.unique(np.linspace(0, len(values) - 1, 300).astype(int))
    for origin in (start, 0, len(values) - 1):
        found = ulp_distance(np.full(sample.shape, values[origin]), values[sample])
        assert found.tolist() == np.abs(steps[sample] - steps[origin]).tolist()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_distance_across_zero_and_to_infinity(dtype) -> None:
    tiny, most = np.finfo(dtype).smallest_subnormal, np.finfo(dtype).max
    a, b = pair([tiny, 0.0, most, INF, NAN, 1.0], [-tiny, -0.0, INF, -INF, NAN, NAN], dtype)
    assert ulp_distance(a, b).tolist() == [2, 0, int(FAR), int(FAR), 0, int(FAR)]
    across = ulp_distance(np.array([most]), np.array([-most]))
    assert int(across[0]) == 2 * int(np.array(most).view(f"u{np.dtype(dtype).itemsize}"))


def test_a_scalar_is_compared_without_warnings() -> None:
    assert int(ulp_distance(np.float32(1.0), np.float32(2.0))) == 2**23


def test_failures_count_and_show_the_first() -> None:
    a, b = pair([[1.0, 2.0], [3.0, NAN]], [[1.0, 2.5], [3.5, 4.0]], np.float32)
    with pytest.raises(CheckFailure, match=r"3 of 4 elements differ; the first, at \[0, 1\], is 2.0 where 2") as caught:
        expect_equal(a, b)
    assert caught.value.actual is a
    assert caught.value.expected is b
    with pytest.raises(CheckFailure, match=r"1 of 4 elements differ by more than 0.5; the first, at \[1, 1\], is nan"):
        expect_almost_equal(a, b, 0.5)
    with pytest.raises(CheckFailure, match=r"3 of 4 elements are more than 3 ULP apart; .* \(2097152 ULP apart\)"):
        expect_close(a, b, 0, 3)


def test_a_least_distance_can_be_asked_for() -> None:
    a = np.array([1.0, 1.0], np.float32)
    b = np.nextafter(a, np.float32(2))
    expect_close(a, b, 1, 1)
    with pytest.raises(CheckFailure, match="2 of 2 elements are not 2 to 3 ULP apart"):
        expect_close(a, b, 2, 3)


def test_shapes_and_types_must_be_the_same() -> None:
    with pytest.raises(CheckFailure, match=r"shape \[2\] where \[1, 2\]"):
        expect_equal(np.zeros(2), np.zeros((1, 2)))
    with pytest.raises(CheckFailure, match="float64 with float32"):
        expect_equal(np.zeros(2), np.zeros(2, np.float32))


def test_no_elements_are_close() -> None:
    expect_equal(np.zeros((0, 2)), np.zeros((0, 2)))
    expect_almost_equal(np.zeros((0, 2)), np.zeros((0, 2)), 0.0)
    expect_close(np.zeros((0, 2)), np.zeros((0, 2)), 0, 0)
