"""Gives how many elements a tensor of a shape has.

(S1) The product of the sizes.
"""

from __future__ import annotations

import math

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE

op = Op(
    "num_elements",
    __doc__,
    slots=(operand("shape", ANY_VALUE), result("result", ANY_VALUE),),
    assembly="$shape attr-dict : types($shape) -> types(results)",
    dialect="shape",
)


@op.kernel
def num_elements(shape: Array) -> Array:
    return np.array(math.prod(shape.tolist()), np.int64)  # S1
