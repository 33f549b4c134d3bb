"""Gives the sizes of a tensor.

(S1) One size for each dimension.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, TENSOR

op = Op(
    "shape_of",
    __doc__,
    slots=(operand("arg", TENSOR), result("result", ANY_VALUE),),
    assembly="$arg attr-dict : types($arg) -> types(results)",
    dialect="shape",
)


@op.kernel
def shape_of(arg: Array) -> Array:
    return np.array(arg.shape, np.int64)  # S1
