"""Reductions: many elements become one by a body that joins two. What reduce, reduce_window and their kin share.

A body joins two tuples of N values (one for each input): its first N arguments lie left of its last N. Every schedule
is a binary tree over the elements in ascending lexicographic order of their indices, so bodies need not be commutative.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..lang import Array, Body
from ..lang.notation import is_promotable
from ..numerics import arithmetic
from ..numerics.conversion import convert
from ..numerics.lanes import has_negative_zero
from ..types import ElementType, FunctionType, QuantizedType, TensorType

Values = Sequence[Array]
Join = Callable[[Values, Values], Values]

_REORDERABLE = frozenset({
    np.add, np.multiply, np.maximum, np.minimum, np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.logical_and,
    np.logical_or, np.logical_xor,
})  # fmt: skip
_NEUTRAL: dict[np.ufunc, float] = {np.add: -0.0, np.multiply: 1.0}
_FEW = 64
"""Up to how many floats are summed one after the other."""


def is_reducer(body: FunctionType, elements: Sequence[ElementType | QuantizedType]) -> bool:
    """Whether the body has type (tensor<E0>, ..., tensor<E0>, ...) -> (tensor<E0>, ...), with each element type
    promotable to its Ei."""
    if len(body.outputs) != len(elements) or body.inputs != body.outputs * 2:
        return False
    return all(
        isinstance(type_, TensorType) and type_.shape == () and is_promotable(element, type_.element)
        for type_, element in zip(body.outputs, elements, strict=True)
    )


def reduced_elements(body: FunctionType) -> list[ElementType | QuantizedType]:
    """The element types E0, E1, ... that the body works on."""
    return [type_.element for type_ in body.outputs if isinstance(type_, TensorType)]


def promoted(values: Values, body: Body) -> list[Array]:
    """Values in the element types that the body works on."""
    dtypes = [type_.dtype for type_ in body.type.outputs if isinstance(type_, TensorType)]
    return [x if x.dtype == dtype else convert(x, dtype) for x, dtype in zip(values, dtypes, strict=True)]


def plain_ufunc(body: Body, *values: Values) -> np.ufunc | None:
    """The ufunc that joins single values of these kinds as the body does, where there is one."""
    if len(values[0]) != 1:
        return None
    dtype = values[0][0].dtype
    found = body.ufunc(dtype)
    if found is not None or dtype.kind != "f":
        return found
    found = body.ufunc(dtype, negative_zeros=False)
    return None if found is None or any(has_negative_zero(x) for (x,) in values) else found


def joining(body: Body, *values: Values) -> Join:
    """The body as a function of two tuples of equally shaped arrays, for these values. It must be elementwise."""
    ufunc = plain_ufunc(body, *values)
    if ufunc is None:
        return lambda left, right: body(*left, *right)

    def join(left: Values, right: Values) -> Values:
        with np.errstate(all="ignore"):
            return (np.asarray(ufunc(left[0], right[0])),)

    return join


def reduce_dimensions(inputs: Values, init_values: Values, dimensions: Sequence[int], body: Body) -> tuple[Array, ...]:
    """Elements along `dimensions` become one, after an init value that enters once, on the left.

    Inputs have one shape; results lack the reduced dimensions and have the body's element types.
    """
    values, inits = promoted(inputs, body), promoted(init_values, body)
    axes = sorted(dimensions)
    rest = [axis for axis in range(values[0].ndim) if axis not in axes]
    shape = tuple(values[0].shape[axis] for axis in rest)
    count = math.prod(values[0].shape[axis] for axis in axes)
    if count == 0:
        return tuple(np.array(np.broadcast_to(init, shape)) for init in inits)
    trailing = axes == list(range(len(rest), values[0].ndim))
    if len(values) == 1 and (total := _by_numpy(values[0], inits[0], axes, rest, trailing, body)) is not None:
        return (total,)
    lines = _lines(values, axes, rest, trailing)
    if not body.elementwise:
        return one_by_one(body, [np.moveaxis(x, -1, 0) if trailing else x for x in lines], inits)
    join, axis = joining(body, values, inits), -1 if trailing else 0
    joined = _arg_extremes(body, lines, axis) or tree(join, lines, axis)
    return tuple(join([np.broadcast_to(init, shape) for init in inits], joined))


def _arg_extremes(body: Body, lines: Values, axis: int) -> list[Array] | None:
    """Extreme elements and their indices, where the body keeps those."""
    if not body.chooses:
        return None
    from .arg_extremes import arg_extremes

    return arg_extremes(body, lines, axis)


def _by_numpy(
    x: Array, init: Array, axes: Sequence[int], rest: Sequence[int], trailing: bool, body: Body
) -> Array | None:
    """The reduction that numpy has for a body of one plain op, where it gives what the body gives."""
    ufunc = body.ufunc(x.dtype, negative_zeros=False)
    if ufunc is None or not has_numpy_reduction(ufunc, x.dtype):
        return None
    with np.errstate(all="ignore"):
        if ufunc in _NEUTRAL and x.dtype.kind in "fc":
            total = _sum(ufunc, _lines([x], axes, rest, trailing)[0], trailing, init[()])
        else:
            total = ufunc.reduce(x, axis=tuple(axes), dtype=x.dtype, initial=init[()])
    total = np.asarray(total)
    if body.ufunc(x.dtype) is None and (total == 0).any() and (has_negative_zero(x) or has_negative_zero(init)):
        return None
    return total


def has_numpy_reduction(ufunc: np.ufunc, dtype: np.dtype) -> bool:
    """Whether numpy's reductions by a ufunc do: it is commutative, and the type is not a narrow float, whose sums numpy
    would let grow stale, or an integer that is not a machine's."""
    native = dtype.kind in "biu" or (dtype.kind in "fc" and dtype.itemsize >= 4)
    return native and ufunc in _REORDERABLE


def _lines(values: Values, axes: Sequence[int], rest: Sequence[int], trailing: bool) -> list[Array]:
    """The reduced dimensions as one: the last where they are `trailing`, else the first."""
    shape = [values[0].shape[axis] for axis in rest]
    count = math.prod(values[0].shape[axis] for axis in axes)
    if trailing:
        return [x.reshape(*shape, count) for x in values]
    return [x.transpose(*axes, *rest).reshape(count, *shape) for x in values]


def _sum(ufunc: np.ufunc, lines: Array, trailing: bool, init: Any) -> Array:
    """Sums (or products) of floats along the last dimension, pairwise; or along the first, in about sqrt(n) parts,
    since numpy would add one row after the other. Few are added one after the other."""
    if lines.shape[-1 if trailing else 0] <= _FEW:
        lines = np.moveaxis(lines, -1, 0) if trailing else lines
        return ufunc.accumulate(np.concatenate((np.broadcast_to(init, (1, *lines.shape[1:])), lines)), axis=0)[-1]
    if trailing:
        return ufunc.reduce(lines, axis=-1, initial=init)
    count, *shape = lines.shape
    part = math.isqrt(count)
    whole = count - count % part
    parts = lines[:whole].reshape(count // part, part, *shape)
    total = ufunc.reduce(ufunc.reduce(parts, axis=1, initial=_NEUTRAL[ufunc]), axis=0, initial=init)
    return total if whole == count else ufunc(total, ufunc.reduce(lines[whole:], axis=0, initial=_NEUTRAL[ufunc]))


def accumulated(ufunc: np.ufunc, x: Array, axis: int) -> Array:
    """Each element joined with all before it. Sums of floats are made in about sqrt(n) parts, as in reductions."""
    count = x.shape[axis]
    if ufunc not in _NEUTRAL or x.dtype.kind not in "fc" or count <= _FEW:
        return ufunc.accumulate(x, axis=axis, dtype=x.dtype)
    part = math.isqrt(count)
    whole = count - count % part
    before, after = (slice(None),) * axis, x.shape[axis + 1 :]
    parts = x[(*before, slice(whole))].reshape(*x.shape[:axis], count // part, part, *after)
    inner = ufunc.accumulate(parts, axis=axis + 1)
    heads = ufunc.accumulate(inner[(*before, slice(None), slice(-1, None))], axis=axis)
    later = (*before, slice(1, None))
    inner[later] = ufunc(heads[(*before, slice(-1))], inner[later])
    result = inner.reshape(*x.shape[:axis], whole, *after)
    if whole == count:
        return result
    rest = ufunc(heads[(*before, -1)], ufunc.accumulate(x[(*before, slice(whole, None))], axis=axis))
    return np.concatenate((result, rest), axis)


def tree(join: Join, values: Values, axis: int) -> Values:
    """Neighbours along an axis are joined until one is left: about log2(n) calls."""
    tail: Values | None = None
    while (count := values[0].shape[axis]) > 1:
        if count % 2:
            last = [np.take(x, -1, axis) for x in values]
            tail = last if tail is None else join(last, tail)
        even, odd = (_every_second(values, axis, start, count) for start in (0, 1))
        values = join(even, odd)
    values = [np.take(x, 0, axis) for x in values]
    return values if tail is None else join(values, tail)


def _every_second(values: Values, axis: int, start: int, count: int) -> list[Array]:
    chosen = slice(start, count - count % 2, 2)
    return [x[..., chosen] if axis == -1 else x[chosen] for x in values]


def one_by_one(body: Body, lines: Values, inits: Values) -> tuple[Array, ...]:
    """Elements along the first dimension joined from the left, scalar by scalar: for any body."""
    count, *shape = lines[0].shape
    results = [np.empty(shape, x.dtype) for x in lines]
    for index in np.ndindex(*shape):
        total: Values = inits
        for i in range(count):
            total = body(*total, *(x[(i, *index, ...)] for x in lines))
        for result, x in zip(results, total, strict=True):
            result[index] = x
    return tuple(results)


def sum_dimensions(x: Array, dimensions: Sequence[int]) -> Array:
    """Sums of floats along dimensions, starting from zero, in the element type: as reduce with add."""
    axes = sorted(dimensions)
    rest = [axis for axis in range(x.ndim) if axis not in axes]
    zero = np.zeros([x.shape[axis] for axis in rest], x.dtype)
    if x.size == 0:
        return zero
    trailing = axes == list(range(len(rest), x.ndim))
    (lines,) = _lines([x], axes, rest, trailing)
    with np.errstate(all="ignore"):
        if has_numpy_reduction(np.add, x.dtype):
            return np.asarray(_sum(np.add, lines, trailing, x.dtype.type(0)))
        total = tree(lambda left, right: [arithmetic.add(left[0], right[0])], [lines], -1 if trailing else 0)
        return arithmetic.add(zero, total[0])
