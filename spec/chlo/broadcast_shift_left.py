"""Shifts `lhs` left by `rhs` bits, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `shift_left` gives for it.
"""

from __future__ import annotations

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import si8, si32, ui32
from ..ops.shift_left import op as shift_left_op, shift_left
from ..types import UI16

op = Op("broadcast_shift_left", __doc__, broadcasting(shift_left_op, odd=UI16), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_shift_left(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return shift_left(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*shift_left_op.accuracies)
op.choice(*shift_left_op.choices)

op.example(
    "a column and a row",
    lhs=si8([[1], [-1]]),
    rhs=si8([0, 7, 8]),
    result=si8([[1, -128, 0], [-1, -128, 0]]),
)
op.example(
    "explicit dimensions",
    lhs=ui32([1, 3]),
    rhs=ui32([[1, 31], [31, 32]]),
    broadcast_dimensions=(0,),
    result=ui32([[2, 2**31], [2**31, 0]]),
)
op.example("scalars", lhs=si32(3), rhs=si32(2), result=si32(12))
op.example("no elements", lhs=si8([]), rhs=si8(1), result=si8([]))

op.reject("C1", result=ui32([[0] * 3] * 2).type)
op.reject("C4", result=si8([0, 0, 0]).type)
