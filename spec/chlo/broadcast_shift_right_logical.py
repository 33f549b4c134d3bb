"""Shifts `lhs` right by `rhs` bits, zeros coming in, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `shift_right_logical` gives for it.
"""

from __future__ import annotations

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import si8, si32, ui32
from ..ops.shift_right_logical import op as shift_right_logical_op, shift_right_logical
from ..types import UI16

op = Op(
    "broadcast_shift_right_logical",
    __doc__,
    broadcasting(shift_right_logical_op, odd=UI16),
    since="0.9.0",
    dialect="chlo",
)


@op.kernel
def broadcast_shift_right_logical(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return shift_right_logical(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*shift_right_logical_op.accuracies)
op.choice(*shift_right_logical_op.choices)

op.example(
    "a column and a row",
    lhs=si8([[64], [-128]]),
    rhs=si8([0, 3, 8]),
    result=si8([[64, 8, 0], [-128, 16, 0]]),
)
op.example(
    "explicit dimensions",
    lhs=ui32([2**31, 7]),
    rhs=ui32([[31, 32], [1, 0]]),
    broadcast_dimensions=(0,),
    result=ui32([[1, 0], [3, 7]]),
)
op.example("scalars", lhs=si32(12), rhs=si32(2), result=si32(3))
op.example("no elements", lhs=si8([]), rhs=si8(1), result=si8([]))

op.reject("C1", result=si32([[0] * 3] * 2).type)
op.reject("C4", result=si8([0, 0, 0]).type)
