"""Gives the size of one dimension of a tensor.

(S1) The size of dimension `index`, which must be one of the tensor.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..families.shapes import size_at
from ..kinds import ANY_VALUE, TENSOR

op = Op(
    "dim",
    __doc__,
    slots=(operand("value", TENSOR), operand("index", ANY_VALUE), result("extent", ANY_VALUE),),
    assembly="$value , $index attr-dict : types($value) , types($index) -> types(results)",
    dialect="shape",
)


@op.kernel
def dim(value: Array, index: Array) -> Array:
    return size_at(np.array(value.shape, np.int64), int(index))  # S1
