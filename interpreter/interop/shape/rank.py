"""Gives the rank of a shape.

(S1) The number of sizes.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE

op = Op(
    "rank",
    __doc__,
    slots=(operand("shape", ANY_VALUE), result("rank", ANY_VALUE),),
    assembly="$shape attr-dict : types($shape) -> types(results)",
    dialect="shape",
)


@op.kernel
def rank(shape: Array) -> Array:
    return np.array(shape.size, np.int64)  # S1
