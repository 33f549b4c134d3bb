"""Logical XOR of `lhs` and `rhs`, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `xor` gives for it: booleans are joined, integers bit by bit.
"""

from __future__ import annotations

from ..families.client_broadcasting import BASELINE, broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import i1, si8, ui32
from ..ops.xor import op as xor_op, xor
from ..types import UI16

op = Op("broadcast_xor", __doc__, broadcasting(xor_op, BASELINE, odd=UI16), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_xor(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return xor(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*xor_op.accuracies)

op.example(
    "a column and a row",
    lhs=si8([[6], [-1]]),
    rhs=si8([3, -2, 0]),
    result=si8([[5, -8, 6], [-4, 1, -1]]),
)
op.example(
    "booleans",
    lhs=i1([True, False]),
    rhs=i1([[False, True], [False, True]]),
    broadcast_dimensions=(0,),
    result=i1([[True, False], [False, True]]),
)
op.example("scalars", lhs=ui32(12), rhs=ui32(10), result=ui32(6))
op.example("no elements", lhs=si8([]), rhs=si8(1), result=si8([]))

op.reject("C1", result=ui32([[0] * 3] * 2).type)
op.reject("C4", result=si8([0, 0, 0]).type)
