"""Ops that move elements, against the specification's formulas spelled out index by index.

Programs apply one op to small random tensors whose elements are all different; indices may lie far outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.attributes import Literal
from stablehlo_reference.spec.families import indexing, scattering
from stablehlo_reference.spec.lang import Example, Op, Sketch, call, sketch
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.types import (
    BF16,
    F32,
    SI8,
    SI32,
    SI64,
    UI8,
    UI64,
    ElementType,
    TensorType,
    from_dtype,
)
from stablehlo_reference.testsuite.cases.programs import example_program

Array = np.ndarray[Any, Any]
Index = tuple[int, ...]
INDEX_TYPES = (SI8, SI32, SI64, UI8, UI64)
SCALAR = TensorType((), SI32)


def op_of(mnemonic: str) -> Op:
    op = find(f"stablehlo.{mnemonic}")
    assert op is not None
    return op


def apply(mnemonic: str, result: tuple[int, ...] | None = None, /, **slots: Any) -> Array:
    """Runs a valid program of one op. Arrays become operands; `result` is the shape where it does not follow."""
    op = op_of(mnemonic)
    inputs = {name: operands(value) for name, value in slots.items()}
    types = {}
    if result is not None:
        first = next(iter(inputs.values()))
        slot = op.results[0]
        types[slot.name] = [first[0].type.with_shape(result)] if slot.variadic else first.type.with_shape(result)
    module, arrays = example_program(op, Example("case", inputs, {}), types)
    assert not verify(module)
    before = [array.copy() for array in arrays]
    (output,) = si.run(module, *arrays)
    assert all(map(np.array_equal, arrays, before)), "the kernel changed its input"
    return output


def operands(value: Any) -> Any:
    """Arrays, and lists of arrays, as operands; anything else as it is."""
    if isinstance(value, list):
        return [operands(one) for one in value]
    return Literal(TensorType(value.shape, from_dtype(value.dtype)), value) if isinstance(value, np.ndarray) else value


def indices_of(shape: Sequence[int]) -> Iterator[Index]:
    """index_space of a shape: all indices in ascending lexicographic order."""
    return iter(np.ndindex(*shape))


def made_by(shape: Sequence[int], element: Callable[[Index], Any]) -> Array:
    """The si32 tensor with these elements."""
    made = np.zeros(shape, np.int32)
    for index in indices_of(shape):
        made[index] = element(index)
    return made


def all_different(shape: Sequence[int], first: int = 1) -> Array:
    return np.arange(first, first + int(np.prod(shape)), dtype=np.int32).reshape(shape)


# Strategies ---------------------------------------------------------------------------------------------------------


def shapes(rank: int | None = None) -> st.SearchStrategy[Index]:
    ranks = {"min_size": rank or 0, "max_size": 3 if rank is None else rank}
    return st.lists(st.integers(0, 4), **ranks).map(tuple)


@st.composite
def tensors(draw: st.DrawFn) -> Array:
    """Tensors of si32 of up to 3 dimensions, some of them not contiguous in memory."""
    array = all_different(draw(shapes()))
    return np.array(array, order="F") if draw(st.booleans()) else array


@st.composite
def index_arrays(draw: st.DrawFn, shape: Index) -> Array:
    """Indices of any integer type, near the tensor and far outside."""
    element = draw(st.sampled_from(INDEX_TYPES))
    near = st.integers(max(-4, element.min), 6)
    values = st.one_of(near, near, near, st.sampled_from((element.min, element.max)))
    count = int(np.prod(shape))
    return np.array(draw(st.lists(values, min_size=count, max_size=count)), element.dtype).reshape(shape)


class Placement(NamedTuple):
    """Where slices of an indexed tensor go: what gather and scatter have in common, under the names of gather."""

    shape: Index
    indices: Array
    offset_dims: Index
    collapsed_slice_dims: Index
    operand_batching_dims: Index
    start_indices_batching_dims: Index
    start_index_map: Index
    index_vector_dim: int
    slice_sizes: Index

    @property
    def batch(self) -> Index:
        return tuple(size for d, size in enumerate(self.indices.shape) if d != self.index_vector_dim)

    @property
    def sliced_shape(self) -> Index:
        """Shape of gather's result and of scatter's updates: combine(batch, slice)."""
        dropped = self.collapsed_slice_dims + self.operand_batching_dims
        offset = iter(size for axis, size in enumerate(self.slice_sizes) if axis not in dropped)
        batch = iter(self.batch)
        rank = len(self.batch) + len(self.offset_dims)
        return tuple(next(offset if d in self.offset_dims else batch) for d in range(rank))

    def numbers(self, *names: str) -> dict[str, Any]:
        """The dimension numbers under other names, or their own."""
        return dict(zip(names or self._fields[2:8], self[2:8], strict=True))

    def parts(self, index: Index) -> tuple[list[int], Index, list[int]]:
        """start_index (one for each mapped dimension), full_batching_index and full_offset_index of an index."""
        batch_index = tuple(index[d] for d in range(len(index)) if d not in self.offset_dims)
        if self.index_vector_dim < self.indices.ndim:
            at = (*batch_index[: self.index_vector_dim], slice(None), *batch_index[self.index_vector_dim :])
            start_index = [int(value) for value in self.indices[at]]
        else:
            start_index = [int(self.indices[batch_index])]
        batching = [0] * len(self.shape)
        for axis, d in zip(self.operand_batching_dims, self.start_indices_batching_dims, strict=True):
            batching[axis] = batch_index[d - (0 if d < self.index_vector_dim else 1)]
        offset = [index[d] for d in self.offset_dims]
        for axis in sorted(self.collapsed_slice_dims + self.operand_batching_dims):
            offset.insert(axis, 0)
        return start_index, tuple(batching), offset


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    """Valid dimension numbers of every kind."""
    batch = draw(st.lists(st.integers(0, 3), max_size=2))
    free = list(range(len(batch)))
    shape: list[int] = []
    sizes: list[int] = []
    collapsed: list[int] = []
    batching: list[tuple[int, int]] = []
    for axis in range(draw(st.integers(0, 3))):
        role = draw(st.sampled_from(("slice", "slice", "collapsed", "batching")))
        if role == "batching" and free:
            batching.append((axis, free.pop(draw(st.integers(0, len(free) - 1)))))
            shape.append(batch[batching[-1][1]])
            sizes.append(min(1, shape[-1]))
        elif role == "collapsed":
            collapsed.append(axis)
            shape.append(draw(st.integers(1, 4)))
            sizes.append(1)
        else:
            shape.append(draw(st.integers(0, 4)))
            sizes.append(draw(st.integers(0, shape[-1])))
    others = [axis for axis in range(len(shape)) if axis not in dict(batching)]
    mapped = draw(st.permutations(others))[: draw(st.integers(0, len(others)))]
    implicit = len(mapped) == 1 and draw(st.booleans())
    vector_dim = len(batch) if implicit else draw(st.integers(0, len(batch)))
    index_shape = batch if implicit else [*batch[:vector_dim], len(mapped), *batch[vector_dim:]]
    offsets = len(shape) - len(collapsed) - len(batching)
    return Placement(
        tuple(shape),
        draw(index_arrays(tuple(index_shape))),
        tuple(sorted(draw(st.permutations(range(len(batch) + offsets)))[:offsets])),
        tuple(collapsed),
        tuple(axis for axis, _ in batching),
        tuple(d + (not implicit and d >= vector_dim) for _, d in batching),
        tuple(mapped),
        vector_dim,
        tuple(sizes),
    )


@pytest.fixture(params=[0, 1 << 30], ids=["as-windows", "by-rows"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Slices are read and written as windows, or element by element; both must give the same."""
    monkeypatch.setattr(indexing, "FEW_ROWS", request.param)
    monkeypatch.setattr(scattering, "FEW_ROWS", request.param)
    return request.param


thoroughly = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
briefly = settings(max_examples=60)


# Gather and scatter -------------------------------------------------------------------------------------------------


def gather_formula(operand: Array, at: Placement) -> Array:
    def element(index: Index) -> int:
        start_index, batching, offset = at.parts(index)
        start = [0] * operand.ndim
        for component, axis in enumerate(at.start_index_map):
            start[axis] = max(0, min(start_index[component], operand.shape[axis] - at.slice_sizes[axis]))
        return operand[tuple(map(sum, zip(start, batching, offset, strict=True)))]

    return made_by(at.sliced_shape, element)


@thoroughly
@given(at=placements(), fortran=st.booleans())
def test_gather(ways: int, at: Placement, fortran: bool) -> None:
    operand = all_different(at.shape)
    operand = np.array(operand, order="F") if fortran else operand
    slots = {"operand": operand, "start_indices": at.indices, **at.numbers()}
    result = apply("gather", slice_sizes=at.slice_sizes, **slots)
    np.testing.assert_array_equal(result, gather_formula(operand, at), strict=True)
    sizes = np.array(at.slice_sizes, np.int64)
    np.testing.assert_array_equal(apply("dynamic_gather", at.sliced_shape, **slots, slice_sizes=sizes), result)


def add(x: Any, y: Any) -> Any:
    return call("add", x, y)


def overwrite(x: Any, y: Any) -> Any:
    return y


def update_minus_element(x: Any, y: Any) -> Any:
    return call("subtract", y, x)


def update_minus_element_by_a_detour(x: Any, y: Any) -> Any:
    return call("subtract", call("reshape", y, types=[SCALAR]), x)


BODIES = {
    add: lambda x, y: x + y,
    overwrite: lambda x, y: y,
    update_minus_element: lambda x, y: y - x,
    update_minus_element_by_a_detour: lambda x, y: y - x,
}
SCATTER = (
    "update_window_dims", "inserted_window_dims", "input_batching_dims", "scatter_indices_batching_dims",
    "scatter_dims_to_operand_dims", "index_vector_dim",
)  # fmt: skip


def scatter_formula(operand: Array, updates: Array, at: Placement, body: Callable[[Any, Any], Any]) -> Array:
    result = operand.copy()
    for index in indices_of(updates.shape):
        start_index, batching, offset = at.parts(index)
        start = [0] * operand.ndim
        for component, axis in enumerate(at.start_index_map):
            start[axis] = start_index[component]
        place = tuple(map(sum, zip(start, batching, offset, strict=True)))
        if all(0 <= i < size for i, size in zip(place, operand.shape, strict=True)):
            result[place] = body(result[place], updates[index])
    return result


def scalars(body: Callable[..., Any], element: ElementType) -> Sketch:
    return sketch(body, TensorType((), element), TensorType((), element))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
@thoroughly
@given(at=placements())
def test_scatter(ways: int, body: Any, at: Placement) -> None:
    operand, updates = all_different(at.shape), all_different(at.sliced_shape, 1000)
    slots = {"scatter_indices": at.indices, "update_computation": scalars(body, SI32), **at.numbers(*SCATTER)}
    result = apply("scatter", at.shape, inputs=[operand], updates=[updates], **slots)
    np.testing.assert_array_equal(result, scatter_formula(operand, updates, at, BODIES[body]), strict=True)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
@pytest.mark.parametrize("mapped", [(), (0,)], ids=["unmapped", "mapped"])
def test_updates_of_nothing_go_nowhere(body: Any, mapped: Index) -> None:
    slots = {
        "scatter_indices": np.zeros((2, len(mapped)), np.int32),
        "inserted_window_dims": (0,),
        "scatter_dims_to_operand_dims": mapped,
        "index_vector_dim": 1,
        "update_computation": scalars(body, SI32),
    }
    result = apply("scatter", (0,), inputs=[np.zeros(0, np.int32)], updates=[all_different((2,))], **slots)
    assert result.shape == (0,)


def rows_at(places: Array) -> dict[str, Any]:
    """Slots of a scatter of rows, or of single elements."""
    return {
        "scatter_indices": places,
        "inserted_window_dims": (0,),
        "scatter_dims_to_operand_dims": (0,),
        "index_vector_dim": 1,
    }


@pytest.mark.parametrize("row", [(), (40,)], ids=["elements", "rows"])
def test_the_last_of_many_updates_of_a_place_remains(row: Index) -> None:
    places = np.random.default_rng(0).integers(-5, 300, 5000)
    updates = all_different((5000, *row))
    expected = np.zeros((290, *row), np.int32)
    for place, update in zip(places, updates, strict=True):
        if 0 <= place < 290:
            expected[place] = update
    windowed = {"update_window_dims": (1,)} if row else {}
    slots = {**rows_at(places), **windowed, "update_computation": scalars(overwrite, SI32)}
    result = apply("scatter", expected.shape, inputs=[np.zeros_like(expected)], updates=[updates], **slots)
    np.testing.assert_array_equal(result, expected)


def add_reversed(x: Any, y: Any) -> Any:
    return call("add", y, x)


@pytest.mark.parametrize("body", [add, add_reversed], ids=lambda body: body.__name__)
@pytest.mark.parametrize("element", [F32, BF16], ids=str)
def test_many_updates_of_a_place_are_rounded_one_after_the_other(body: Any, element: ElementType) -> None:
    random = np.random.default_rng(1)
    places = random.integers(0, 20, 2000).astype(np.int32)
    updates = (random.standard_normal(2000) * 10.0 ** random.integers(-3, 4, 2000)).astype(element.dtype)
    expected = np.ones(20, element.dtype)
    for place, update in zip(places, updates, strict=True):
        expected[place] = expected[place] + update
    slots = {**rows_at(places), "update_computation": scalars(body, element)}
    result = apply("scatter", (20,), inputs=[np.ones(20, element.dtype)], updates=[updates], **slots)
    assert result.tobytes() == expected.tobytes()


# Slices and paddings ------------------------------------------------------------------------------------------------


@briefly
@given(data=st.data(), operand=tensors())
def test_slice(data: st.DataObject, operand: Array) -> None:
    limits = [data.draw(st.integers(0, size)) for size in operand.shape]
    starts = [data.draw(st.integers(0, limit)) for limit in limits]
    strides = [data.draw(st.integers(1, 3)) for _ in limits]
    shape = [-((start - limit) // stride) for start, limit, stride in zip(starts, limits, strides, strict=True)]
    expected = made_by(
        shape, lambda index: operand[tuple(s + i * t for s, i, t in zip(starts, index, strides, strict=True))]
    )
    amounts = {"start_indices": starts, "limit_indices": limits, "strides": strides}
    result = apply("slice", operand=operand, **{name: tuple(value) for name, value in amounts.items()})
    np.testing.assert_array_equal(result, expected, strict=True)
    dynamic = {name: np.array(value, np.int32) for name, value in amounts.items()}
    np.testing.assert_array_equal(apply("real_dynamic_slice", tuple(shape), operand=operand, **dynamic), expected)


def clamped(starts: Array, shape: Index, sizes: Sequence[int]) -> list[int]:
    return [max(0, min(int(i), n - size)) for i, n, size in zip(starts, shape, sizes, strict=True)]


@briefly
@given(data=st.data(), operand=tensors())
def test_dynamic_slice(data: st.DataObject, operand: Array) -> None:
    starts = data.draw(index_arrays((operand.ndim,)))
    sizes = tuple(data.draw(st.integers(0, size)) for size in operand.shape)
    first = clamped(starts, operand.shape, sizes)
    expected = made_by(sizes, lambda index: operand[tuple(map(sum, zip(first, index, strict=True)))])
    scalars = [np.array(start) for start in starts]
    result = apply("dynamic_slice", operand=operand, start_indices=scalars, slice_sizes=sizes)
    np.testing.assert_array_equal(result, expected, strict=True)


@briefly
@given(data=st.data(), operand=tensors())
def test_dynamic_update_slice(data: st.DataObject, operand: Array) -> None:
    starts = data.draw(index_arrays((operand.ndim,)))
    update = all_different([data.draw(st.integers(0, size)) for size in operand.shape], 1000)
    first = clamped(starts, operand.shape, update.shape)

    def element(index: Index) -> int:
        at = tuple(i - start for i, start in zip(index, first, strict=True))
        inside = all(0 <= i < size for i, size in zip(at, update.shape, strict=True))
        return update[at] if inside else operand[index]

    scalars = [np.array(start) for start in starts]
    result = apply("dynamic_update_slice", operand=operand, update=update, start_indices=scalars)
    np.testing.assert_array_equal(result, made_by(operand.shape, element), strict=True)


@briefly
@given(data=st.data(), operand=tensors())
def test_pad(data: st.DataObject, operand: Array) -> None:
    interior = [data.draw(st.integers(0, 3)) for _ in operand.shape]
    inner = [size + max(size - 1, 0) * between for size, between in zip(operand.shape, interior, strict=True)]
    low = [data.draw(st.integers(-size - 1, 3)) for size in inner]
    high = [data.draw(st.integers(-size - before, 3)) for size, before in zip(inner, low, strict=True)]
    shape = [sum(amounts) for amounts in zip(inner, low, high, strict=True)]
    expected = np.zeros(shape, np.int32)
    for index in indices_of(operand.shape):
        at = tuple(a + i * (b + 1) for a, i, b in zip(low, index, interior, strict=True))
        if all(0 <= i < size for i, size in zip(at, shape, strict=True)):
            expected[at] = operand[index]
    amounts = {"edge_padding_low": low, "edge_padding_high": high, "interior_padding": interior}
    slots = {"operand": operand, "padding_value": np.array(0, np.int32)}
    result = apply("pad", **slots, **{name: tuple(value) for name, value in amounts.items()})
    np.testing.assert_array_equal(result, expected, strict=True)
    dynamic = {name: np.array(value, np.int64) for name, value in amounts.items()}
    np.testing.assert_array_equal(apply("dynamic_pad", tuple(shape), **slots, **dynamic), expected)


# Other movements ----------------------------------------------------------------------------------------------------


@briefly
@given(data=st.data(), result=shapes())
def test_broadcast_in_dim(data: st.DataObject, result: Index) -> None:
    rank = data.draw(st.integers(0, len(result)))
    dimensions = tuple(data.draw(st.permutations(range(len(result)))))[:rank]
    operand = all_different([data.draw(st.sampled_from((1, result[d]))) for d in dimensions])

    def element(index: Index) -> int:
        return operand[tuple(0 if operand.shape[d] == 1 else index[dimensions[d]] for d in range(rank))]

    made = apply("broadcast_in_dim", result, operand=operand, broadcast_dimensions=dimensions)
    np.testing.assert_array_equal(made, made_by(result, element), strict=True)
    sizes = np.array(result, np.int64)
    slots = {"operand": operand, "output_dimensions": sizes, "broadcast_dimensions": dimensions}
    np.testing.assert_array_equal(apply("dynamic_broadcast_in_dim", result, **slots), made)


@briefly
@given(data=st.data(), operand=tensors())
def test_transpose(data: st.DataObject, operand: Array) -> None:
    permutation = tuple(data.draw(st.permutations(range(operand.ndim))))
    shape = [operand.shape[d] for d in permutation]
    expected = np.zeros(shape, np.int32)
    for index in indices_of(operand.shape):
        expected[tuple(index[d] for d in permutation)] = operand[index]
    np.testing.assert_array_equal(apply("transpose", operand=operand, permutation=permutation), expected, strict=True)


@briefly
@given(data=st.data(), shape=shapes().filter(len), sizes=st.lists(st.integers(0, 3), min_size=1, max_size=3))
def test_concatenate(data: st.DataObject, shape: Index, sizes: list[int]) -> None:
    dimension = data.draw(st.integers(0, len(shape) - 1))
    parts = [
        all_different((*shape[:dimension], size, *shape[dimension + 1 :]), 1000 * number)
        for number, size in enumerate(sizes)
    ]

    def element(index: Index) -> int:
        place, number = index[dimension], 0
        while place >= sizes[number]:
            place -= sizes[number]
            number += 1
        return parts[number][(*index[:dimension], place, *index[dimension + 1 :])]

    expected = made_by((*shape[:dimension], sum(sizes), *shape[dimension + 1 :]), element)
    np.testing.assert_array_equal(apply("concatenate", inputs=parts, dimension=dimension), expected, strict=True)


@briefly
@given(data=st.data(), operand=tensors())
def test_reverse(data: st.DataObject, operand: Array) -> None:
    dimensions = tuple(data.draw(st.sets(st.sampled_from(range(operand.ndim))))) if operand.ndim else ()
    expected = made_by(
        operand.shape,
        lambda index: operand[
            tuple(
                n - i - 1 if d in dimensions else i for d, (i, n) in enumerate(zip(index, operand.shape, strict=True))
            )
        ],
    )
    np.testing.assert_array_equal(apply("reverse", operand=operand, dimensions=dimensions), expected, strict=True)
