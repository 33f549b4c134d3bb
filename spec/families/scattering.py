"""How scatter combines updates with the elements they go to, without a loop over elements where the body allows.

Updates of one element are combined in ascending order of their own indices. There are five ways, all of which give the
same; the first that can be taken is: whole windows are assigned, elements are assigned, a ufunc is applied at indices,
the body is applied to the first updates of all elements at once, then to the second ones and so on, or to one update
after the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce

import numpy as np

from ..attributes.scatter import ScatterDimensionNumbers
from ..lang import Array, Body
from ..types import TensorType
from .indexing import FEW_ROWS, Positions, batch_positions, clipped, index_vectors, row_numbers, windows
from .movement import demand


class Targets:
    """Where updates go: starts of their windows in the inputs, whose shape is `shape`.

    `batch` is the shape of the dimensions that number windows, `sizes` the shape of a window, with size 1 for the
    dimensions of the inputs that do not appear in the updates. A start outside of the inputs by more than a window's
    size is moved to where the window just lies outside.
    """

    def __init__(
        self,
        shape: Sequence[int],
        indices: Array,
        updates_shape: Sequence[int],
        numbers: ScatterDimensionNumbers,
    ) -> None:
        absent = {*numbers.inserted_window_dims, *numbers.input_batching_dims}
        window = [updates_shape[d] for d in numbers.update_window_dims]
        kept = iter(window)
        vectors = index_vectors(indices, numbers.index_vector_dim)
        pairs = (numbers.input_batching_dims, numbers.scatter_indices_batching_dims)
        self.shape = tuple(shape)
        self.window = tuple(window)
        self.window_dims = numbers.update_window_dims
        self.batch = vectors.shape[:-1]
        self.sizes = tuple(1 if axis in absent else next(kept) for axis in range(len(shape)))
        self.positions: Positions = batch_positions(self.batch, numbers.index_vector_dim, *pairs)
        for component, axis in enumerate(numbers.scatter_dims_to_operand_dims):
            self.positions[axis] = clipped(vectors[..., component], -self.sizes[axis], shape[axis])
        fits = all(size <= whole for size, whole in zip(self.sizes, shape, strict=True) if size != 1)
        demand(fits, f"windows of shape {window} do not fit into inputs of shape {list(shape)}")

    @cached_property
    def inside(self) -> Array:
        """Which windows lie within the inputs: booleans of the batch's shape."""
        last = {axis: self.shape[axis] - self.sizes[axis] for axis in self.positions}
        return self._all_of((at >= 0) & (at <= last[axis]) for axis, at in self.positions.items())

    @property
    def reaching(self) -> Array:
        """Which windows have an element in the inputs: booleans of the batch's shape."""
        return self._all_of((at > -self.sizes[axis]) & (at < self.shape[axis]) for axis, at in self.positions.items())

    def _all_of(self, conditions: Iterable[Array]) -> Array:
        return reduce(np.logical_and, conditions, np.ones(self.batch, np.bool_))

    def numbers(self) -> tuple[Array, Array | None]:
        """For each update in row-major order, which element of the inputs it goes to, and (None where all do) whether
        there is such an element.
        """
        places = self._in_order_of_updates(row_numbers(self.shape, self.positions, self.sizes, self.batch))
        return places, None if self.inside.all() else self._in_order_of_updates(self._exists())

    def _exists(self) -> Array:
        """Which elements of all windows lie within the inputs: booleans of shape (*batch, *sizes)."""
        rank = len(self.shape)
        conditions: list[Array] = [np.ones((*self.batch, *self.sizes), np.bool_)]
        for axis, at in self.positions.items():
            reach = np.arange(self.sizes[axis]).reshape([-1 if i == axis else 1 for i in range(rank)])
            index = np.broadcast_to(at, self.batch).reshape((*self.batch, *[1] * rank)) + reach
            conditions.append((index >= 0) & (index < self.shape[axis]))
        return reduce(np.logical_and, conditions)

    def _in_order_of_updates(self, x: Array) -> Array:
        count = len(self.batch)
        x = x.reshape((*self.batch, *self.window))
        return np.moveaxis(x, range(count, count + len(self.window)), self.window_dims).reshape(-1)


def combine(results: list[Array], updates: list[Array], targets: Targets, body: Body, ufunc: np.ufunc | None) -> None:
    """Changes `results`, contiguous arrays of one shape, by `updates`, arrays of one shape."""
    if updates[0].size == 0 or results[0].size == 0:
        return
    overwrites = _overwrites(body)
    if overwrites and _assign_windows(results, updates, targets):
        return
    places, exists = targets.numbers()
    flat = [result.reshape(-1) for result in results]
    values = [update.reshape(-1) for update in updates]
    if exists is not None:
        places = places[exists]
        values = [value[exists] for value in values]
    if overwrites:
        for result, value in zip(flat, values, strict=True):
            result[places] = value
    else:
        combine_at(flat, places, values, body, ufunc)


def combine_at(results: list[Array], places: Array, values: list[Array], body: Body, ufunc: np.ufunc | None) -> None:
    """Changes flat `results` at `places` by one value each, in order; the ufunc, if any, does what the body does."""
    if ufunc is not None:
        with np.errstate(all="ignore"):
            ufunc.at(results[0], places, values[0])
    elif body.elementwise:
        for chosen in _rounds(places, results[0].size):
            _apply(results, places[chosen], [value[chosen] for value in values], body)
    else:
        for number, place in enumerate(places):
            _apply(results, place, [np.asarray(value[number]) for value in values], body)


def _apply(results: list[Array], places: Array, values: list[Array], body: Body) -> None:
    outputs = body(*[np.asarray(result[places]) for result in results], *values)
    for result, output in zip(results, outputs, strict=True):
        result[places] = output


def _overwrites(body: Body) -> bool:
    """Whether the body returns the updates as they are."""
    if not body.elementwise:
        return False
    arguments = [np.zeros(1, type_.dtype) for type_ in body.type.inputs if isinstance(type_, TensorType)]
    outputs = body(*arguments)
    return all(output is given for output, given in zip(outputs, arguments[len(outputs) :], strict=True))


def _assign_windows(results: list[Array], updates: list[Array], targets: Targets) -> bool:
    """Assigns whole windows, later ones over earlier ones. Gives False, and does nothing, where that is not faster, is
    not the order of the updates, or where windows lie partly outside.
    """
    rank = updates[0].ndim
    in_order = targets.window_dims == tuple(range(rank - len(targets.window_dims), rank))
    if not targets.positions or not in_order or math.prod(targets.window) < FEW_ROWS:
        return False
    inside = targets.inside
    if not np.array_equal(inside, targets.reaching):
        return False
    moving = sorted(targets.positions)
    at = [np.broadcast_to(targets.positions[axis], targets.batch)[inside] for axis in moving]
    for result, update in zip(results, updates, strict=True):
        view, order = windows(result, targets.positions, targets.sizes)
        kept = update[inside]
        slots = np.argsort(order)
        present = [i for i, size in enumerate(targets.sizes) if size != 1 or i not in targets.positions]
        kept = kept.reshape(len(kept), *[targets.sizes[i] for i in present])
        view[tuple(at)] = kept.transpose(0, *(1 + slots))
    return True


def _rounds(places: Array, size: int) -> Iterator[Array]:
    """Splits updates so that no place occurs twice in a part, and updates of one place are in ascending order."""
    seen = np.zeros(size, np.bool_)
    seen[places] = True
    if np.count_nonzero(seen) == len(places):
        yield np.arange(len(places))
        return
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    occurrence = np.arange(len(places)) - np.repeat(first, np.diff(np.append(first, len(places))))
    counts = np.bincount(occurrence)
    yield from np.split(order[np.argsort(occurrence, kind="stable")], np.cumsum(counts)[:-1])
