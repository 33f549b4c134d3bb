"""Joins two shapes.

(S1) The sizes of `lhs`, then those of `rhs`.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE

op = Op(
    "concat",
    __doc__,
    slots=(operand("lhs", ANY_VALUE), operand("rhs", ANY_VALUE), result("result", ANY_VALUE),),
    assembly="$lhs , $rhs attr-dict : types($lhs) , types($rhs) -> types(results)",
    dialect="shape",
)


@op.kernel
def concat(lhs: Array, rhs: Array) -> Array:
    return np.concatenate([lhs, rhs])  # S1
