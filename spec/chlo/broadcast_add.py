"""Adds `lhs` and `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `add` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import BASELINE, broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import Array, Op
from ..lang.values import bf16, c64, f32, f64, i1, si8, si32
from ..ops.add import add, op as add_op

op = Op("broadcast_add", __doc__, broadcasting(add_op, BASELINE), since="0.9.0", dialect="chlo")


@op.kernel
def broadcast_add(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return add(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*add_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [-0.0]]),
    rhs=f32([0.5, np.inf, -0.0]),
    result=f32([[1.5, np.inf, 1.0], [0.5, np.inf, -0.0]]),
)
op.example(
    "explicit dimensions",
    lhs=si32([[1, 2, 3], [4, 5, 6]]),
    rhs=si32([10, 20]),
    broadcast_dimensions=(0,),
    result=si32([[11, 12, 13], [24, 25, 26]]),
)
op.example(
    "the first operand may be the one of lower rank",
    lhs=si8([[100, 1]]),
    rhs=si8([[[27, 28]], [[0, -128]]]),
    broadcast_dimensions=(0, 2),
    result=si8([[[127, 29]], [[100, -127]]]),
)
op.example(
    "a dimension in the middle is left out",
    lhs=si8([[1, 2], [3, 4]]),
    rhs=si8([[[0, 10], [20, 30]], [[40, 50], [60, 70]]]),
    broadcast_dimensions=(0, 2),
    result=si8([[[1, 12], [21, 32]], [[43, 54], [63, 74]]]),
)
op.example("a scalar meets all elements", lhs=bf16([[1.0, 2.0]]), rhs=bf16(0.5), result=bf16([[1.5, 2.5]]))
op.example(
    "explicit dimensions of a scalar",
    lhs=si8(1),
    rhs=si8([1, 2]),
    broadcast_dimensions=(),
    result=si8([2, 3]),
)
op.example("equal shapes need no dimensions", lhs=i1([True, False]), rhs=i1([True, True]), result=i1([True, True]))
op.example(
    "dimensions of equal shapes are not looked at",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([[1, 2], [3, 4]]),
    broadcast_dimensions=(1,),
    result=si32([[2, 4], [6, 8]]),
)
op.example("scalars", lhs=c64(1 + 2j), rhs=c64(1j), result=c64(1 + 3j))
op.example("a size of 1 may be repeated no times", lhs=f32(1.0, (0, 3)), rhs=f32([[1.0]]), result=f32(0.0, (0, 3)))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C3", of="equal shapes need no dimensions", rhs=i1([True, True, True]))
op.reject("C4", result=f32([0.0, 0.0, 0.0]).type)
op.reject("C4", of="explicit dimensions", result=si32([[0, 0], [0, 0]]).type)
