"""Divides `lhs` by `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `divide` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import c64, f32, f64, si32
from ..ops.divide import divide, op as divide_op

op = Op("broadcast_divide", __doc__, broadcasting(divide_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_divide(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return divide(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*divide_op.accuracies)
op.choice(*divide_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [-3.0]]),
    rhs=f32([2.0, 0.0, np.inf]),
    result=f32([[0.5, np.inf, 0.0], [-1.5, -np.inf, -0.0]]),
)
op.example(
    "integers, with explicit dimensions",
    lhs=si32([7, -7]),
    rhs=si32([[2, 0], [2, -2]]),
    broadcast_dimensions=(0,),
    result=si32([[3, -1], [-3, 3]]),
)
op.example("scalars", lhs=c64(2 + 2j), rhs=c64(1j), result=c64(2 - 2j))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
