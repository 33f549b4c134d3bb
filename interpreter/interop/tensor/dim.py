"""Gives the size of one dimension of a tensor.

(S1) The number of indices along dimension `index`.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ..kinds import INDEX_VALUE, TENSOR

op = Op(
    "dim",
    __doc__,
    slots=(operand("source", TENSOR), operand("index", INDEX_VALUE), result("dim", INDEX_VALUE),),
    assembly="$source , $index attr-dict : <inferred source> <named>",
    dialect="tensor",
)


@op.kernel
def dim(source: Array, index: Array) -> Array:
    position = int(index)
    if not 0 <= position < source.ndim:
        raise InvalidValue(f"dimension {position} of a tensor of rank {source.ndim}")
    return np.array(source.shape[position], np.int64)  # S1
