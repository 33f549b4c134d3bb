"""Makes a tensor of numbers.

(S1) The result has the elements in row-major order.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ....spec.types import TensorType
from ..kinds import ANY_VALUE, TENSOR

op = Op(
    "from_elements",
    __doc__,
    slots=(operand("elements", ANY_VALUE, variadic=True), result("from_elements", TENSOR),),
    assembly="$elements attr-dict : <filled> <named>",
    dialect="tensor",
)


@op.constraint("C1")
def elements_fill_the_tensor(elements: tuple[Any, ...], from_elements: Any) -> bool:
    """size(elements) = size(from_elements)"""
    return isinstance(from_elements, TensorType) and from_elements.static and from_elements.size == len(elements)


@op.constraint("C2")
def elements_have_the_type_of_the_tensor(elements: tuple[Any, ...], from_elements: TensorType) -> bool:
    """type(elements...) = element_type(from_elements)"""
    return all(type_ == from_elements.element for type_ in elements)


@op.kernel
def from_elements(elements: tuple[Array, ...], from_elements: TensorType) -> Array:
    return np.array(elements, from_elements.dtype).reshape(from_elements.sizes)  # S1
