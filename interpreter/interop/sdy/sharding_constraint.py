"""Says how a tensor is to be spread over devices.

(S1) The value does not change.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import ANYTHING, Array, Op, attribute, operand, result
from ..kinds import ANY_VALUE

op = Op(
    "sharding_constraint",
    __doc__,
    slots=(operand("input", ANY_VALUE), attribute("sharding", ANYTHING), result("result", ANY_VALUE)),
    assembly="$input <annotation sharding> attr-dict : same-type",
    dialect="sdy",
    view=True,
)


@op.constraint("C1")
def input_and_result_have_the_same_type(input: Any, result: Any) -> bool:
    """type(input) = type(result)"""
    return input == result


@op.kernel
def sharding_constraint(input: Array) -> Array:
    return input  # S1
