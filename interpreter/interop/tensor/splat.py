"""Fills a tensor with one number.

(S1) Every element of the result is `input`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ....spec.types import TensorType
from ..kinds import ANY_VALUE, TENSOR

op = Op(
    "splat",
    __doc__,
    slots=(operand("input", ANY_VALUE), result("splat", TENSOR),),
    assembly="$input attr-dict : <filled> <named>",
    dialect="tensor",
    view=True,
)


@op.constraint("C1")
def input_has_the_type_of_the_elements(input: Any, splat: Any) -> bool:
    """type(input) = element_type(splat), and the sizes are known"""
    return isinstance(splat, TensorType) and splat.static and splat.element == input


@op.kernel
def splat(input: Array, splat: TensorType) -> Array:
    return np.broadcast_to(input, splat.sizes)  # S1
