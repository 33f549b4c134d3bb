"""Ops that give the elements of a tensor, in row-major order, another shape: reshape and its dynamic form."""

from __future__ import annotations

import math

from ..lang import Array, Family, constraint
from ..lang.notation import dim, is_per_axis_quantized, quantized, shape, size, sizes_agree
from ..types import Size, Type
from .movement import demand, same_element_type_up_to_dimension


def element_types_agree(operand: Type, result: Type) -> bool:
    """element_type(result) = element_type(operand), except that quantization_dimension of per-axis quantized types may
    differ
    """
    return same_element_type_up_to_dimension(operand, result)


def operand_and_result_have_the_same_number_of_elements(operand: Type, result: Type) -> bool:
    """size(operand) = size(result)"""
    return sizes_agree(size(operand), size(result))


def slices_of_the_quantization_dimension_stay_together(operand: Type, result: Type) -> bool:
    """if is_per_axis_quantized(operand): the sizes of the quantization dimensions of operand and result are equal, and
    so are the products of the sizes before them, and the products of the sizes after them
    """
    if not is_per_axis_quantized(operand):
        return True
    d, e = quantized(operand).dimension, quantized(result).dimension
    assert d is not None
    assert e is not None
    return (
        sizes_agree(_product(shape(operand)[:d]), _product(shape(result)[:e]))
        and sizes_agree(dim(operand, d), dim(result, e))
        and sizes_agree(_product(shape(operand)[d + 1 :]), _product(shape(result)[e + 1 :]))
    )


def _product(sizes: tuple[Size, ...]) -> Size:
    known = [one for one in sizes if one is not None]
    return math.prod(known) if len(known) == len(sizes) else None


RESHAPING = Family(
    (),
    (
        constraint("C1", element_types_agree),
        constraint("C2", operand_and_result_have_the_same_number_of_elements),
        constraint("C3", slices_of_the_quantization_dimension_stay_together),
    ),
)
"""Constraints C1 to C3 of reshape and dynamic_reshape."""


def reshaped(operand: Array, sizes: tuple[int, ...]) -> Array:
    """The elements in row-major order with another shape; a view where strides allow. Raises InvalidValue."""
    enough = min(sizes, default=0) >= 0 and math.prod(sizes) == operand.size
    demand(enough, f"{operand.size} elements do not make a tensor of shape {list(sizes)}")
    return operand.reshape(sizes)
