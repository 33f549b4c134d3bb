"""Gives the smaller of `lhs` and `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `minimum` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import BASELINE, broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import f32, f64, i1, ui32
from ..ops.minimum import minimum, op as minimum_op

op = Op("broadcast_minimum", __doc__, broadcasting(minimum_op, BASELINE), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_minimum(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return minimum(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*minimum_op.accuracies)
op.choice(*minimum_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [-0.0]]),
    rhs=f32([2.0, 0.0, np.nan]),
    result=f32([[1.0, 0.0, np.nan], [-0.0, -0.0, np.nan]]),
)
op.example(
    "unsigned integers, with explicit dimensions",
    lhs=ui32([7, 1]),
    rhs=ui32([[2, 4294967295], [0, 1]]),
    broadcast_dimensions=(0,),
    result=ui32([[2, 7], [0, 1]]),
)
op.example("booleans", lhs=i1([True, False]), rhs=i1(True), result=i1([True, False]))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
