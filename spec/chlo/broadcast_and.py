"""Logical AND of `lhs` and `rhs`, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `and` gives for it: booleans are joined, integers bit by bit.
"""

from __future__ import annotations

from ..families.client_broadcasting import BASELINE, broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import i1, si8, ui32
from ..ops.and_ import and_, op as and_op
from ..types import UI16

op = Op("broadcast_and", __doc__, broadcasting(and_op, BASELINE, odd=UI16), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_and(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return and_(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*and_op.accuracies)

op.example(
    "a column and a row",
    lhs=si8([[6], [-1]]),
    rhs=si8([3, -2, 0]),
    result=si8([[2, 6, 0], [3, -2, 0]]),
)
op.example(
    "booleans",
    lhs=i1([True, False]),
    rhs=i1([[True, True], [False, True]]),
    broadcast_dimensions=(0,),
    result=i1([[True, True], [False, False]]),
)
op.example("scalars", lhs=ui32(12), rhs=ui32(10), result=ui32(8))
op.example("no elements", lhs=si8([]), rhs=si8(1), result=si8([]))

op.reject("C1", result=ui32([[0] * 3] * 2).type)
op.reject("C4", result=si8([0, 0, 0]).type)
