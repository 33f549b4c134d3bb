"""Multiplies sizes.

(S1) The product of `lhs` and `rhs`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ....spec.numerics import integers
from ..kinds import ANY_VALUE

op = Op(
    "mul",
    __doc__,
    slots=(operand("lhs", ANY_VALUE), operand("rhs", ANY_VALUE), result("result", ANY_VALUE),),
    assembly="$lhs , $rhs attr-dict : types($lhs) , types($rhs) -> types(results)",
    dialect="shape",
)


@op.kernel
def mul(lhs: Array, rhs: Array) -> Array:
    return integers.multiply(lhs, rhs)  # S1
