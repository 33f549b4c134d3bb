"""Gives one element of a tensor.

(S1) The element at `indices`, which must lie within the tensor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ....spec.types import TensorType
from ..kinds import ANY_VALUE, INDEX_VALUE, TENSOR

op = Op(
    "extract",
    __doc__,
    slots=(operand("tensor", TENSOR), operand("indices", INDEX_VALUE, variadic=True), result("extracted", ANY_VALUE),),
    assembly="$tensor '[' $indices ']' attr-dict : <inferred tensor> <named>",
    dialect="tensor",
)


@op.infer
def infer(tensor: Any) -> Any:
    return tensor.element


@op.constraint("C1")
def there_is_an_index_for_each_dimension(tensor: Any, indices: tuple[Any, ...]) -> bool:
    """size(indices) = rank(tensor)"""
    return isinstance(tensor, TensorType) and tensor.rank == len(indices)


@op.kernel
def extract(tensor: Array, indices: tuple[Array, ...]) -> Array:
    position = tuple(int(index) for index in indices)
    if not all(0 <= index < size for index, size in zip(position, tensor.shape, strict=True)):
        raise InvalidValue(f"index {list(position)} of a tensor of sizes {list(tensor.shape)}")
    return np.asarray(tensor[position])  # S1
