"""Subtracts `rhs` from `lhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `subtract` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import c64, f32, f64, si8
from ..ops.subtract import op as subtract_op, subtract

op = Op("broadcast_subtract", __doc__, broadcasting(subtract_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_subtract(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return subtract(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*subtract_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [0.0]]),
    rhs=f32([0.5, np.inf, 0.0]),
    result=f32([[0.5, -np.inf, 1.0], [-0.5, -np.inf, 0.0]]),
)
op.example(
    "integers, with explicit dimensions",
    lhs=si8([7, -7]),
    rhs=si8([[3, -128], [-3, 7]]),
    broadcast_dimensions=(0,),
    result=si8([[4, -121], [-4, -14]]),
)
op.example("scalars", lhs=c64(1 + 2j), rhs=c64(1j), result=c64(1 + 1j))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
