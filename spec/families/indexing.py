"""Slices at places that a tensor of indices names: what gather, its dynamic form, torch_index_select and scatter share.

Indices come as vectors along one dimension of an index tensor; its other dimensions, the batch, number the slices. Each
component of a vector is the start along one dimension of the indexed tensor; along the others slices start at 0, or,
where dimensions are batching ones, at the position within the batch.

`positions` below are these starts by dimension: integer arrays that broadcast to the shape of the batch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..lang import Array
from ..numerics.bitcast import patterns

Positions = dict[int, Array]

FEW_ROWS = 32
"""Slices of fewer rows than this are faster read row by row than as windows (measured)."""


def index_vectors(indices: Array, index_vector_dim: int) -> Array:
    """A view of the indices with their vectors along the last dimension; without such a dimension they get one."""
    if index_vector_dim == indices.ndim:
        return np.expand_dims(indices, -1)
    return np.moveaxis(indices, index_vector_dim, -1)


def clipped(indices: Array, low: int, high: int) -> Array:
    """Indices of any integer type as machine words between `low` and `high`, `low` being at most 0."""
    if indices.dtype == np.uint64:
        return np.minimum(indices, np.uint64(high)).astype(np.intp)
    words = np.array(indices, np.intp)
    return np.clip(words, low, high, out=words)


def batch_positions(
    batch: Sequence[int], index_vector_dim: int, dims: Sequence[int], dims_of_indices: Sequence[int]
) -> Positions:
    """Starts along batching dimensions `dims`: positions along the matching dimensions of the indices."""
    positions: Positions = {}
    for axis, d in zip(dims, dims_of_indices, strict=True):
        place = d - (d > index_vector_dim)
        positions[axis] = np.arange(batch[place]).reshape([-1 if i == place else 1 for i in range(len(batch))])
    return positions


def row_numbers(shape: Sequence[int], positions: Positions, sizes: Sequence[int], batch: Sequence[int]) -> Array:
    """Row-major numbers of the elements of all slices, shape (*batch, *sizes), within a tensor of that shape."""
    strides = [math.prod(shape[axis + 1 :]) for axis in range(len(sizes))]
    starts = [at if strides[axis] == 1 else at * strides[axis] for axis, at in positions.items()]
    base = reduce(np.add, starts) if starts else np.zeros((), np.intp)
    base = np.broadcast_to(base, batch).reshape((*batch, *[1] * len(sizes)))
    if math.prod(sizes) == 1:
        return base
    return base + reduce(np.add.outer, [np.arange(size) * stride for size, stride in zip(sizes, strides, strict=True)])


def windows(x: Array, positions: Positions, sizes: Sequence[int]) -> tuple[Array, list[int]]:
    """A view of `x` whose first dimensions are those of `positions` and count starts, the others are those of a slice.

    Also gives the permutation that puts the dimensions of a slice in the order of those of `x` that remain after
    dimensions with a position and size 1 are left out.
    """
    moving = sorted(positions)
    wide = tuple(axis for axis in moving if sizes[axis] != 1)
    still = [axis for axis in range(x.ndim) if axis not in positions]
    view = x[tuple(slice(None) if axis in positions else slice(size) for axis, size in enumerate(sizes))]
    if wide:
        slices = tuple(sizes[axis] for axis in wide)
        view = sliding_window_view(patterns(view), slices, wide, writeable=True).view(x.dtype)
    order = [*still, *wide]
    return np.moveaxis(view, moving, range(len(moving))), sorted(range(len(order)), key=order.__getitem__)


def _read_along(x: Array, axis: int, places: Array, sizes: Sequence[int], batch: Sequence[int]) -> Array | None:
    """Slices of size 1 along one dimension and of full size along the others, with the batch in front; else None."""
    if axis == 0 or any(size != (1 if d == axis else x.shape[d]) for d, size in enumerate(sizes)):
        return None
    found = np.take(x, np.broadcast_to(places, batch), axis)
    return np.moveaxis(found, range(axis, axis + len(batch)), range(len(batch)))


def read_slices(
    x: Array, positions: Positions, sizes: Sequence[int], batch: Sequence[int], kept: Sequence[int]
) -> Array:
    """The slices of these sizes that start at `positions`, all of which lie within `x`: shape (*batch, *kept).

    `kept` are the sizes without some that are 1.
    """
    shape = (*batch, *kept)
    if 0 in shape or 0 in sizes:
        return np.empty(shape, x.dtype)
    if not positions:
        return np.broadcast_to(x[tuple(map(slice, sizes))].reshape(kept), shape)
    if len(positions) == 1 and (found := _read_along(x, *next(iter(positions.items())), sizes, batch)) is not None:
        return found.reshape(shape)
    tail = x.ndim
    while tail - 1 not in positions and sizes[tail - 1] == x.shape[tail - 1]:
        tail -= 1
    if x.flags.c_contiguous and math.prod(sizes[:tail]) < FEW_ROWS:
        numbers = row_numbers(x.shape[:tail], positions, sizes[:tail], batch)
        rows = x.reshape(-1, *x.shape[tail:])
        leading = len(kept) - (x.ndim - tail)
        if tuple(kept[max(leading, 0) :]) == x.shape[tail:]:
            return np.take(rows, numbers.reshape((*batch, *kept[:leading])), axis=0)
        return np.take(rows, numbers, axis=0).reshape(shape)
    view, order = windows(x, positions, sizes)
    found = view[tuple(np.broadcast_to(positions[axis], batch) for axis in sorted(positions))]
    found = found.transpose(*range(len(batch)), *(len(batch) + i for i in order))
    return found.reshape(shape)
