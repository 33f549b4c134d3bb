"""Gives one of two values.

(S1) `true_value` where `condition` holds, else `false_value`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, BOOLEAN_VALUE

op = Op(
    "select",
    __doc__,
    slots=(
        operand("condition", BOOLEAN_VALUE),
        operand("true_value", ANY_VALUE),
        operand("false_value", ANY_VALUE),
        result("result", ANY_VALUE),
    ),
    assembly="$condition , $true_value , $false_value attr-dict : <inferred true_value false_value>",
    dialect="arith",
)


@op.constraint("C1")
def both_values_have_the_same_type(true_value: Any, false_value: Any) -> bool:
    """type(true_value) = type(false_value)"""
    return true_value == false_value


@op.infer
def infer(true_value: Any) -> Any:
    return true_value


@op.kernel
def select(condition: Array, true_value: Array, false_value: Array) -> Array:
    return np.where(condition, true_value, false_value)  # S1
