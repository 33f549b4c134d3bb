"""CHLO ops held against literal formulas, index by index, on tiny inputs."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.attributes.ragged_dot import RaggedDotDimensionNumbers
from stablehlo_reference.spec.chlo._asin_acos_kernel import _asin_acos_kernel as asin_acos_kernel
from stablehlo_reference.spec.chlo.broadcast_select import broadcast_select
from stablehlo_reference.spec.chlo.broadcast_subtract import broadcast_subtract, op as subtract_op
from stablehlo_reference.spec.chlo.mulhi import mulhi
from stablehlo_reference.spec.chlo.next_after import next_after
from stablehlo_reference.spec.chlo.ragged_dot import ragged_dot
from stablehlo_reference.spec.chlo.top_k import top_k
from stablehlo_reference.spec.families.ragged import Mode, mode_of
from stablehlo_reference.spec.lang import InvalidValue
from stablehlo_reference.spec.numerics.formats import bits
from stablehlo_reference.spec.types import (
    F32,
    SI8,
    SI32,
    TENSOR_FLOATS,
    Bounds,
    TensorType,
    UnrankedTensorType,
)

SMALL = settings(max_examples=80, deadline=None)
Rng = np.random.Generator


def numbers(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return rng.integers(-100, 100, shape, dtype=np.int32)


# Broadcasting ---------------------------------------------------------------------------------------------------------


@st.composite
def broadcastable(draw: Any) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...] | None]:
    """Shapes of two operands and broadcast_dimensions, None where they are implicit."""
    large = tuple(draw(st.lists(st.integers(0, 3), max_size=4)))
    rank = draw(st.integers(0, len(large)))
    dimensions = draw(st.none() | st.permutations(range(len(large))).map(lambda p: tuple(sorted(p[:rank]))))
    places = range(len(large) - rank, len(large)) if dimensions is None else dimensions
    small = tuple(1 if draw(st.booleans()) else large[place] for place in places)
    large = tuple(1 if draw(st.integers(0, 4)) == 0 else size for size in large)
    shapes = [small, large]
    return (*(shapes if draw(st.booleans()) else shapes[::-1]), dimensions)


def element_at(x: np.ndarray, index: tuple[int, ...], dimensions: tuple[int, ...] | None) -> Any:
    """The element of an operand that stands at an index of the result."""
    places = range(len(index) - x.ndim, len(index)) if dimensions is None or x.ndim == len(index) else dimensions
    return x[tuple(0 if x.shape[d] == 1 else index[place] for d, place in enumerate(places))]


@SMALL
@given(broadcastable(), st.integers(0, 2**32))
def test_operands_are_broadcast_index_by_index(given_: Any, seed: int) -> None:
    lhs_shape, rhs_shape, dimensions = given_
    rng = np.random.default_rng(seed)
    lhs, rhs = numbers(rng, lhs_shape), numbers(rng, rhs_shape)
    actual = broadcast_subtract(lhs, rhs, dimensions)
    assert actual.ndim == max(lhs.ndim, rhs.ndim)
    for index in np.ndindex(actual.shape):
        assert actual[index] == element_at(lhs, index, dimensions) - element_at(rhs, index, dimensions)
    types = [TensorType(x.shape, SI32) for x in (lhs, rhs)]
    assert subtract_op.infer_types(types, {"broadcast_dimensions": dimensions}) == (TensorType(actual.shape, SI32),)


@SMALL
@given(broadcastable(), st.lists(st.booleans(), min_size=8, max_size=8))
def test_types_with_unknown_sizes_allow_the_result(given_: Any, hidden: list[bool]) -> None:
    lhs_shape, rhs_shape, dimensions = given_
    hide = iter(hidden)
    types = [TensorType(tuple(None if next(hide) else size for size in shape), SI8) for shape in (lhs_shape, rhs_shape)]
    shape = broadcast_subtract(np.zeros(lhs_shape, np.int8), np.zeros(rhs_shape, np.int8), dimensions).shape
    (inferred,) = subtract_op.infer_types(types, {"broadcast_dimensions": dimensions})
    assert all(known in (None, size) for known, size in zip(inferred.shape, shape, strict=True))


@pytest.mark.parametrize(
    ("lhs", "rhs", "dimensions", "result"),
    [
        ((None,), (None, 3), None, (None, 3)),
        ((None, None), (1, 3), None, (None, 3)),
        ((None,), (5,), None, (5,)),
        ((0,), (None, 1), None, (None, 0)),
        ((None, 2), (None, 3, 2), (0, 2), (None, 3, 2)),
    ],
)
def test_known_sizes_win_over_unknown_ones(lhs: Any, rhs: Any, dimensions: Any, result: Any) -> None:
    types = [TensorType(lhs, F32), TensorType(rhs, F32)]
    assert subtract_op.infer_types(types, {"broadcast_dimensions": dimensions}) == (TensorType(result, F32),)


@pytest.mark.parametrize(
    ("first", "second", "bound"), [(10, 10, 10), (10, 5, 10), (10, None, None), (10, "scalar", 10)]
)
def test_bounds_stay_where_both_sizes_have_one(first: int, second: Any, bound: int | None) -> None:
    def type_of(limit: Any) -> TensorType:
        if limit == "scalar":
            return TensorType((), F32)
        return TensorType((None,), F32, None if limit is None else Bounds((limit,)))

    found = subtract_op.infer_types([type_of(first), type_of(second)], {})
    assert found == (type_of(bound),)


def test_an_unranked_operand_makes_an_unranked_result() -> None:
    assert subtract_op.infer_types([UnrankedTensorType(F32), TensorType((2,), F32)], {}) == (UnrankedTensorType(F32),)


@pytest.mark.parametrize(
    ("lhs", "rhs", "dimensions"),
    [((2,), (3,), None), ((2, 3), (2,), None), ((2, 3), (3,), (0,)), ((2, 3), (3,), (0, 1)), ((2, 2), (2, 1), (1, 0))],
)
def test_shapes_that_cannot_be_broadcast_are_refused(lhs: Any, rhs: Any, dimensions: Any) -> None:
    with pytest.raises(InvalidValue):
        broadcast_subtract(np.zeros(lhs, np.int8), np.zeros(rhs, np.int8), dimensions)


@SMALL
@given(st.data(), st.integers(0, 2**32))
def test_selection_is_broadcast_index_by_index(data: Any, seed: int) -> None:
    whole = data.draw(st.lists(st.integers(0, 3), max_size=3))
    shapes = []
    for _ in range(3):
        rank = data.draw(st.integers(0, len(whole)))
        tail = whole[len(whole) - rank :]
        shapes.append(tuple(1 if data.draw(st.booleans()) else size for size in tail))
    rng = np.random.default_rng(seed)
    pred = rng.random(shapes[0]) < 0.5
    on_true, on_false = numbers(rng, shapes[1]), numbers(rng, shapes[2])
    actual = broadcast_select(np.asarray(pred), on_true, on_false)
    for index in np.ndindex(actual.shape):
        chosen = on_true if element_at(np.asarray(pred), index, None) else on_false
        assert actual[index] == element_at(chosen, index, None)


PROGRAM = """func.func @main(%a: tensor<*xf32>, %b: tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xi32>) {
  %0 = chlo.broadcast_add %a, %b : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %1 = chlo.square %0 : tensor<*xf32> -> tensor<*xf32>
  %2:2 = chlo.top_k(%1, k = 1) : tensor<*xf32> -> (tensor<*xf32>, tensor<*xi32>)
  return %1, %2#0, %2#1 : tensor<*xf32>, tensor<*xf32>, tensor<*xi32>
}"""


def test_unranked_programs_run() -> None:
    module = si.parse(PROGRAM)
    assert si.check(module.text(), "unranked") == []
    squares, largest, where = si.run(module, np.float32([1, 2]), np.float32([[1], [2]]))
    assert squares.tolist() == [[4, 9], [9, 16]]
    assert largest.tolist() == [[9], [16]]
    assert where.tolist() == [[1], [1]]
    with pytest.raises(si.ExecutionError, match=r"\(C1\) operand has rows"):
        si.run(module, np.float32(1), np.float32(2))


# Next floats and upper halves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", [one for one in TENSOR_FLOATS if bits(one.dtype) <= 8], ids=str)
def test_next_floats_are_neighbours_among_all_floats(type_: Any) -> None:
    every = np.arange(2 ** bits(type_.dtype), dtype=np.uint8).view(type_.dtype)
    x, y = (one.ravel() for one in np.meshgrid(every, every))
    order = sorted({float(one) for one in every if not np.isnan(float(one))})
    place = {value: i for i, value in enumerate(order)}
    actual = next_after(x, y)
    for a, b, result in zip(x.astype(float).tolist(), y.astype(float).tolist(), actual, strict=True):
        if a != a or b != b:
            assert np.isnan(float(result))
        elif a == b:
            assert repr(float(result)) == repr(b)
        else:
            assert float(result) == order[place[a] + (1 if b > a else -1)]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_next_floats_are_those_of_the_c_library(dtype: Any) -> None:
    rng = np.random.default_rng(7)
    patterns = rng.integers(0, 256, (2, 4000 * np.dtype(dtype).itemsize), dtype=np.uint8)
    x, y = patterns.view(dtype)
    x[:6], y[:6] = [0.0, -0.0, 0.0, -0.0, np.inf, -np.inf], [-0.0, 0.0, 1, -1, 0, np.inf]
    actual = next_after(x, y)
    with np.errstate(all="ignore"):
        expected = np.where(x == y, y, np.nextafter(x, y))
    same = (actual.view(f"u{actual.itemsize}") == expected.view(f"u{actual.itemsize}")) | (
        np.isnan(actual) & np.isnan(expected)
    )
    assert same.all()


@pytest.mark.parametrize("dtype", [f"{sign}int{width}" for sign in ("", "u") for width in (8, 16, 32, 64)])
def test_upper_halves_are_those_of_exact_products(dtype: str) -> None:
    info = np.iinfo(dtype)
    rng = np.random.default_rng(3)
    edges = np.array([info.min, info.min + 1, 0, 1, info.max - 1, info.max], dtype)
    some = np.concatenate((edges, rng.integers(info.min, info.max, 40, dtype, endpoint=True)))
    lhs, rhs = (one.ravel() for one in np.meshgrid(some, some))
    expected = [(a * b) >> info.bits for a, b in zip(lhs.tolist(), rhs.tolist(), strict=True)]
    assert mulhi(lhs, rhs).tolist() == expected


# The kernel of arc sine and arc cosine --------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.complex64, np.complex128])
def test_the_kernel_of_arc_sine_and_arc_cosine_is_that_of_the_formula(dtype: Any) -> None:
    mp = pytest.importorskip("mpmath")
    rng = np.random.default_rng(11)
    part = np.float32 if dtype is np.complex64 else np.float64
    span = 30 if dtype is np.complex64 else 300
    sizes = np.float64(10) ** rng.uniform(-span, span, (2, 80))
    near = 1 + np.float64(10) ** rng.uniform(-12, 0, (2, 80)) * rng.choice([-1, 1], (2, 80))
    x = np.concatenate((sizes[0], near[0], near[1], sizes[1])).astype(part)
    y = np.concatenate((sizes[1], sizes[0], near[0], near[1])).astype(part)
    z = np.empty(x.size, dtype)
    z.real, z.imag = x * rng.choice([-1, 1], x.size), y * rng.choice([-1, 1], x.size)
    actual = asin_acos_kernel(z)
    with mp.workprec(4200 if span == 300 else 500):
        for found, a, b in zip(actual.tolist(), x.tolist(), y.tolist(), strict=True):
            a, b = mp.mpf(a), mp.mpf(b)
            mean = (mp.hypot(a + 1, b) + mp.hypot(a - 1, b)) / 2
            for got, exact in (
                (found.real, mp.sqrt(mean**2 - a**2)),
                (found.imag, mp.log(mean + mp.sqrt(mean**2 - 1))),
            ):
                assert abs(got - exact) <= float(np.spacing(part(got))), (a, b)


# top_k ----------------------------------------------------------------------------------------------------------------


@SMALL
@given(st.lists(st.integers(-3, 3), max_size=12), st.data())
def test_the_largest_are_found_one_after_the_other(row: list[int], data: Any) -> None:
    k = data.draw(st.integers(0, len(row)))
    values, indices = top_k(np.array([row, row[::-1]], np.int8), k)
    for line, found, where in zip((row, row[::-1]), values.tolist(), indices.tolist(), strict=True):
        left = list(range(len(line)))
        for value, place in zip(found, where, strict=True):
            best = max(left, key=lambda i: (line[i], -i))
            assert (place, value) == (best, line[best])
            left.remove(best)


@SMALL
@given(st.lists(st.sampled_from([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, -np.nan]), max_size=10))
def test_floats_stand_in_total_order(row: list[float]) -> None:
    def rank(x: Any) -> int:
        pattern = int(np.float32(x).view(np.int32))
        return pattern if pattern >= 0 else -(pattern & 0x7FFFFFFF) - 1

    array = np.float32(row)
    values, indices = top_k(array, len(row))
    expected = sorted(range(len(row)), key=lambda i: (-rank(array[i]), i))
    assert indices.tolist() == expected
    assert values.tobytes() == array[expected].tobytes()


# ragged_dot -----------------------------------------------------------------------------------------------------------


@st.composite
def ragged(draw: Any) -> tuple[tuple[int, ...], tuple[int, ...], RaggedDotDimensionNumbers, tuple[int, ...], int]:
    """Shapes of lhs and rhs, dimension numbers, sizes of the dimensions that divide, number of groups."""
    size = st.integers(1, 3)
    batch, summed, free, other = (draw(st.lists(size, max_size=2)) for _ in range(4))
    mode = draw(st.sampled_from(Mode))
    kinds = {Mode.BATCHING: batch, Mode.CONTRACTING: summed, Mode.FREE: free}
    if not kinds[mode]:
        kinds[mode].append(draw(size))
    groups = draw(st.integers(0, 3))
    lhs_axes = draw(st.permutations(range(len(batch) + len(summed) + len(free))))
    extra = [groups] if mode is Mode.FREE else []
    rhs_axes = draw(st.permutations(range(len(batch) + len(summed) + len(other) + len(extra))))
    lhs_shape, rhs_shape = [0] * len(lhs_axes), [0] * len(rhs_axes)
    for axis, one in zip(lhs_axes, batch + summed + free, strict=True):
        lhs_shape[axis] = one
    for axis, one in zip(rhs_axes, batch + summed + extra + other, strict=True):
        rhs_shape[axis] = one
    b, k = len(batch), len(batch) + len(summed)
    free_axes = sorted(lhs_axes[k:])
    candidates = {Mode.BATCHING: lhs_axes[:b], Mode.CONTRACTING: lhs_axes[b:k], Mode.FREE: free_axes}[mode]
    place = draw(st.integers(0, len(candidates) - 1))
    before = [] if mode is Mode.BATCHING else list(lhs_axes[:b])
    numbers_ = RaggedDotDimensionNumbers(
        tuple(lhs_axes[:b]), tuple(rhs_axes[:b]), tuple(lhs_axes[b:k]), tuple(rhs_axes[b:k]),
        (candidates[place],), tuple(rhs_axes[k : k + len(extra)]),
    )  # fmt: skip
    dividing = tuple(lhs_shape[axis] for axis in (*before, *candidates[:place]))
    return tuple(lhs_shape), tuple(rhs_shape), numbers_, dividing, groups


def ragged_by_formula(
    lhs: np.ndarray, rhs: np.ndarray, sizes: np.ndarray, n: RaggedDotDimensionNumbers
) -> dict[tuple[int, ...], int]:
    """Every element of the result by itself, group by group."""
    ragged_axis, mode = n.lhs_ragged_dimensions[0], mode_of(n)
    lhs_free = [d for d in range(lhs.ndim) if d not in n.lhs_batching_dimensions + n.lhs_contracting_dimensions]
    taken = n.rhs_batching_dimensions + n.rhs_contracting_dimensions + n.rhs_group_dimensions
    rhs_free = [d for d in range(rhs.ndim) if d not in taken]
    kind = {
        Mode.BATCHING: list(n.lhs_batching_dimensions),
        Mode.CONTRACTING: list(n.lhs_contracting_dimensions),
        Mode.FREE: lhs_free,
    }[mode]
    before = [] if mode is Mode.BATCHING else list(n.lhs_batching_dimensions)
    dividing = before + kind[: kind.index(ragged_axis)]

    def group(at: dict[int, int]) -> int | None:
        """The group to which an index of lhs belongs."""
        own = sizes if sizes.ndim == 1 else sizes[tuple(at[d] for d in dividing)]
        ends = list(itertools.accumulate(own.tolist()))
        return next((g for g, end in enumerate(ends) if at[ragged_axis] < end), None)

    lhs_axes = (*n.lhs_batching_dimensions, *lhs_free, *n.lhs_contracting_dimensions)
    rhs_axes = (*n.rhs_batching_dimensions, *rhs_free, *n.rhs_contracting_dimensions)
    found: dict[tuple[int, ...], int] = {}
    slots = range(sizes.shape[-1]) if mode is Mode.CONTRACTING else [None]
    for slot, b, i, j in itertools.product(
        slots,
        itertools.product(*(range(lhs.shape[d]) for d in n.lhs_batching_dimensions)),
        itertools.product(*(range(lhs.shape[d]) for d in lhs_free)),
        itertools.product(*(range(rhs.shape[d]) for d in rhs_free)),
    ):
        total = 0
        for k in itertools.product(*(range(lhs.shape[d]) for d in n.lhs_contracting_dimensions)):
            at = dict(zip(lhs_axes, (*b, *i, *k), strict=True))
            to = dict(zip(rhs_axes, (*b, *j, *k), strict=True))
            own = group(at)
            if mode is Mode.CONTRACTING and own != slot:
                continue
            if mode is Mode.FREE:
                if own is None:
                    continue
                to[n.rhs_group_dimensions[0]] = own
            total += int(lhs[tuple(at[d] for d in range(lhs.ndim))]) * int(rhs[tuple(to[d] for d in range(rhs.ndim))])
        found[(*(() if slot is None else (slot,)), *b, *i, *j)] = total
    return found


@settings(max_examples=200, deadline=None)
@given(ragged(), st.booleans(), st.sampled_from([np.int32, np.float32]), st.integers(0, 2**32))
def test_ragged_products_are_those_of_the_formula(given_: Any, alike: bool, dtype: Any, seed: int) -> None:
    lhs_shape, rhs_shape, n, dividing, groups = given_
    rng = np.random.default_rng(seed)
    lhs, rhs = (rng.integers(-9, 10, shape).astype(dtype) for shape in (lhs_shape, rhs_shape))
    sizes = rng.integers(0, 4, (groups,) if alike else (*dividing, groups))
    expected = ragged_by_formula(lhs, rhs, sizes, n)
    # The shape is checked by the size of what the formula gives, and by every index of it.
    shape = tuple(max((index[d] for index in expected), default=-1) + 1 for d in range(len(next(iter(expected), ()))))
    assume(expected)
    element = SI32 if dtype is np.int32 else F32
    actual = ragged_dot(lhs, rhs, sizes, n, TensorType(shape, element))
    assert actual.shape == shape
    assert actual.dtype == dtype
    assert {index: int(actual[index]) for index in np.ndindex(actual.shape)} == expected


def test_negative_group_sizes_are_an_error() -> None:
    n = RaggedDotDimensionNumbers((), (), (1,), (1,), (0,), (0,))
    ones = np.ones((3, 1), np.int32), np.ones((2, 1, 1), np.int32)
    with pytest.raises(InvalidValue, match="negative size, -1"):
        ragged_dot(*ones, np.array([2, -1]), n, TensorType((3, 1), SI32))


# scan -----------------------------------------------------------------------------------------------------------------

SCAN = """func.func @main(%x: tensor<{shape}xi32>, %init: tensor<{rest}i32>)
    -> (tensor<{shape}xi32>, tensor<{rest}i32>) {{
  %0:2 = chlo.scan(%x) inits (%init) dimension={dimension} attributes {{is_reverse = {reverse}}} {{
  ^bb0(%input: tensor<{rest}i32>, %carry: tensor<{rest}i32>):
    %two = stablehlo.add %carry, %carry : tensor<{rest}i32>
    %next = stablehlo.subtract %two, %input : tensor<{rest}i32>
    stablehlo.return %next, %next : tensor<{rest}i32>, tensor<{rest}i32>
  }} : (tensor<{shape}xi32>, tensor<{rest}i32>) -> (tensor<{shape}xi32>, tensor<{rest}i32>)
  return %0#0, %0#1 : tensor<{shape}xi32>, tensor<{rest}i32>
}}"""


@SMALL
@given(st.lists(st.integers(0, 4), min_size=1, max_size=3), st.data(), st.booleans(), st.integers(0, 2**32))
def test_scans_go_slice_by_slice(sizes: list[int], data: Any, reverse: bool, seed: int) -> None:
    dimension = data.draw(st.integers(0, len(sizes) - 1))
    rest = [size for axis, size in enumerate(sizes) if axis != dimension]
    text = SCAN.format(
        shape="x".join(map(str, sizes)), rest="".join(f"{size}x" for size in rest), dimension=dimension,
        reverse=str(reverse).lower(),
    )  # fmt: skip
    rng = np.random.default_rng(seed)
    x, init = numbers(rng, tuple(sizes)), numbers(rng, tuple(rest))
    outputs, carry = si.run(si.parse(text), x, init)
    for index in np.ndindex(*rest):
        state = int(init[index])
        steps = range(sizes[dimension])
        for step in reversed(steps) if reverse else steps:
            place = (*index[:dimension], step, *index[dimension:])
            state = 2 * state - int(x[place])
            assert outputs[place] == state
        assert carry[index] == state


def test_a_scan_without_a_known_size_is_refused() -> None:
    text = """func.func @main(%init: tensor<f32>) -> tensor<?xf32> {
      %0:2 = chlo.scan() inits (%init) dimension=0 {
      ^bb0(%carry: tensor<f32>):
        stablehlo.return %carry, %carry : tensor<f32>, tensor<f32>
      } : (tensor<f32>) -> (tensor<?xf32>, tensor<f32>)
      return %0#0 : tensor<?xf32>
    }"""
    with pytest.raises(si.ExecutionError, match="no size to scan"):
        si.run(si.parse(text), np.float32(1))


def test_segment_sizes_must_fit() -> None:
    text = """func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = "chlo.scan"(%x) <{dimension = 0 : i64, operandSegmentSizes = array<i32: 1, 1>,
                             resultSegmentSizes = array<i32: 1, 0>}> ({
      ^bb0(%input: tensor<f32>):
        "stablehlo.return"(%input) : (tensor<f32>) -> ()
      }) : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }"""
    (problem,) = si.check(text, "scan")
    assert "expected sizes of 2 segments of the 1 operands, found [1, 1]" in str(problem)
