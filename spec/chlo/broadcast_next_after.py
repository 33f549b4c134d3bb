"""Gives the float next to `lhs` in the direction of `rhs`, element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `chlo.next_after` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import bf16, f32, f64
from .next_after import next_after, op as next_after_op

op = Op("broadcast_next_after", __doc__, broadcasting(next_after_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_next_after(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return next_after(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*next_after_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [-0.0]]),
    rhs=f32([2.0, 0.0, np.nan]),
    result=f32([[1 + 2.0**-23, 1 - 2.0**-24, np.nan], [2.0**-149, 0.0, np.nan]]),
)
op.example(
    "explicit dimensions",
    lhs=bf16([1.0, -1.0]),
    rhs=bf16([[2.0, 0.0], [2.0, -np.inf]]),
    broadcast_dimensions=(0,),
    result=bf16([[1.0078125, 0.99609375], [-0.99609375, -1.0078125]]),
)
op.example("scalars", lhs=f64(1.0), rhs=f64(1.0), result=f64(1.0))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
