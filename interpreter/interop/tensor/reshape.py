"""Gives a tensor other sizes.

(S1) The result has the elements of `source` in row-major order and the sizes in `shape`.
"""

from __future__ import annotations

import math

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ..kinds import TENSOR

op = Op(
    "reshape",
    __doc__,
    slots=(operand("source", TENSOR), operand("shape", TENSOR), result("reshape", TENSOR),),
    assembly="$source '(' $shape ')' attr-dict : functional-type <named>",
    dialect="tensor",
    view=True,
)


@op.kernel
def reshape(source: Array, shape: Array) -> Array:
    sizes = [int(size) for size in shape]
    if math.prod(sizes) != source.size or any(size < 0 for size in sizes):
        raise InvalidValue(f"{source.size} elements are given the sizes {sizes}")
    return np.reshape(source, sizes)  # S1
