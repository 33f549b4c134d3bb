"""Gives one of two values, or of each pair of elements one.

(S1) `true_value` where `condition` holds, else `false_value`. One condition decides for all elements.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ....spec.types import I1, TensorType
from ..kinds import ANY_VALUE

op = Op(
    "select",
    __doc__,
    slots=(
        operand("condition", ANY_VALUE),
        operand("true_value", ANY_VALUE),
        operand("false_value", ANY_VALUE),
        result("result", ANY_VALUE),
    ),
    assembly="$condition , $true_value , $false_value attr-dict : <chosen_type>",
    dialect="arith",
)


@op.constraint("C1")
def values_and_result_have_the_same_type(true_value: Any, false_value: Any, result: Any) -> bool:
    """type(true_value) = type(false_value) = type(result)"""
    return true_value == false_value == result


@op.constraint("C2")
def condition_fits_the_values(condition: Any, result: Any) -> bool:
    """condition is a boolean, or a tensor of booleans with the shape of result"""
    if not isinstance(condition, TensorType):
        return condition == I1
    return isinstance(result, TensorType) and condition == TensorType(result.shape, I1)


@op.kernel
def select(condition: Array, true_value: Array, false_value: Array) -> Array:
    return np.where(condition, true_value, false_value)  # S1
