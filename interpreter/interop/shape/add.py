"""Adds sizes.

(S1) The sum of `lhs` and `rhs`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ....spec.numerics import integers
from ..kinds import ANY_VALUE

op = Op(
    "add",
    __doc__,
    slots=(operand("lhs", ANY_VALUE), operand("rhs", ANY_VALUE), result("result", ANY_VALUE),),
    assembly="$lhs , $rhs attr-dict : types($lhs) , types($rhs) -> types(results)",
    dialect="shape",
)


@op.kernel
def add(lhs: Array, rhs: Array) -> Array:
    return integers.add(lhs, rhs)  # S1
