"""Stable sorting by any comparator, with whole arrays at a time.

A comparator is given as a function of two tuples of equally shaped arrays, which says for each place whether the left
elements come before the right ones. Nothing is assumed about how it is made:

(R1) Guess: the elements are sorted by numpy in the likely orders (the first operand ascending, descending, in total
     order; then the first two; ...). The comparator is asked about neighbours only. If it never puts the right
     neighbour first, and elements that it holds for equal stand in their original order, then the guess is the one
     stable order, provided that the comparator is a strict weak order.
(R2) Otherwise all runs of 1, 2, 4, 8, ... elements are merged at once: binary search finds, for all elements of all
     left runs together, how many elements of their right runs come before them. About log2(n)**2 / 2 calls.
(R3) A comparator that is no strict weak order (floats with NaN, say) gives some order of the elements, always the same.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..lang import Array
from ..numerics.formats import is_boolean, is_complex, is_float
from ..numerics.integers import to_machine
from ..numerics.ordering import total_order

Less = Callable[[Sequence[Array], Sequence[Array]], Array]

_SAMPLE = 64
_MOST_GUESSES = 64


def stable_order(less: Less, operands: Sequence[Array]) -> Array:
    """For each row of the operands (all of shape (rows, n)), the places of its elements in stable sorted order."""
    samples = [[x[:_SAMPLE, :_SAMPLE] for x in operands]]
    for keys in itertools.islice(_guesses(operands), _MOST_GUESSES):
        if not all(_doubts(less, sample, _ordered(keys, sample)) is None for sample in samples):
            continue
        order = _ordered(keys, operands)
        doubts = _doubts(less, operands, order)
        if doubts is None:
            return order
        rows, places = (where[:_SAMPLE, None] for where in np.nonzero(doubts))  # later guesses must pass these, too
        pairs = np.sort(np.take_along_axis(order[rows[:, 0]], places + np.arange(2), -1), axis=-1)
        samples.append([x[rows, pairs] for x in operands])
    return _merged(less, operands)


# Guessing -------------------------------------------------------------------------------------------------------------

Key = Callable[[Array], Array]


def _guesses(operands: Sequence[Array]) -> Iterator[tuple[Key, ...]]:
    """Keys for the first operand, for the first two, ..."""
    for used in range(1, len(operands) + 1):
        yield from itertools.product(*(_keys(x.dtype) for x in operands[:used]))


@functools.cache
def _keys(dtype: np.dtype) -> tuple[Key, ...]:
    """Ways to sort elements of a type: functions that give something numpy sorts in that order."""
    if is_complex(dtype):
        return (_as_is, _negative)
    if is_float(dtype):
        return (_as_float, _negative_float, total_order, _reversed_total_order)
    if is_boolean(dtype):
        return (_as_is, np.logical_not)
    return (to_machine, _reversed_integer)


def _as_is(x: Array) -> Array:
    return x


def _negative(x: Array) -> Array:
    return -x


def _as_float(x: Array) -> Array:
    """Zeros of either sign are equal, NaN comes last."""
    return x if x.dtype.kind == "f" and x.dtype.itemsize >= 4 else x.astype(np.float32)


def _negative_float(x: Array) -> Array:
    return -_as_float(x)


def _reversed_total_order(x: Array) -> Array:
    return ~total_order(x)


def _reversed_integer(x: Array) -> Array:
    return ~to_machine(x)


def _ordered(keys: Sequence[Key], operands: Sequence[Array]) -> Array:
    """Stable order of each row by the keys, the first being the most important."""
    columns = [key(np.ascontiguousarray(x)) for key, x in zip(keys, operands, strict=False)]
    if len(columns) > 1:
        return np.lexsort(columns[::-1], axis=-1)
    column = columns[0]
    if column.dtype.itemsize > 4 or column.shape[-1] <= _SAMPLE:
        return np.argsort(column, axis=-1, kind="stable")
    return _packed_order(column)


def _packed_order(column: Array) -> Array:
    """argsort of keys of at most 32 bits: keys and places share 64-bit words, whose order is that of stable sorting."""
    if column.dtype.kind == "f":
        column = np.where(np.isnan(column), np.float32(np.nan), column + np.float32(0))  # equal keys, equal patterns
        column = total_order(column)
    elif column.dtype == np.uint32:
        column = (column ^ np.uint32(1 << 31)).view(np.int32)
    high = column.astype(np.int64) << 32
    return np.sort(high | np.arange(column.shape[-1]), axis=-1) & 0xFFFFFFFF


def _doubts(less: Less, operands: Sequence[Array], order: Array) -> Array | None:
    """Which neighbours in an order the comparator would put otherwise; None where it agrees throughout."""
    ordered = [np.take_along_axis(x, order, -1) for x in operands]
    left, right = [x[:, :-1] for x in ordered], [x[:, 1:] for x in ordered]
    wrong = less(right, left) | ~(less(left, right) | (order[:, :-1] < order[:, 1:]))
    return wrong if wrong.any() else None


# Merging --------------------------------------------------------------------------------------------------------------


def _merged(less: Less, operands: Sequence[Array]) -> Array:
    rows, count = operands[0].shape
    order = np.broadcast_to(np.arange(count), (rows, count))
    values = list(operands)
    length = 1
    while length < count:
        moves = _merge_runs(less, values, length)
        order = np.take_along_axis(order, moves, -1)
        values = [np.take_along_axis(x, moves, -1) for x in values]
        length *= 2
    return order


def _merge_runs(less: Less, values: Sequence[Array], length: int) -> Array:
    """From where each element comes when each two neighbouring runs of a length are merged into one."""
    rows, count = values[0].shape
    places = np.arange(count)
    is_left = places % (2 * length) < length
    left, right = places[is_left], places[~is_left]
    start = np.minimum(left - left % (2 * length) + length, count)
    before = _count_before(less, values, left, start, np.minimum(start + length, count))
    rank = np.arange(left.size)
    slots = np.maximum.accumulate(left - rank + before, axis=-1) + rank  # R3: in order whatever the comparator says
    taken = np.zeros((rows, count), np.bool_)
    np.put_along_axis(taken, slots, True, -1)
    moves = np.empty((rows, count), np.int64)
    moves[taken] = np.tile(left, rows)
    moves[~taken] = np.tile(right, rows)
    return moves


def _count_before(less: Less, values: Sequence[Array], left: Array, start: Array, end: Array) -> Array:
    """How many elements from `start` to before `end` come before the element at `left`; each run is sorted."""
    rows, count = values[0].shape
    own = [x[:, left] for x in values]
    low, high = (np.broadcast_to(edge, (rows, left.size)) for edge in (start, end))
    while (open_ := low < high).any():
        middle = np.minimum((low + high) // 2, count - 1)
        is_before = less([np.take_along_axis(x, middle, -1) for x in values], own)
        low = np.where(open_ & is_before, middle + 1, low)
        high = np.where(open_ & ~is_before, middle, high)
    return low - start
