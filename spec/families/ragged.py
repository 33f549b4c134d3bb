"""Contractions one dimension of which is made of groups: which groups there are, and what each contributes.

The steps (S1), (S2), ... are those of chlo.ragged_dot.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import numpy as np

from ..attributes.dot import DotDimensionNumbers
from ..attributes.ragged_dot import RaggedDotDimensionNumbers
from ..lang import Array, InvalidValue
from ..numerics.conversion import convert
from ..record import record
from .contraction import dot

Dimensions = tuple[int, ...]


class Mode(enum.Enum):
    """The kind of the ragged dimension."""

    FREE = "neither batching nor contracting"
    CONTRACTING = "contracting"
    BATCHING = "batching"


def mode_of(numbers: RaggedDotDimensionNumbers) -> Mode:
    """The kind of the one ragged dimension."""
    ragged = numbers.lhs_ragged_dimensions[0]
    if ragged in numbers.lhs_batching_dimensions:
        return Mode.BATCHING
    return Mode.CONTRACTING if ragged in numbers.lhs_contracting_dimensions else Mode.FREE


def dividing_dimensions(rank: int, numbers: RaggedDotDimensionNumbers) -> Dimensions:
    """Dimensions of lhs, of this rank, each index of which may have groups of its own (S2)."""
    ragged, batch = numbers.lhs_ragged_dimensions[0], numbers.lhs_batching_dimensions
    match mode_of(numbers):
        case Mode.BATCHING:
            return batch[: batch.index(ragged)]
        case Mode.CONTRACTING:
            summed = numbers.lhs_contracting_dimensions
            return batch + summed[: summed.index(ragged)]
        case Mode.FREE:
            taken = batch + numbers.lhs_contracting_dimensions
            return batch + tuple(axis for axis in range(ragged) if axis not in taken)


def result_dimensions(lhs: int, rhs: int, numbers: RaggedDotDimensionNumbers) -> tuple[Dimensions, Dimensions]:
    """Dimensions of operands of these ranks of which the result is made, besides groups: of lhs, then of rhs."""
    lhs_taken = numbers.lhs_batching_dimensions + numbers.lhs_contracting_dimensions
    rhs_taken = numbers.rhs_batching_dimensions + numbers.rhs_contracting_dimensions + numbers.rhs_group_dimensions
    lhs_rest = tuple(axis for axis in range(lhs) if axis not in lhs_taken)
    return numbers.lhs_batching_dimensions + lhs_rest, tuple(axis for axis in range(rhs) if axis not in rhs_taken)


@record
class Groups:
    """Where groups begin and end along a dimension of `extent` indices: arrays of shape (..., G)."""

    starts: Array
    ends: Array
    extent: int

    @property
    def alike(self) -> bool:
        """Whether everything is divided alike."""
        return self.starts.ndim == 1

    def __iter__(self) -> Iterator[tuple[int, Array]]:
        """Numbers and masks, of shape (..., extent), of the groups that are not empty everywhere."""
        places = np.arange(self.extent)
        for number in range(self.starts.shape[-1]):
            mask = (places >= self.starts[..., number, None]) & (places < self.ends[..., number, None])
            if mask.any():
                yield number, mask


def groups_of(sizes: Array, extent: int) -> Groups:
    """Groups of these sizes (S1). Raises InvalidValue where one is negative."""
    if (sizes < 0).any():
        raise InvalidValue(f"group_sizes has a negative size, {int(sizes.min())}")
    ends = np.cumsum(np.minimum(sizes, extent).astype(np.int64), axis=-1)
    starts = np.concatenate((np.zeros_like(ends[..., :1]), ends[..., :-1]), axis=-1)
    return Groups(np.minimum(starts, extent), np.minimum(ends, extent), extent)


def dot_numbers(numbers: RaggedDotDimensionNumbers) -> DotDimensionNumbers:
    """The dimension numbers of one group's contraction: those of rhs without its group dimension."""

    def without_group(dimensions: Dimensions) -> Dimensions:
        return tuple(d - sum(d > group for group in numbers.rhs_group_dimensions) for d in dimensions)

    return DotDimensionNumbers(
        numbers.lhs_batching_dimensions,
        without_group(numbers.rhs_batching_dimensions),
        numbers.lhs_contracting_dimensions,
        without_group(numbers.rhs_contracting_dimensions),
    )


def rows_by_group(
    lhs: Array, rhs: Array, groups: Groups, numbers: RaggedDotDimensionNumbers, dtype: np.dtype
) -> Array:
    """Each row of lhs times its group's slice of rhs (S3)."""
    ragged, group = numbers.lhs_ragged_dimensions[0], numbers.rhs_group_dimensions[0]
    plain = dot_numbers(numbers)
    place = len(dividing_dimensions(lhs.ndim, numbers))  # of the ragged dimension in the result
    made = np.full(_sizes(lhs, rhs, numbers), _zero(dtype), dtype)
    for number, mask in groups:
        slice_ = np.take(rhs, number, axis=group)
        if groups.alike:
            rows = slice(int(groups.starts[number]), int(groups.ends[number]))
            part = dot(lhs[(*[slice(None)] * ragged, rows)], slice_, plain, dtype)
            made[(*[slice(None)] * place, rows)] = part
        else:
            part = dot(lhs, slice_, plain, dtype)
            mask = mask.reshape(mask.shape + (1,) * (part.ndim - mask.ndim))
            made = np.where(mask, part, made)
    return made


def sums_by_group(
    lhs: Array, rhs: Array, groups: Groups, numbers: RaggedDotDimensionNumbers, dtype: np.dtype
) -> Array:
    """The contraction over each group alone (S4)."""
    plain = dot_numbers(numbers)
    ragged = numbers.lhs_ragged_dimensions[0]
    position = numbers.lhs_contracting_dimensions.index(ragged)
    lhs_axes = numbers.lhs_batching_dimensions + numbers.lhs_contracting_dimensions[: position + 1]
    rhs_axes = numbers.rhs_batching_dimensions + numbers.rhs_contracting_dimensions[: position + 1]
    made = np.full((groups.starts.shape[-1], *_sizes(lhs, rhs, numbers)), _zero(dtype), dtype)
    for number, mask in groups:
        if groups.alike:
            indices = slice(int(groups.starts[number]), int(groups.ends[number]))
            left = lhs[(*[slice(None)] * ragged, indices)]
            right = rhs[(*[slice(None)] * rhs_axes[-1], indices)]
        else:
            left, right = _masked(lhs, mask, lhs_axes), _masked(rhs, mask, rhs_axes)
        made[number] = dot(left, right, plain, dtype)
    return made


def _sizes(lhs: Array, rhs: Array, numbers: RaggedDotDimensionNumbers) -> tuple[int, ...]:
    """The shape of what one group contributes."""
    first, second = result_dimensions(lhs.ndim, rhs.ndim, numbers)
    return (*(lhs.shape[axis] for axis in first), *(rhs.shape[axis] for axis in second))


def _masked(x: Array, mask: Array, places: Dimensions) -> Array:
    """x with zeros where a mask, whose dimensions are these of x, is false."""
    if x.dtype.itemsize == 1 and x.dtype.kind not in "biu":
        x = x.astype(np.float32)  # a float of 8 bits need not have a zero
    ordered = mask.transpose(np.argsort(places))
    spread = np.expand_dims(ordered, tuple(axis for axis in range(x.ndim) if axis not in places))
    return np.where(spread, x, np.zeros((), x.dtype))


def _zero(dtype: np.dtype) -> Array:
    """What a sum over nothing is."""
    return convert(np.zeros((), np.float32), dtype)
