"""Broadcasts shapes together.

(S1) Aligned at their ends, sizes must agree or be 1; the result has the largest of each.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ..families.shapes import broadcastable
from ..kinds import ANY_VALUE

op = Op(
    "broadcast",
    __doc__,
    slots=(operand("shapes", ANY_VALUE, variadic=True), result("result", ANY_VALUE),),
    assembly="$shapes attr-dict : types($shapes) -> types(results)",
    dialect="shape",
)


@op.kernel
def broadcast(shapes: tuple[Array, ...]) -> Array:
    if not broadcastable(shapes):
        raise InvalidValue(f"shapes {[shape.tolist() for shape in shapes]} cannot be broadcast together")
    return np.array(np.broadcast_shapes(*map(tuple, shapes)), np.int64)  # S1
