"""Windows that slide over tensors: what reduce_window, select_and_scatter and convolution share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..lang import I64_ARRAY, I64_ELEMENTS, Array, Attribute, Body, Unsupported, attribute
from ..lang.regions import MOST_DIMENSIONS
from ..numerics.bitcast import patterns
from ..record import record
from ..types import Size
from .padding import padded
from .reduction import (
    Join,
    Values,
    accumulated,
    has_numpy_reduction,
    joining,
    one_by_one,
    plain_ufunc,
    promoted,
)

_FEW_ELEMENTS = 1 << 12
"""Up to how many elements of windows altogether are joined one after the other."""

_MOST_ELEMENTS = 1 << 28
"""Up to how many elements are laid out for inputs much smaller than that."""

_CALL = 4096
"""How many elements could be joined in the time that one more call takes."""


@record
class Window:
    """How a window slides along one dimension.

    The dimension is first spread out by `base_dilation` and padded by `low` and `high` elements (negative ones take
    away); windows of `size` elements, `dilation` apart, then start at every `stride`-th element.
    """

    size: int
    stride: int = 1
    low: int = 0
    high: int = 0
    base_dilation: int = 1
    dilation: int = 1

    @property
    def span(self) -> int:
        """Distance from a window's first element to behind its last."""
        return spread(self.size, self.dilation)

    def count(self, length: Size) -> Size:
        """Number of windows over a dimension of a length; None where that is unknown."""
        if length is None:
            return None
        padded_length = self.padded(length)
        if padded_length == 0 or self.span > padded_length:
            return 0
        return (padded_length - self.span) // self.stride + 1

    def padded(self, length: int) -> int:
        """Length of a dimension after it is spread out and padded."""
        return self.low + spread(length, self.base_dilation) + self.high

    @property
    def plain(self) -> bool:
        """Whether the dimension is used as it is, neither padded nor spread out."""
        return self.low == self.high == 0 and self.base_dilation == 1


def spread(size: int, dilation: int) -> int:
    """Elements between the first and the last of `size` elements that are `dilation` apart, both included."""
    return 0 if size == 0 else (size - 1) * dilation + 1


def windows(
    sizes: Sequence[int],
    strides: Sequence[int],
    padding: Sequence[Sequence[int]] | Array,
    base_dilations: Sequence[int],
    window_dilations: Sequence[int],
) -> list[Window]:
    """One window a dimension. Dilation that moves nothing, however large, is left out."""
    return [
        Window(size, stride, int(low), int(high), base_dilation, dilation if size > 1 else 1)
        for size, stride, (low, high), base_dilation, dilation in zip(
            sizes, strides, padding, base_dilations, window_dilations, strict=True
        )
    ]


def window_counts(shape: Sequence[Size], sliding: Sequence[Window]) -> tuple[Size, ...]:
    """Number of windows along each dimension."""
    return tuple(window.count(length) for window, length in zip(sliding, shape, strict=True))


# Slots and constraints ------------------------------------------------------------------------------------------------


def per_dimension(name: str, default: Any) -> Attribute:
    """A slot with one number a dimension."""
    return attribute(name, I64_ARRAY, default)


def padding_slot(default: Any) -> Attribute:
    """The slot with the number of elements to add below and above, a pair for each dimension."""
    return attribute("padding", I64_ELEMENTS, default)


def are_positive(numbers: Sequence[int]) -> bool:
    """0 < numbers"""
    return all(number > 0 for number in numbers)


# Kernels --------------------------------------------------------------------------------------------------------------


def spread_out(x: Array, value: Array, sliding: Sequence[Window]) -> tuple[Array, list[Window]]:
    """x with every dimension spread out and padded with `value`, and the windows that slide over the result.

    Only elements that windows touch are made: where they lie far apart these are gathered one window after the other.
    """
    ordinary: list[Window] = []
    result: list[Window] = []
    for axis, window in enumerate(sliding):
        length = x.shape[axis]
        count = window.count(length) or 0
        if count == 1:  # then a stride, however large, moves nothing
            window = Window(window.size, 1, window.low, window.high, window.base_dilation, window.dilation)
        touched = (count - 1) * window.stride + window.span if count else 0
        if window.plain:
            ordinary.append(window)
            result.append(window)
        elif touched > 4 * (count * window.size + length) + 64:
            x = _gathered(x, value, axis, window, count)
            ordinary.append(Window(window.size))
            result.append(Window(window.size, stride=window.size))
        else:
            high = touched - window.low - spread(length, window.base_dilation)
            ordinary.append(Window(window.size, low=window.low, high=high, base_dilation=window.base_dilation))
            result.append(Window(window.size, window.stride, dilation=window.dilation))
    if all(window.plain for window in ordinary):
        return x, result
    low, high = [window.low for window in ordinary], [window.high for window in ordinary]
    sizes = [window.padded(length) for window, length in zip(ordinary, x.shape, strict=True)]
    if math.prod(sizes) > _MOST_ELEMENTS + 64 * x.size:
        raise MemoryError  # before it is taken: the system might grant it, and end the process when it is used
    return padded(x, value, low, high, [window.base_dilation - 1 for window in ordinary]), result


def _gathered(x: Array, value: Array, axis: int, window: Window, count: int) -> Array:
    """The elements of all windows along one dimension, window after window."""
    if count * window.size > _MOST_ELEMENTS + 64 * x.size:
        raise MemoryError
    starts = np.arange(count)[:, None] * window.stride
    places = (starts + np.arange(window.size) * window.dilation - window.low).ravel()
    sources, left = np.divmod(places, window.base_dilation)
    inside = (left == 0) & (sources >= 0) & (sources < x.shape[axis])
    shape = list(x.shape)
    shape[axis] = places.size
    result = np.full(shape, value, x.dtype)
    result[(slice(None),) * axis + (inside,)] = np.take(x, sources[inside], axis)
    return result


def idle_dimensions(shape: Sequence[int], sliding: Sequence[Window]) -> tuple[tuple[int, ...], Sequence[Window]]:
    """Dimensions to leave out so that numpy has views of all windows, which do nothing along them; the other windows.

    Raises Unsupported where windows do something along too many.
    """
    if 2 * len(shape) <= MOST_DIMENSIONS:
        return (), sliding
    idle = tuple([axis for axis, one in enumerate(sliding) if one.size == 1 and one.plain and shape[axis] == 1])
    working = len(shape) - len(idle)
    if 2 * working > MOST_DIMENSIONS:
        raise Unsupported(f"windows slide along {working} dimensions, at most {MOST_DIMENSIONS // 2} are possible here")
    return idle, [window for axis, window in enumerate(sliding) if axis not in idle]


def view_windows(x: Array, sliding: Sequence[Window], counts: Sequence[int]) -> Array:
    """A view of shape counts + sizes: every window of a spread-out array. Only to be read.

    It has two dimensions for each that windows slide along, see `idle_dimensions`.
    """
    strides = [stride * window.stride for stride, window in zip(x.strides, sliding, strict=True)]
    inner = [stride * window.dilation for stride, window in zip(x.strides, sliding, strict=True)]
    sizes = [window.size for window in sliding]
    view = as_strided(patterns(x), (*counts, *sizes), (*strides, *inner), writeable=False)
    return view.view(x.dtype)


def slide(join: Join, values: Values, axis: int, window: Window, count: int) -> Values:
    """Joins, for each of `count` windows along a dimension of spread-out arrays, its elements in order.

    Overlapping windows share their work: runs of 1, 2, 4, 8, ... elements are joined for all places at once, and each
    window is made of the few runs that the binary digits of its size call for.
    """
    others = values[0].size // values[0].shape[axis]
    touched = (count - 1) * window.stride + window.span
    one_by_one_costs = window.size * (count * others + _CALL)
    if one_by_one_costs <= 2 * window.size.bit_length() * (touched * others + _CALL):
        total = _picked(values, axis, 0, window, count)
        for place in range(1, window.size):
            total = join(total, _picked(values, axis, place, window, count))
        return total
    found: Values | None = None
    done, length = 0, 1
    while True:
        if window.size & length:
            run = _picked(values, axis, done, window, count)
            found = run if found is None else join(found, run)
            done += length
        if found is not None and done == window.size:
            return found
        shift = length * window.dilation
        shorter = values[0].shape[axis] - shift
        values = join(_part(values, axis, 0, shorter, 1), _part(values, axis, shift, shorter, 1))
        length *= 2


def reduce_windows(inputs: Values, init_values: Values, sliding: Sequence[Window], body: Body) -> tuple[Array, ...]:
    """The elements of each window become one, after an init value that enters once, on the left.

    Padding consists of init values. Results have one element a window, of the body's element types.
    """
    idle, working = idle_dimensions(inputs[0].shape, sliding)
    if idle:
        found = reduce_windows([np.squeeze(x, idle) for x in inputs], init_values, working, body)
        return tuple([np.expand_dims(x, idle) for x in found])
    values, inits = promoted(inputs, body), promoted(init_values, body)
    counts = tuple(window.count(length) or 0 for window, length in zip(sliding, values[0].shape, strict=True))
    if 0 in counts:
        return tuple(np.empty(counts, x.dtype) for x in values)
    if len(values) == 1 and (running := _running(values[0], inits[0], sliding, body)) is not None:
        return (running,)
    spreads = [spread_out(x, init, sliding) for x, init in zip(values, inits, strict=True)]
    values, sliding = [x for x, _ in spreads], spreads[0][1]
    if not body.elementwise:
        rank = len(counts)
        views = [np.moveaxis(view_windows(x, sliding, counts), range(rank, 2 * rank), range(rank)) for x in values]
        return one_by_one(body, [x.reshape(math.prod(x.shape[:rank]), *counts) for x in views], inits)
    join = joining(body, values, inits)
    if math.prod(window.size for window in sliding) * math.prod(counts) <= _FEW_ELEMENTS:
        return tuple(_from_the_left(join, values, inits, sliding, counts))
    for axis in reversed(range(len(counts))):
        values = slide(join, values, axis, sliding[axis], counts[axis])
    return tuple(join([np.full(counts, init) for init in inits], values))  # ufuncs are slow on one repeated value


def _from_the_left(
    join: Join, values: Values, inits: Values, sliding: Sequence[Window], counts: tuple[int, ...]
) -> Values:
    """Elements of all windows joined one after the other, in order."""
    views = [view_windows(x, sliding, counts) for x in values]
    total: Values = [np.broadcast_to(init, counts) for init in inits]
    for place in np.ndindex(*(window.size for window in sliding)):
        total = join(total, [view[(..., *place)] for view in views])
    return total


def _running(x: Array, init: Array, sliding: Sequence[Window], body: Body) -> Array | None:
    """Running sums and the like: windows that reach to one end of their dimension, by a ufunc; None for all else."""
    wide = [axis for axis, window in enumerate(sliding) if window != Window(1)]
    if len(wide) != 1:
        return None
    window, length = sliding[wide[0]], x.shape[wide[0]]
    padding = window.size - 1
    forward = window == Window(window.size, low=padding)
    if window.size < length or not (forward or window == Window(window.size, high=padding)):
        return None
    ufunc = plain_ufunc(body, [x], [init])
    if ufunc is None or not has_numpy_reduction(ufunc, x.dtype):
        return None
    with np.errstate(all="ignore"):
        if ufunc(init, init) != init:
            return None  # then it matters how much padding there is
        ordered = x if forward else np.flip(x, wide[0])
        total = ufunc(init, accumulated(ufunc, ordered, wide[0]))
        return total if forward else np.flip(total, wide[0])


def _picked(values: Values, axis: int, place: int, window: Window, count: int) -> list[Array]:
    """The elements at one place of all windows."""
    return _part(values, axis, place * window.dilation, count, window.stride)


def _part(values: Values, axis: int, start: int, count: int, step: int) -> list[Array]:
    chosen = (slice(None),) * axis + (slice(start, start + (count - 1) * step + 1, step),)
    return [x[chosen] for x in values]
