"""Turns a tensor of sizes into a shape.

(S1) The result has the sizes in `arg`.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, SHAPE

op = Op(
    "value_as_shape",
    __doc__,
    slots=(operand("arg", ANY_VALUE), result("result", SHAPE),),
    assembly="$arg attr-dict : types($arg) -> types(results)",
    dialect="shape",
)


@op.kernel
def value_as_shape(arg: Array) -> Array:
    return arg.astype(np.int64)  # S1
