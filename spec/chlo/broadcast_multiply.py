"""Multiplies `lhs` and `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `multiply` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import c64, f32, f64, si8
from ..ops.multiply import multiply, op as multiply_op

op = Op("broadcast_multiply", __doc__, broadcasting(multiply_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_multiply(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return multiply(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*multiply_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [-3.0]]),
    rhs=f32([2.0, 0.0, np.inf]),
    result=f32([[2.0, 0.0, np.inf], [-6.0, -0.0, -np.inf]]),
)
op.example(
    "integers, with explicit dimensions",
    lhs=si8([2, -1]),
    rhs=si8([[3, 64], [1, -128]]),
    broadcast_dimensions=(0,),
    result=si8([[6, -128], [-1, -128]]),
)
op.example("scalars", lhs=c64(2 + 2j), rhs=c64(1j), result=c64(-2 + 2j))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
