"""Gives a tensor another element in one place.

(S1) The result is `dest`, but for the element at `indices`, which is `scalar`. `indices` must lie within the tensor.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ....spec.types import TensorType
from ..kinds import ANY_VALUE, INDEX_VALUE, TENSOR

op = Op(
    "insert",
    __doc__,
    slots=(
        operand("scalar", ANY_VALUE),
        operand("dest", TENSOR),
        operand("indices", INDEX_VALUE, variadic=True),
        result("inserted", TENSOR),
    ),
    assembly="$scalar into $dest '[' $indices ']' attr-dict : <filled dest> <named>",
    dialect="tensor",
)


@op.constraint("C1")
def dest_and_result_have_the_same_type(dest: Any, inserted: Any) -> bool:
    """type(dest) = type(inserted)"""
    return dest == inserted


@op.constraint("C2")
def scalar_is_an_element(scalar: Any, dest: Any) -> bool:
    """type(scalar) = element_type(dest)"""
    return scalar == dest.element


@op.constraint("C3")
def there_is_an_index_for_each_dimension(dest: Any, indices: tuple[Any, ...]) -> bool:
    """size(indices) = rank(dest)"""
    return isinstance(dest, TensorType) and dest.rank == len(indices)


@op.kernel
def insert(scalar: Array, dest: Array, indices: tuple[Array, ...]) -> Array:
    position = tuple(int(index) for index in indices)
    if not all(0 <= index < size for index, size in zip(position, dest.shape, strict=True)):
        raise InvalidValue(f"index {list(position)} of a tensor of sizes {list(dest.shape)}")
    inserted = dest.copy()
    inserted[position] = scalar
    return inserted  # S1
