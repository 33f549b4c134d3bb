"""Gives the polygamma function of order `lhs` at `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `chlo.polygamma` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import bf16, f32, f64
from .polygamma import op as polygamma_op, polygamma

op = Op("broadcast_polygamma", __doc__, broadcasting(polygamma_op), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_polygamma(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return polygamma(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*polygamma_op.accuracies)
op.choice(*polygamma_op.choices)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [2.0]]),
    rhs=f32([1.0, 0.5, 2.0]),
    result=f32([[1.6449341, 4.934802, 0.64493406], [-2.4041138, -16.828797, -0.4041138]]),
)
op.example(
    "explicit dimensions",
    lhs=f64([1.0, 0.5]),
    rhs=f64([[0.0, np.inf], [1.0, 2.0]]),
    broadcast_dimensions=(0,),
    result=f64([[np.inf, 0.0], [np.nan, np.nan]]),
)
op.example("scalars", lhs=bf16(1.0), rhs=bf16(2.0), result=bf16(0.64453125))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
