"""Gives the angle of the point (rhs, lhs) element by element, after broadcasting `lhs` and `rhs` to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `atan2` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import f32, f64
from ..ops.atan2 import atan2, op as atan2_op

op = Op("broadcast_atan2", __doc__, broadcasting(atan2_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_atan2(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return atan2(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*atan2_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[0.0], [1.0]]),
    rhs=f32([1.0, -1.0, 0.0]),
    result=f32([[0.0, np.pi, 0.0], [np.pi / 4, 3 * np.pi / 4, np.pi / 2]]),
)
op.example(
    "explicit dimensions",
    lhs=f32([-0.0, np.inf]),
    rhs=f32([[-1.0, 1.0], [np.inf, -np.inf]]),
    broadcast_dimensions=(0,),
    result=f32([[-np.pi, -0.0], [np.pi / 4, 3 * np.pi / 4]]),
)
op.example("scalars", lhs=f64(1.0), rhs=f64(-0.0), result=f64(np.pi / 2))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
