"""Gives what a division of `lhs` by `rhs` leaves, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `remainder` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import f32, f64, si8
from ..ops.remainder import op as remainder_op, remainder

op = Op("broadcast_remainder", __doc__, broadcasting(remainder_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_remainder(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return remainder(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*remainder_op.accuracies)
op.choice(*remainder_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[7.5], [-3.0]]),
    rhs=f32([2.0, 0.0, np.inf]),
    result=f32([[1.5, np.nan, 7.5], [-1.0, np.nan, -3.0]]),
)
op.example(
    "integers, with explicit dimensions",
    lhs=si8([7, -7]),
    rhs=si8([[3, 0], [-3, 7]]),
    broadcast_dimensions=(0,),
    result=si8([[1, 7], [-1, 0]]),
)
op.example("scalars", lhs=f64(-4.5), rhs=f64(2.0), result=f64(-0.5))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
