"""Gives the Hurwitz zeta function of `lhs` and `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `chlo.zeta` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import FLOAT, Array, Op, tensor
from ..lang.values import bf16, f32, f64
from .zeta import op as zeta_op, zeta

op = Op(
    "broadcast_zeta", __doc__, broadcasting(zeta_op, types=tensor(FLOAT, unranked=True)), since="0.9.0", dialect="chlo"
)


@op.kernel
def broadcast_zeta(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return zeta(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*zeta_op.accuracies)
op.choice(*zeta_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[2.0], [3.0]]),
    rhs=f32([1.0, 0.5, -0.5]),
    result=f32([[1.6449341, 4.934802, 8.934802], [1.2020569, 8.414398, 0.41439832]]),
)
op.example(
    "explicit dimensions",
    lhs=f64([2.0, 1.0]),
    rhs=f64([[0.0, np.inf], [1.0, np.nan]]),
    broadcast_dimensions=(0,),
    result=f64([[np.inf, 0.0], [np.inf, np.nan]]),
)
op.example("scalars", lhs=bf16(2.0), rhs=bf16(1.0), result=bf16(1.6484375))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
