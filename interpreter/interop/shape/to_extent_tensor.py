"""Turns a shape into a tensor of its sizes.

(S1) The result has the sizes of `input`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, TENSOR

op = Op(
    "to_extent_tensor",
    __doc__,
    slots=(operand("input", ANY_VALUE), result("result", TENSOR),),
    assembly="$input attr-dict : types($input) -> types(results)",
    dialect="shape",
    view=True,
)


@op.kernel
def to_extent_tensor(input: Array) -> Array:
    return input  # S1
