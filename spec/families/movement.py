"""Ops that move elements and compute nothing: what their types have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ..lang import Array, InvalidValue
from ..lang.notation import (
    at_most,
    dim,
    element_type,
    is_per_axis_quantized,
    quantized,
    rank,
    shape,
    sizes_agree,
)
from ..types import Bounds, ElementType, QuantizedType, Size, TensorType, Type


def same_element_type(*types: Type) -> bool:
    """Equal element types, quantization parameters included."""
    return len({element_type(x) for x in types}) <= 1


def same_element_type_up_to_dimension(operand: Type, result: Type) -> bool:
    """Equal element types; of per-axis quantized ones the quantization dimensions may differ."""
    if not is_per_axis_quantized(operand):
        return same_element_type(operand, result)
    return is_per_axis_quantized(result) and quantized(operand) == dataclasses.replace(
        quantized(result), dimension=quantized(operand).dimension
    )


def same_element_type_up_to_axis_parameters(operand: Type, result: Type) -> bool:
    """Equal element types; of per-axis quantized ones dimension, scales and zero points may differ."""
    if not is_per_axis_quantized(operand):
        return same_element_type(operand, result)
    mine = quantized(operand)
    return is_per_axis_quantized(result) and mine == dataclasses.replace(
        quantized(result), dimension=mine.dimension, scales=mine.scales, zero_points=mine.zero_points
    )


def bound(x: Type, axis: int) -> Size:
    """The bound of a dimension of unknown size; None where there is none, and where the size is known."""
    assert isinstance(x, TensorType)
    return x.bounds.sizes[axis] if x.bounds is not None and x.shape[axis] is None else None


def largest(x: Type, axis: int) -> Size:
    """The largest size that a dimension can have: its size, else its bound; None where nothing is known."""
    size = shape(x)[axis]
    return bound(x, axis) if size is None else size


def bounded_type(sizes: Sequence[Size], bounds: Sequence[Size], element: ElementType | QuantizedType) -> TensorType:
    """A tensor type with bounds for those unknown sizes that have one."""
    kept = tuple(limit if size is None else None for size, limit in zip(sizes, bounds, strict=True))
    return TensorType(tuple(sizes), element, Bounds(kept) if any(limit is not None for limit in kept) else None)


def demand(holds: bool, reason: str) -> None:
    """Raises InvalidValue where actual sizes, which types leave open, break a rule."""
    if not holds:
        raise InvalidValue(reason)


def sizes_of(values: Array, result: Type) -> tuple[int, ...]:
    """Sizes that runtime values give to a result. Raises InvalidValue where they do not agree with its type."""
    return agreed_sizes([int(value) for value in values], result)


def sizes_agree_with_values(x: Type, sizes: Sequence[int]) -> bool:
    """Whether a tensor type can have these actual sizes: none is negative, known ones are equal, bounds are kept."""
    return len(sizes) == rank(x) and all(
        size >= 0 and sizes_agree(size, dim(x, d)) and at_most(size, largest(x, d)) for d, size in enumerate(sizes)
    )


def agreed_sizes(sizes: Sequence[int], result: Type) -> tuple[int, ...]:
    """The sizes of a result. Raises InvalidValue where they do not agree with its type."""
    agree = sizes_agree_with_values(result, sizes)
    demand(agree, f"gives the result the shape {list(sizes)}, which does not agree with {result}")
    return tuple(sizes)
