"""Reductions, windows and sorting, held against literal formulas over every index, on tiny inputs."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from stablehlo_reference.spec.families import windowed
from stablehlo_reference.spec.families.sorting import stable_order
from stablehlo_reference.spec.ops.map import map as map_kernel
from stablehlo_reference.spec.ops.reduce import reduce
from stablehlo_reference.spec.ops.reduce_window import reduce_window
from stablehlo_reference.spec.ops.select_and_scatter import select_and_scatter
from stablehlo_reference.spec.ops.sort import sort
from stablehlo_reference.spec.types import FunctionType, TensorType
from stablehlo_reference.spec.types.element import from_dtype

SMALL = settings(max_examples=120, deadline=None)
SEEDS = st.integers(0, 2**32)


class Function:
    """A body as kernels see it, made of a Python function. `limit` counts down calls."""

    def __init__(self, function: Callable[..., Any], inputs: list[Any], outputs: list[Any], **known: Any) -> None:
        self.function = function
        self.type = FunctionType(
            *(tuple(TensorType((), from_dtype(np.dtype(d))) for d in ds) for ds in (inputs, outputs))
        )
        self.elementwise = known.get("elementwise", True)
        self.chooses = False
        self.same_as = known.get("ufunc")
        self.calls = 0

    def ufunc(self, dtype: np.dtype, *, negative_zeros: bool = True) -> np.ufunc | None:
        return self.same_as if self.same_as not in (np.maximum, np.minimum) or not negative_zeros else None

    def __call__(self, *arguments: np.ndarray) -> tuple[Any, ...]:
        self.calls += 1
        assert len({np.shape(one) for one in arguments}) <= 1
        assert self.elementwise or all(np.shape(one) == () for one in arguments)
        with np.errstate(all="ignore"):
            return tuple(np.asarray(one) for one in self.function(*arguments))


def joining(function: Callable[..., Any], dtype: Any, count: int = 1, **known: Any) -> Function:
    return Function(function, [dtype] * 2 * count, [dtype] * count, **known)


def added(x: Any, y: Any) -> tuple[Any]:
    return (np.add(x, y),)


def composed(a: Any, b: Any, c: Any, d: Any) -> tuple[Any, Any]:
    """x -> a x + b, then x -> c x + d: associative, not commutative. Neutral: (1, 0)."""
    return a * c, b * c + d


JOINS: list[tuple[Callable[..., Any], int, tuple[int, ...], np.ufunc | None]] = [
    (added, 1, (0,), np.add),
    (added, 1, (5,), np.add),
    (lambda x, y: (np.maximum(x, y),), 1, (-3,), np.maximum),
    (lambda x, y: (x * y,), 1, (1,), np.multiply),
    (lambda x, y: (np.bitwise_xor(x, y),), 1, (0,), np.bitwise_xor),
    (lambda x, y: (y,), 1, (9,), None),
    (composed, 2, (1, 0), None),
]
WAYS = st.sampled_from([{"ufunc": True}, {}, {"elementwise": False}])


def body_of(join: tuple[Any, ...], dtype: Any, way: dict[str, bool]) -> Function:
    """The same body as one plain op, as elementwise ops, or as one that takes scalars only."""
    known = {"ufunc": join[3]} if way.get("ufunc") else way
    return joining(join[0], dtype, join[1], **known)


def folded(function: Callable[..., Any], init: tuple[Any, ...], elements: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    with np.errstate(all="ignore"):
        return functools.reduce(lambda total, one: function(*total, *one), elements, init)


def integers(rng: np.random.Generator, shape: tuple[int, ...], dtype: Any = np.int32) -> np.ndarray:
    return rng.integers(-9, 10, shape).astype(dtype)


# reduce ---------------------------------------------------------------------------------------------------------------


@SMALL
@given(
    st.lists(st.integers(0, 5), max_size=4), st.sampled_from(JOINS), WAYS, st.sampled_from([np.int8, np.int32]), SEEDS
)
def test_reduce_is_its_formula(shape, join, way, dtype, seed) -> None:
    rng = np.random.default_rng(seed)
    dimensions = tuple(int(d) for d in rng.permutation(len(shape))[: rng.integers(0, len(shape) + 1)])
    inputs = tuple(integers(rng, tuple(shape), dtype) for _ in range(join[1]))
    inits = tuple(np.asarray(value, dtype) for value in join[2])
    results = reduce(inputs, inits, dimensions, body_of(join, dtype, way))
    rest = [d for d in range(len(shape)) if d not in dimensions]
    for index in itertools.product(*(range(shape[d]) for d in rest)):
        fixed = dict(zip(rest, index, strict=True))
        places = itertools.product(*([fixed[d]] if d in fixed else range(shape[d]) for d in range(len(shape))))
        expected = folded(join[0], inits, (tuple(x[place] for x in inputs) for place in places))
        assert all(x[index] == one for x, one in zip(results, expected, strict=True))
    assert all(x.shape == tuple(shape[d] for d in rest) and x.dtype == dtype for x in results)


def test_reduce_calls_an_elementwise_body_about_log_n_times() -> None:
    body = joining(composed, np.int32, 2)
    x = integers(np.random.default_rng(0), (1000,))
    reduce((x, x), (np.int32(1), np.int32(0)), (0,), body)
    assert body.calls <= 20


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn])
def test_sums_of_narrow_floats_do_not_stall(dtype) -> None:
    ones = np.ones(256, dtype)
    (total,) = reduce((ones,), (np.zeros((), dtype),), (0,), joining(added, dtype, ufunc=np.add))
    assert float(total) == 256


@pytest.mark.parametrize("axis", [0, 1])
def test_sums_of_floats_are_about_as_good_as_pairwise_ones(axis: int) -> None:
    x = np.random.default_rng(3).random((100003, 1) if axis == 0 else (1, 100003), np.float32)
    (total,) = reduce((x,), (np.float32(0),), (axis,), joining(added, np.float32, ufunc=np.add))
    assert abs(float(total[0]) - x.astype(np.float64).sum()) < 1e-6 * x.size


@pytest.mark.parametrize("ufunc", [np.maximum, np.minimum])
def test_extremes_with_zeros_of_both_signs_are_the_bodys(ufunc: np.ufunc) -> None:
    def larger(x: Any, y: Any) -> tuple[Any]:
        same = (x == 0) & (y == 0)
        zero = np.signbit(x) & np.signbit(y) if ufunc is np.maximum else np.signbit(x) | np.signbit(y)
        return (np.where(same, np.where(zero, np.float32(-0.0), np.float32(0.0)), ufunc(x, y)),)

    zeros = np.float32([[-0.0, 0.0, -0.0], [0.0, -0.0, 0.0], [-0.0, -0.0, -0.0], [0.0, 0.0, 0.0]])
    (found,) = reduce((zeros,), (np.float32(-0.0),), (1,), joining(larger, np.float32, ufunc=ufunc))
    expected = [False, False, True, False] if ufunc is np.maximum else [True, True, True, True]
    assert np.signbit(found).tolist() == expected


def test_map_is_the_same_one_by_one() -> None:
    x, y = integers(np.random.default_rng(0), (3, 4)), integers(np.random.default_rng(1), (3, 4))
    types = [np.int32, np.int32], [np.int32]
    result = TensorType((3, 4), from_dtype(np.dtype(np.int32)))
    for elementwise in (True, False):
        found = map_kernel((x, y), Function(lambda a, b: (a * b - a,), *types, elementwise=elementwise), result)
        np.testing.assert_array_equal(found, x * y - x)


# Windows --------------------------------------------------------------------------------------------------------------


@st.composite
def sliding(draw: Any, most: int = 6) -> dict[str, Any]:
    """A shape and windows over it."""
    rank = draw(st.integers(0, 2))
    numbers = [draw(st.tuples(*[st.integers(1, high) for high in (5, 3, 3, 3)])) for _ in range(rank)]
    return {
        "shape": tuple(draw(st.integers(0, most)) for _ in range(rank)),
        "window_dimensions": tuple(one[0] for one in numbers),
        "window_strides": tuple(one[1] for one in numbers),
        "base_dilations": tuple(one[2] for one in numbers),
        "window_dilations": tuple(one[3] for one in numbers),
        "padding": np.array([[draw(st.integers(-2, 4)), draw(st.integers(-2, 4))] for _ in range(rank)]).reshape(
            rank, 2
        ),
    }


def window_places(case: dict[str, Any]) -> Iterator[tuple[tuple[int, ...], list[tuple[int, ...] | None]]]:
    """Each window's index, and for each of its elements the index in the input; None where there is padding."""
    counts, tables = [], []
    for d, size in enumerate(case["shape"]):
        base, stride, dilation = (case[name][d] for name in ("base_dilations", "window_strides", "window_dilations"))
        low, high = map(int, case["padding"][d])
        spread = (size - 1) * base + 1 if size else 0
        reach = (case["window_dimensions"][d] - 1) * dilation + 1
        whole = low + spread + high
        counts.append(0 if whole <= 0 or reach > whole else (whole - reach) // stride + 1)
        tables.append((base, stride, dilation, low, spread))
    for index in itertools.product(*map(range, counts)):
        places: list[tuple[int, ...] | None] = []
        for inner in itertools.product(*map(range, case["window_dimensions"])):
            place = []
            for at, step, (base, stride, dilation, low, spread) in zip(index, inner, tables, strict=True):
                padded = at * stride + step * dilation - low
                place.append(padded // base if 0 <= padded < spread and padded % base == 0 else None)
            places.append(None if None in place else tuple(place))
        yield index, places


NAMES = ("window_dimensions", "window_strides", "base_dilations", "window_dilations", "padding")


@SMALL
@given(sliding(), st.sampled_from(JOINS), WAYS, SEEDS)
def test_reduce_window_is_its_formula(case, join, way, seed) -> None:
    rng = np.random.default_rng(seed)
    inputs = tuple(integers(rng, case["shape"]) for _ in range(join[1]))
    inits = tuple(np.asarray(value, np.int32) for value in join[2])
    body = body_of(join, np.int32, way)
    results = reduce_window(inputs, inits, *(case[name] for name in NAMES), body)
    found = 0
    for index, places in window_places(case):
        elements = (inits if at is None else tuple(x[at] for x in inputs) for at in places)
        expected = folded(join[0], inits, elements)
        assert all(x[index] == one for x, one in zip(results, expected, strict=True)), index
        found += 1
    assert all(x.size == found for x in results)


@SMALL
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 4), st.integers(1, 3), SEEDS)
def test_large_windows_share_work_without_changing_order(length, size, stride, dilation, seed) -> None:
    rng = np.random.default_rng(seed)
    x = (integers(rng, (length,)), integers(rng, (length,)))
    span = (size - 1) * dilation
    padding = np.array([[span, span]])
    inits = (np.int32(1), np.int32(0))
    results = reduce_window(x, inits, (size,), (stride,), (1,), (dilation,), padding, joining(composed, np.int32, 2))
    for r in range(len(results[0])):
        at = [r * stride + j * dilation - span for j in range(size)]
        elements = (tuple(one[i] for one in x) if 0 <= i < length else inits for i in at)
        assert tuple(one[r] for one in results) == folded(composed, inits, elements)


@pytest.mark.parametrize("join", JOINS[:5])
@pytest.mark.parametrize("shape", [(1,), (7,), (3, 50), (50, 3)])
@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("dtype", [np.int8, np.float32])
def test_running_sums_are_those_of_windows(join, shape, forward: bool, dtype) -> None:
    if dtype is np.float32 and join[3] is np.bitwise_xor:
        dtype = np.uint16
    x = np.random.default_rng(8).integers(0, 3, shape).astype(dtype)
    for axis, length in enumerate(shape):
        window = tuple(length if d == axis else 1 for d in range(len(shape)))
        padding = np.zeros((len(shape), 2), np.int64)
        padding[axis, 0 if forward else 1] = length - 1
        ones = (1,) * len(shape)
        init = np.asarray(join[2][0]).astype(dtype)
        bodies = joining(join[0], dtype, ufunc=join[3]), joining(join[0], dtype)
        fast, slow = (reduce_window((x,), (init,), window, ones, ones, ones, padding, body)[0] for body in bodies)
        np.testing.assert_array_equal(fast, slow)


def test_windows_far_apart_take_little_memory() -> None:
    far = 1 << 40
    x = np.arange(1, 6, dtype=np.int32)
    (found,) = reduce_window(
        (x,), (np.int32(7),), (2,), (far,), (1,), (3,), np.array([[far, far]]), joining(added, np.int32)
    )
    assert found.tolist() == [7 + 7 + 7, 7 + 1 + 4, 7 + 7 + 7]


def test_a_body_and_initial_values_that_are_no_monoid_leave_the_result_open() -> None:
    """What JAX stored for `reduce_window` on a TPU (2023) has nine initial values in each window, here it is one: both
    are binary trees over the elements in order with initial values between them."""
    x, y = np.arange(12, dtype=np.float32).reshape(3, 4), np.arange(100, 112, dtype=np.int32).reshape(3, 4)
    on_a_tpu = [[27, 33], [51, 57]], [[-608, -614], [-632, -638]]
    body = Function(lambda a, b, c, d: (a + c, b - d), [np.float32, np.int32] * 2, [np.float32, np.int32])
    found = reduce_window(
        (x, y), (np.float32(1), np.int32(2)), (2, 3), (1, 1), (1, 1), (1, 1), np.zeros((2, 2), np.int64), body
    )
    start = (1.0, 2)
    for i, j in itertools.product(range(2), repeat=2):
        window = [(float(x[a, b]), int(y[a, b])) for a in (i, i + 1) for b in (j, j + 1, j + 2)]
        once, often = start, start
        for element in window:
            once = _sum_and_difference(once, element)
            often = _sum_and_difference(often, _sum_and_difference(element, start))
        often = _sum_and_difference(_sum_and_difference(often, start), start)
        assert once == (found[0][i, j], found[1][i, j])
        assert often == (on_a_tpu[0][i][j], on_a_tpu[1][i][j])


def _sum_and_difference(a: tuple[float, int], b: tuple[float, int]) -> tuple[float, int]:
    return a[0] + b[0], a[1] - b[1]


def test_one_large_window_takes_few_calls() -> None:
    x = np.arange(30000, dtype=np.int32)
    body = joining(added, np.int32)
    (found,) = reduce_window((x,), (np.int32(1),), (30000,), (1,), (1,), (1,), np.array([[0, 0]]), body)
    assert found.tolist() == [1 + 30000 * 29999 // 2]
    assert body.calls < 40


def test_enormous_padding_is_refused_before_memory_is_taken() -> None:
    far = 1 << 34
    with pytest.raises(MemoryError):
        reduce_window(
            (np.ones(1, np.int8),),
            (np.int8(0),),
            (far,),
            (1,),
            (1,),
            (1,),
            np.array([[far, 0]]),
            joining(added, np.int8),
        )


def test_a_window_knows_its_count() -> None:
    assert windowed.Window(3, stride=2, low=1, high=1, base_dilation=2, dilation=2).count(4) == 3
    assert windowed.Window(3).count(None) is None
    assert windowed.Window(1, low=-5).count(4) == 0


# select_and_scatter ---------------------------------------------------------------------------------------------------


@SMALL
@given(sliding(), st.sampled_from([np.greater_equal, np.greater, np.less]), WAYS, WAYS, SEEDS)
def test_select_and_scatter_is_its_formula(case, relation, selecting, scattering, seed) -> None:
    case["base_dilations"] = case["window_dilations"] = (1,) * len(case["shape"])
    rng = np.random.default_rng(seed)
    operand = rng.integers(0, 5, case["shape"]).astype(np.int8)
    windows = list(window_places(case))
    counts = tuple(max((index[d] + 1 for index, _ in windows), default=0) for d in range(operand.ndim))
    source = rng.integers(0, 100, counts).astype(np.int8)
    select = Function(
        lambda x, y: (relation(x, y),), [np.int8] * 2, [np.bool_], elementwise=selecting.get("elementwise", True)
    )
    scatter = body_of(JOINS[0], np.int32, scattering)
    init = np.int8(3)
    names = ("window_dimensions", "window_strides", "padding")
    found = select_and_scatter(operand, source, np.asarray(init), *(case[name] for name in names), select, scatter)
    expected = np.full(case["shape"], 3, np.int32)
    for index, places in windows:
        inside = [at for at in places if at is not None]
        if inside:
            best = functools.reduce(lambda a, b: a if relation(operand[a], operand[b]) else b, inside)
            expected[best] += source[index]
    np.testing.assert_array_equal(found, expected)


def test_large_windows_are_searched_in_order() -> None:
    x = np.float32([0, 3, 1, 3, 2] * 30)
    select = Function(lambda a, b: (a >= b,), [np.float32] * 2, [np.bool_])
    scatter = joining(added, np.float32)
    pads = np.array([[0, 0]])
    one, zero = np.ones(1, np.float32), np.zeros((), np.float32)
    found = select_and_scatter(x, one, zero, (150,), (1,), pads, select, scatter)
    assert np.flatnonzero(found).tolist() == [1]
    assert select.calls <= 10


# sort -----------------------------------------------------------------------------------------------------------------

COMPARATORS: list[Callable[..., Any]] = [
    lambda a, b, c, d: a < b,
    lambda a, b, c, d: a > b,
    lambda a, b, c, d: c > d,
    lambda a, b, c, d: (a < b) | ((a == b) & (c > d)),
    lambda a, b, c, d: (a > b) | ((a == b) & (c < d)),
    lambda a, b, c, d: abs(a) < abs(b),
    lambda a, b, c, d: c % 3 < d % 3,
    lambda a, b, c, d: a + c < b + d,
    lambda a, b, c, d: np.zeros(np.shape(a), np.bool_),
]


@SMALL
@given(
    st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(1, 3)),
    st.integers(-3, 2),
    st.sampled_from([np.int8, np.uint32, np.float32, np.float64, ml_dtypes.bfloat16]),
    st.integers(0, len(COMPARATORS) - 1),
    st.booleans(),
    SEEDS,
)
def test_sort_is_stable_sorting(shape, dimension, dtype, which, elementwise, seed) -> None:
    rng = np.random.default_rng(seed)
    compare = COMPARATORS[which]
    x = rng.integers(0, 4, shape).astype(dtype) * np.asarray(3, dtype)
    if np.dtype(dtype).kind not in "iu":
        x[rng.random(shape) < 0.3] *= np.asarray(-1, dtype)
    y = rng.integers(0, 5, shape).astype(np.int32)
    comparator = Function(
        lambda a, b, c, d: (compare(a, b, c, d),),
        [dtype, dtype, np.int32, np.int32],
        [np.bool_],
        elementwise=elementwise,
    )
    found = sort((x, y), dimension, comparator)
    rows = [np.moveaxis(one, dimension, -1) for one in (x, y, *found)]
    for index in np.ndindex(*rows[0].shape[:-1]):
        left, right, got_left, got_right = (row[index] for row in rows)

        def before(i: int, j: int, left: np.ndarray = left, right: np.ndarray = right) -> int:
            pairs = (left[i], left[j], right[i], right[j]), (left[j], left[i], right[j], right[i])
            return -1 if compare(*pairs[0]) else int(bool(compare(*pairs[1])))

        order = sorted(range(len(left)), key=functools.cmp_to_key(before))
        assert got_left.tobytes() == left[order].tobytes()
        np.testing.assert_array_equal(got_right, right[order])


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16, np.uint32, np.int64, np.bool_])
@pytest.mark.parametrize("relation", [np.less, np.greater])
def test_long_rows_of_plain_keys_take_few_calls(dtype, relation: np.ufunc) -> None:
    rng = np.random.default_rng(4)
    x = (rng.integers(0, 200, (2, 3000)) * (1 if dtype is np.float16 else 1 << 24)).astype(dtype)
    comparator = Function(lambda a, b: (relation(a, b),), [dtype] * 2, [np.bool_])
    (found,) = sort((x,), 1, comparator)
    np.testing.assert_array_equal(found, np.sort(x, axis=1)[:, :: 1 if relation is np.less else -1])
    assert comparator.calls < 30


def test_a_second_key_is_found_by_its_ties() -> None:
    rng = np.random.default_rng(4)
    keys = np.concatenate([np.arange(2000), np.repeat(7, 5)]).astype(np.int32)[None]
    tied = rng.integers(0, 100, keys.shape).astype(np.int32)
    calls: list[int] = []

    def before(a: Any, b: Any) -> np.ndarray:
        calls.append(a[0].size)
        return (a[0] < b[0]) | ((a[0] == b[0]) & (a[1] > b[1]))

    np.testing.assert_array_equal(stable_order(before, [keys, tied]), np.lexsort((-tied, keys)))
    assert sum(size > 1000 for size in calls) <= 4


@pytest.mark.parametrize(
    "compare",
    [
        lambda a, b: np.ones(np.shape(a), np.bool_),
        lambda a, b: a <= b,
        lambda a, b: a * 7919 % 5 < b * 31 % 7,
        lambda a, b: (b - a) % 3 == 1,
    ],
)
@pytest.mark.parametrize("elementwise", [True, False])
def test_comparators_that_are_no_orders_lose_no_element(compare, elementwise: bool) -> None:
    x = np.random.default_rng(1).integers(0, 50, (2, 130)).astype(np.int32)
    comparator = Function(lambda a, b: (compare(a, b),), [np.int32] * 2, [np.bool_], elementwise=elementwise)
    (found,) = sort((x,), -1, comparator)
    np.testing.assert_array_equal(np.sort(found), np.sort(x))


def test_nan_loses_no_element() -> None:
    x = np.random.default_rng(1).standard_normal(500).astype(np.float32)
    x[::7] = np.nan
    comparator = Function(lambda a, b: (a < b,), [np.float32] * 2, [np.bool_])
    (found,) = sort((x,), 0, comparator)
    np.testing.assert_array_equal(np.sort(found), np.sort(x))
