"""Raises `lhs` to the power `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `power` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import f32, f64, si8
from ..ops.power import op as power_op, power

op = Op("broadcast_power", __doc__, broadcasting(power_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_power(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return power(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*power_op.accuracies)
op.choice(*power_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[2.0], [-3.0]]),
    rhs=f32([2.0, 0.0, 0.5]),
    result=f32([[4.0, 1.0, 2**0.5], [9.0, 1.0, np.nan]]),
)
op.example(
    "integers, with explicit dimensions",
    lhs=si8([2, -1]),
    rhs=si8([[3, 7], [-1, 4]]),
    broadcast_dimensions=(0,),
    result=si8([[8, -128], [-1, 1]]),
)
op.example("scalars", lhs=f64(4.0), rhs=f64(-0.5), result=f64(0.5))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
