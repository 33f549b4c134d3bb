"""Gives one size of a shape.

(S1) The size of dimension `dim`, which must be one of the shape.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ..families.shapes import size_at
from ..kinds import ANY_VALUE

op = Op(
    "get_extent",
    __doc__,
    slots=(operand("shape", ANY_VALUE), operand("dim", ANY_VALUE), result("extent", ANY_VALUE),),
    assembly="$shape , $dim attr-dict : types($shape) , types($dim) -> types(results)",
    dialect="shape",
)


@op.kernel
def get_extent(shape: Array, dim: Array) -> Array:
    return size_at(shape, int(dim))  # S1
