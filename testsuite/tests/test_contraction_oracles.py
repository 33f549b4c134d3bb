"""Sums of products, held against literal formulas over every index, on tiny inputs."""

from __future__ import annotations

import itertools
import math
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from stablehlo_reference.spec.attributes.conv import ConvDimensionNumbers
from stablehlo_reference.spec.attributes.dot import DotDimensionNumbers
from stablehlo_reference.spec.attributes.dot_algorithm import DotAlgorithm
from stablehlo_reference.spec.lang import Unsupported
from stablehlo_reference.spec.numerics.contraction import contract
from stablehlo_reference.spec.ops.convolution import convolution
from stablehlo_reference.spec.ops.dot_general import dot_general
from stablehlo_reference.spec.ops.einsum import einsum
from stablehlo_reference.spec.ops.unary_einsum import unary_einsum
from stablehlo_reference.spec.types import BF16, F16, F32, F64, FLOATS, SI32, TF32, TensorType
from stablehlo_reference.spec.types.element import from_dtype

SMALL = settings(max_examples=80, deadline=None)
DTYPES = [
    np.bool_, np.int8, np.uint8, np.int32, np.uint32, np.int64, np.uint64, ml_dtypes.int4, ml_dtypes.uint2, np.float32,
    np.float64, np.float16, ml_dtypes.bfloat16, np.complex64, np.complex128,
]  # fmt: skip
Rng = np.random.Generator


def exact_value(x: Any) -> Any:
    """An element as a Python number."""
    kind = x.dtype.kind
    if kind in "biu":
        return int(x)
    if kind in "fc":
        return x.item()
    return int(x) if "int" in x.dtype.name else float(x)


def elements(rng: Rng, shape: tuple[int, ...], dtype: Any) -> np.ndarray:
    """Small integers of any type, so that floats are exact; all bits of machine integers, which wrap."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.random(shape) < 0.4
    if dtype.kind == "c":
        return (rng.integers(-3, 4, shape) + 1j * rng.integers(-3, 4, shape)).astype(dtype)
    if dtype.kind in "iu":
        bits = rng.integers(0, 256, (*shape, dtype.itemsize), dtype=np.uint8)
        return bits.view(dtype)[..., 0]
    low = 0 if dtype.name.startswith("u") else -2
    return rng.integers(low, 2 if "int" in dtype.name else 4, shape).astype(np.int8).astype(dtype)


def summed(terms: list[tuple[Any, Any]], dtype: Any) -> Any:
    """The sum of products of Python numbers, as the element type holds it."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return any(a and b for a, b in terms)
    total = sum(a * b for a, b in terms)
    if dtype.kind in "iu" or "int" in dtype.name:
        bits = int(ml_dtypes.iinfo(dtype).bits)
        total %= 1 << bits
        return total - (1 << bits) if ml_dtypes.iinfo(dtype).min < 0 and total >> (bits - 1) else total
    return total


def assert_same(actual: np.ndarray, expected: dict[tuple[int, ...], Any]) -> None:
    assert actual.size == len(expected)
    for index, value in expected.items():
        assert exact_value(actual[index]) == value, index


# dot_general ----------------------------------------------------------------------------------------------------------


@st.composite
def contractions(draw: Any) -> tuple[tuple[int, ...], tuple[int, ...], DotDimensionNumbers]:
    sizes = st.lists(st.integers(0, 3) | st.just(2), max_size=2)
    batch, lhs_rest, rhs_rest, summed_over = (draw(sizes) for _ in range(4))
    lhs_axes = draw(st.permutations(range(len(batch) + len(lhs_rest) + len(summed_over))))
    rhs_axes = draw(st.permutations(range(len(batch) + len(rhs_rest) + len(summed_over))))
    lhs_shape, rhs_shape = [0] * len(lhs_axes), [0] * len(rhs_axes)
    for axis, size in zip(lhs_axes, batch + summed_over + lhs_rest, strict=True):
        lhs_shape[axis] = size
    for axis, size in zip(rhs_axes, batch + summed_over + rhs_rest, strict=True):
        rhs_shape[axis] = size
    b, k = len(batch), len(batch) + len(summed_over)
    numbers = DotDimensionNumbers(tuple(lhs_axes[:b]), tuple(rhs_axes[:b]), tuple(lhs_axes[b:k]), tuple(rhs_axes[b:k]))
    return tuple(lhs_shape), tuple(rhs_shape), numbers


def dot_by_formula(lhs: np.ndarray, rhs: np.ndarray, numbers: DotDimensionNumbers, dtype: Any) -> dict[Any, Any]:
    left_batch, left_summed = numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions
    right_batch, right_summed = numbers.rhs_batching_dimensions, numbers.rhs_contracting_dimensions
    left_rest = [d for d in range(lhs.ndim) if d not in left_batch + left_summed]
    right_rest = [d for d in range(rhs.ndim) if d not in right_batch + right_summed]
    found: dict[Any, Any] = {}
    for batch in itertools.product(*(range(lhs.shape[d]) for d in left_batch)):
        for i in itertools.product(*(range(lhs.shape[d]) for d in left_rest)):
            for j in itertools.product(*(range(rhs.shape[d]) for d in right_rest)):
                terms = []
                for k in itertools.product(*(range(lhs.shape[d]) for d in left_summed)):
                    at = dict(zip((*left_batch, *left_rest, *left_summed), (*batch, *i, *k), strict=True))
                    to = dict(zip((*right_batch, *right_rest, *right_summed), (*batch, *j, *k), strict=True))
                    a = lhs[tuple(at[d] for d in range(lhs.ndim))]
                    b = rhs[tuple(to[d] for d in range(rhs.ndim))]
                    terms.append((exact_value(np.asarray(a)), exact_value(np.asarray(b))))
                found[(*batch, *i, *j)] = summed(terms, dtype)
    return found


@SMALL
@given(contractions(), st.sampled_from(DTYPES), st.integers(0, 2**32))
def test_dot_general_is_its_formula(shapes, dtype, seed) -> None:
    rng = np.random.default_rng(seed)
    lhs, rhs = elements(rng, shapes[0], dtype), elements(rng, shapes[1], dtype)
    result = TensorType((), from_dtype(np.dtype(dtype)))
    assert_same(dot_general(lhs, rhs, shapes[2], None, result), dot_by_formula(lhs, rhs, shapes[2], dtype))


@SMALL
@given(
    contractions(),
    st.sampled_from([(np.int8, np.int32), (np.uint8, np.int64), (np.int32, np.int8)]),
    st.integers(0, 99),
)
def test_integers_of_other_types_are_converted_first(shapes, dtypes, seed) -> None:
    rng = np.random.default_rng(seed)
    lhs, rhs = elements(rng, shapes[0], dtypes[0]), elements(rng, shapes[1], dtypes[0])
    result = TensorType((), from_dtype(np.dtype(dtypes[1])))
    assert_same(dot_general(lhs, rhs, shapes[2], None, result), dot_by_formula(lhs, rhs, shapes[2], dtypes[1]))


@pytest.mark.parametrize("depth", [1, 127, 1000])
@pytest.mark.parametrize("dtype", [np.int8, np.int16, np.int32, np.int64, np.uint16, np.uint32, np.uint64])
def test_large_integers_are_exact_modulo_the_width(dtype, depth: int) -> None:
    rng = np.random.default_rng(depth)
    info = np.iinfo(dtype)
    lhs, rhs = elements(rng, (3, depth), dtype), elements(rng, (depth, 3), dtype)
    lhs[0], rhs[:, 0] = info.max, info.max
    lhs[1], rhs[:, 1] = info.min, info.min
    found = contract(np.matmul, lhs, rhs, depth, np.dtype(dtype))
    for i, j in itertools.product(range(3), range(3)):
        assert int(found[i, j]) == summed(list(zip(lhs[i].tolist(), rhs[:, j].tolist(), strict=True)), dtype)


def test_complex_products_have_no_real_result() -> None:
    z = np.ones((2, 2), np.complex64)
    with pytest.raises(Unsupported):
        contract(np.matmul, z, z, 2, np.dtype(np.float32))


# Algorithms -----------------------------------------------------------------------------------------------------------

VECTORS = DotDimensionNumbers((), (), (0,), (0,))


def by_algorithm(lhs: np.ndarray, rhs: np.ndarray, *fields: Any) -> float:
    return float(dot_general(lhs, rhs, VECTORS, DotAlgorithm(*fields), TensorType((), F32)))


def test_more_primitive_operations_are_more_accurate() -> None:
    rng = np.random.default_rng(5)
    lhs, rhs = (rng.standard_normal(64).astype(np.float32) for _ in range(2))
    exact = math.fsum(float(a) * float(b) for a, b in zip(lhs, rhs, strict=True))
    weight = math.fsum(abs(float(a) * float(b)) for a, b in zip(lhs, rhs, strict=True))
    bounds = {1: 2.0**-7, 3: 2.0**-14, 6: 2.0**-20, 9: 2.0**-20}
    errors = {n: abs(by_algorithm(lhs, rhs, BF16, BF16, F32, 1, 1, n, False) - exact) / weight for n in bounds}
    assert all(errors[n] < bound for n, bound in bounds.items())
    assert errors[3] < errors[1] / 16
    assert errors[6] < errors[3] / 4
    tf32 = [abs(by_algorithm(lhs, rhs, TF32, TF32, F32, 1, 1, n, False) - exact) / weight for n in (1, 3)]
    assert tf32[0] < 2.0**-10
    assert tf32[1] < min(2.0**-19, tf32[0] / 16)


@pytest.mark.parametrize("operations", [1, 3, 6, 9])
def test_decompositions_are_sums_of_products_of_components(operations: int) -> None:
    x, y = np.float32(1.2345678), np.float32(-7.654321)

    def components(value: np.float32) -> list[float]:
        rest, found = value, []
        for _ in range(3):
            found.append(np.float32(rest.astype(ml_dtypes.bfloat16)))
            rest = np.float32(rest - found[-1])
        return found

    pairs = {1: [(0, 0)], 3: [(0, 1), (1, 0)], 6: [(0, 2), (2, 0), (1, 1), (0, 1), (1, 0)]}
    pairs[3].append((0, 0))
    pairs[6].append((0, 0))
    pairs[9] = [(2, 2), (2, 1), (1, 2), *pairs[6]]
    a, b = components(x), components(y)
    expected = math.fsum(float(a[i]) * float(b[j]) for i, j in pairs[operations])
    found = by_algorithm(x.reshape(1), y.reshape(1), BF16, BF16, F32, 1, 1, operations, False)
    assert found == pytest.approx(expected, rel=2.0**-22)


@pytest.mark.parametrize("operations", [3, 6, 9])
def test_decompositions_keep_infinities(operations: int) -> None:
    fields = (BF16, BF16, F32, 1, 1, operations, False)
    assert by_algorithm(np.float32([np.inf]), np.float32([2]), *fields) == np.inf
    assert math.isnan(by_algorithm(np.float32([np.inf]), np.float32([0]), *fields))
    assert math.isnan(by_algorithm(np.float32([np.nan]), np.float32([1]), *fields))


@pytest.mark.parametrize(("element", "largest"), [(F16, 2048.0), (BF16, 256.0)])
def test_narrow_accumulation_loses_ones_beside_a_large_sum(element, largest: float) -> None:
    ones = np.ones(300 if element is BF16 else 3000, np.float32)
    assert by_algorithm(ones, ones, element, element, element, 1, 1, 1, False) == largest
    assert by_algorithm(ones, ones, element, element, F32, 1, 1, 1, False) == len(ones)


def test_operands_are_rounded_to_the_precision_type() -> None:
    x = np.float32([1 + 2.0**-4 + 2.0**-5])
    one = np.float32([1])
    assert by_algorithm(x, one, FLOATS["f8E5M2"], FLOATS["f8E4M3FN"], F32, 1, 1, 1, True) == 1.0
    assert by_algorithm(one, x, FLOATS["f8E5M2"], FLOATS["f8E4M3FN"], F32, 1, 1, 1, True) == 1.125
    assert by_algorithm(x, one, F64, F64, F64, 1, 1, 1, False) == float(x[0])


@pytest.mark.parametrize(
    "fields",
    [
        (F32, F32, F32, 1, 1, 1, True),
        (F32, F32, F32, 3, 1, 1, False),
        (F32, F16, F32, 1, 1, 1, False),
        (F16, F16, F64, 1, 1, 1, False),
        (BF16, BF16, F32, 1, 1, 4, False),
        (F32, SI32, F32, 1, 1, 1, False),
    ],
)
def test_unknown_algorithms_are_refused(fields) -> None:
    one = np.ones(1, np.float32)
    with pytest.raises(Unsupported, match=r"dot algorithm|float type"):
        by_algorithm(one, one, *fields)


# Convolution ----------------------------------------------------------------------------------------------------------


@st.composite
def convolutions(draw: Any) -> dict[str, Any]:
    """Shapes and attributes of a convolution whose dimensions stand in any order."""
    spatial = draw(st.integers(0, 2))
    groups = draw(st.sampled_from([(1, 1), (1, 1), (2, 1), (3, 1), (1, 2), (1, 3)]))
    batch = draw(st.integers(0, 2)) * groups[1]
    features, outputs = draw(st.integers(0, 2)), draw(st.integers(1, 2)) * max(groups)
    sizes = [draw(st.integers(0, 4)) for _ in range(spatial)]
    kernel = [draw(st.integers(0, 3)) for _ in range(spatial)]
    orders = [draw(st.permutations(range(spatial + 2))) for _ in range(3)]
    some = st.integers(1, 3)
    return {
        "lhs": (batch, features * groups[0], *sizes),
        "rhs": (outputs, features, *kernel),
        "orders": orders,
        "window_strides": tuple(draw(some) for _ in range(spatial)),
        "padding": np.array(
            [[draw(st.integers(-1, 2)), draw(st.integers(-2, 2))] for _ in range(spatial)], np.int64
        ).reshape(spatial, 2),
        "lhs_dilation": tuple(draw(some) for _ in range(spatial)),
        "rhs_dilation": tuple(draw(some) for _ in range(spatial)),
        "window_reversal": tuple(draw(st.booleans()) for _ in range(spatial)),
        "feature_group_count": groups[0],
        "batch_group_count": groups[1],
    }


def convolve_by_formula(lhs: np.ndarray, rhs: np.ndarray, case: dict[str, Any], dtype: Any) -> dict[Any, Any]:
    """Images are (batch, feature, spatial...), kernels (output, input, spatial...)."""
    sizes, kernel = lhs.shape[2:], rhs.shape[2:]
    strides, low_high = case["window_strides"], case["padding"]
    spread = [(n - 1) * d + 1 if n else 0 for n, d in zip(sizes, case["lhs_dilation"], strict=True)]
    padded = [int(low) + n + int(high) for n, (low, high) in zip(spread, low_high, strict=True)]
    reach = [(n - 1) * d + 1 if n else 0 for n, d in zip(kernel, case["rhs_dilation"], strict=True)]
    counts = [
        0 if whole == 0 or window > whole else (whole - window) // stride + 1
        for whole, window, stride in zip(padded, reach, strides, strict=True)
    ]
    groups, parts = case["feature_group_count"], case["batch_group_count"]
    images, per_group = lhs.shape[0] // parts, rhs.shape[0] // max(groups, parts)
    found: dict[Any, Any] = {}
    for n, o in itertools.product(range(images), range(rhs.shape[0])):
        for window in itertools.product(*map(range, counts)):
            terms = []
            for i, k in itertools.product(range(rhs.shape[1]), itertools.product(*map(range, kernel))):
                places = []
                for d, place in enumerate(k):
                    inner = kernel[d] - 1 - place if case["window_reversal"][d] else place
                    at = window[d] * strides[d] + inner * case["rhs_dilation"][d] - int(low_high[d][0])
                    exists = 0 <= at < spread[d] and at % case["lhs_dilation"][d] == 0
                    places.append(at // case["lhs_dilation"][d] if exists else None)
                image = n + (o // per_group) * images if parts > 1 else n
                feature = i + (o // per_group) * rhs.shape[1] if groups > 1 else i
                a = 0 if None in places else exact_value(lhs[(image, feature, *places)])
                terms.append((a, exact_value(rhs[(o, i, *k)])))
            found[(n, o, *window)] = summed(terms, dtype)
    return found


def in_order(x: np.ndarray, order: list[int]) -> np.ndarray:
    """Dimension i of x becomes dimension order[i]."""
    return np.ascontiguousarray(np.moveaxis(x, range(x.ndim), order))


@settings(max_examples=150, deadline=None)
@given(
    convolutions(),
    st.sampled_from([np.int32, np.int32, np.int8, np.bool_, np.float32, ml_dtypes.bfloat16]),
    st.integers(0, 9999),
)
def test_convolution_is_its_formula(case, dtype, seed) -> None:
    rng = np.random.default_rng(seed)
    lhs, rhs = elements(rng, case["lhs"], dtype), elements(rng, case["rhs"], dtype)
    images, kernels, results = case["orders"]
    numbers = ConvDimensionNumbers(
        images[0], images[1], tuple(images[2:]), kernels[1], kernels[0], tuple(kernels[2:]), results[0], results[1],
        tuple(results[2:]),
    )  # fmt: skip
    names = ("window_strides", "padding", "lhs_dilation", "rhs_dilation", "window_reversal")
    attributes = {name: case[name] for name in (*names, "feature_group_count", "batch_group_count")}
    found = convolution(
        in_order(lhs, images), in_order(rhs, kernels), dimension_numbers=numbers,
        result=TensorType((), from_dtype(np.dtype(dtype))), **attributes,
    )  # fmt: skip
    assert_same(np.moveaxis(found, results, range(found.ndim)), convolve_by_formula(lhs, rhs, case, dtype))


def plain_convolution(lhs: np.ndarray, rhs: np.ndarray, padding: int, groups: int, dtype: Any) -> np.ndarray:
    numbers = ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2))
    pads = np.full((2, 2), padding)
    kind = TensorType((), from_dtype(np.dtype(dtype)))
    return convolution(lhs, rhs, (1, 1), pads, (1, 1), (1, 1), (False, False), numbers, groups, 1, kind)


def test_images_in_parts_give_what_whole_ones_give(monkeypatch) -> None:
    from stablehlo_reference.spec.families import convolution as family

    rng = np.random.default_rng(0)
    lhs, rhs = elements(rng, (3, 9, 8, 16), np.int32), elements(rng, (3, 3, 16, 4), np.int32)
    whole = plain_convolution(lhs, rhs, 1, 1, np.int32)
    for limit in (20000, 3000, 1):
        monkeypatch.setattr(family, "_PATCH_ELEMENTS", limit)
        np.testing.assert_array_equal(plain_convolution(lhs, rhs, 1, 1, np.int32), whole)


def test_one_feature_a_group_by_shifts_gives_what_patches_give(monkeypatch) -> None:
    from stablehlo_reference.spec.families import convolution as family

    rng = np.random.default_rng(0)
    lhs, rhs = elements(rng, (2, 6, 5, 8), np.int32), elements(rng, (3, 2, 1, 16), np.int32)
    shifted = plain_convolution(lhs, rhs, 1, 8, np.int32)
    monkeypatch.setattr(family, "_SHIFTS", 0)
    np.testing.assert_array_equal(plain_convolution(lhs, rhs, 1, 8, np.int32), shifted)


def test_windows_far_apart_take_little_memory() -> None:
    far = 1 << 40
    lhs, rhs = np.arange(1, 6, dtype=np.int32).reshape(1, 1, 5), np.array([[[1, 10]]], np.int32)
    numbers = ConvDimensionNumbers(0, 1, (2,), 1, 0, (2,), 0, 1, (2,))
    found = convolution(
        lhs, rhs, (far,), np.array([[far, far]]), (1,), (2,), (False,), numbers, 1, 1, TensorType((), SI32)
    )
    assert found.tolist() == [[[0, 1 + 30, 0]]]


# Einstein notation ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("config", ["ab,bc->ac", "aab,b->a", "a,b->ba", "ab,cb->", "...a,a...->...", "ba,ab", "ab,b->"])
def test_einsum_is_numpys_on_integers(config: str) -> None:
    rng = np.random.default_rng(1)
    left, _, rest = config.partition(",")
    right = rest.partition("->")[0]
    lhs, rhs = (
        elements(rng, (2,) * (len(part.replace("...", "")) + ("..." in part)), np.int32) for part in (left, right)
    )
    expected = np.einsum(config, lhs, rhs)
    np.testing.assert_array_equal(einsum(lhs, rhs, config, TensorType((), SI32)), expected)


@pytest.mark.parametrize("config", ["ab->ba", "aab->b", "abc->", "...a->a...", "ba"])
def test_unary_einsum_is_numpys_on_integers(config: str) -> None:
    rng = np.random.default_rng(2)
    labels = config.partition("->")[0]
    operand = elements(rng, (3,) * (len(labels.replace("...", "")) + 2 * ("..." in labels)), np.int32)
    np.testing.assert_array_equal(unary_einsum(operand, config, TensorType((), SI32)), np.einsum(config, operand))
