"""Ops that repeat a tensor along dimensions: broadcast_in_dim, its dynamic form, broadcast."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..lang import Array, Family, constraint
from ..lang.notation import axes, dim, in_range, is_per_axis_quantized, is_unique, quantized, rank
from ..types import Type
from .movement import demand, same_element_type_up_to_axis_parameters

Dimensions = tuple[int, ...]


def element_types_agree(operand: Type, result: Type) -> bool:
    """element_type(result) = element_type(operand), except that quantization_dimension, scales and zero_points of
    per-axis quantized types may differ
    """
    return same_element_type_up_to_axis_parameters(operand, result)


def every_operand_dimension_is_placed(operand: Type, broadcast_dimensions: Dimensions) -> bool:
    """size(broadcast_dimensions) = rank(operand)"""
    return len(broadcast_dimensions) == rank(operand)


def operand_dimensions_are_placed_in_the_result(broadcast_dimensions: Dimensions, result: Type) -> bool:
    """0 <= broadcast_dimensions < rank(result)"""
    return in_range(broadcast_dimensions, rank(result))


def no_two_dimensions_are_placed_in_one(broadcast_dimensions: Dimensions) -> bool:
    """is_unique(broadcast_dimensions)"""
    return is_unique(broadcast_dimensions)


def sizes_are_kept_or_expanded_from_one(operand: Type, broadcast_dimensions: Dimensions, result: Type) -> bool:
    """for all d in axes(operand): dim(operand, d) = 1 or dim(operand, d) = dim(result, broadcast_dimensions[d])"""
    return all(
        dim(operand, d) in (None, 1) or dim(result, broadcast_dimensions[d]) in (None, dim(operand, d))
        for d in axes(operand)
    )


def quantization_dimension_is_placed_like_the_others(
    operand: Type, broadcast_dimensions: Dimensions, result: Type
) -> bool:
    """if is_per_axis_quantized(result): quantization_dimension(result) =
    broadcast_dimensions[quantization_dimension(operand)], and if dim(operand, quantization_dimension(operand)) = 1:
    scales(result)[i] = scales(operand)[0] and zero_points(result)[i] = zero_points(operand)[0] for all i
    """
    if not is_per_axis_quantized(result):
        return True
    given, made = quantized(operand), quantized(result)
    assert given.dimension is not None
    if made.dimension != broadcast_dimensions[given.dimension]:
        return False
    if dim(operand, given.dimension) != 1:
        return True
    return set(made.scales) == {given.scales[0]} and set(made.zero_points) == {given.zero_points[0]}


BROADCASTING = Family(
    (),
    (
        constraint("C1", element_types_agree),
        constraint("C2", every_operand_dimension_is_placed),
        constraint("C3", operand_dimensions_are_placed_in_the_result),
        constraint("C4", no_two_dimensions_are_placed_in_one),
        constraint("C5", sizes_are_kept_or_expanded_from_one),
        constraint("C6", quantization_dimension_is_placed_like_the_others),
    ),
)
"""Constraints C1 to C6 of broadcast_in_dim and dynamic_broadcast_in_dim."""


def broadcast(operand: Array, broadcast_dimensions: Sequence[int], sizes: Sequence[int]) -> Array:
    """A view of `operand` in which its dimension d is dimension broadcast_dimensions[d] of a tensor of these sizes.

    Raises InvalidValue where a size is neither 1 nor that of the result.
    """
    for d, size in zip(broadcast_dimensions, operand.shape, strict=True):
        fits = size in (1, sizes[d])
        demand(fits, f"cannot expand size {size} to size {sizes[d]} of dimension {d} of the result")
    order = np.argsort(np.asarray(broadcast_dimensions, np.intp))
    added = tuple(d for d in range(len(sizes)) if d not in broadcast_dimensions)
    return np.broadcast_to(np.expand_dims(operand.transpose(order), added), sizes)
