"""Gives the rank of a tensor.

(S1) The number of dimensions.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import INDEX_VALUE, TENSOR

op = Op(
    "rank",
    __doc__,
    slots=(operand("tensor", TENSOR), result("rank", INDEX_VALUE),),
    assembly="$tensor attr-dict : <inferred tensor> <named>",
    dialect="tensor",
)


@op.kernel
def rank(tensor: Array) -> Array:
    return np.array(tensor.ndim, np.int64)  # S1
