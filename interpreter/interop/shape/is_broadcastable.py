"""Says whether shapes can be broadcast together.

(S1) True where sizes, aligned at their ends, agree or are 1.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..families.shapes import broadcastable
from ..kinds import ANY_VALUE, BOOLEAN_VALUE

op = Op(
    "is_broadcastable",
    __doc__,
    slots=(operand("shapes", ANY_VALUE, variadic=True), result("result", BOOLEAN_VALUE),),
    assembly="$shapes attr-dict : <inferred shapes>",
    dialect="shape",
)


@op.kernel
def is_broadcastable(shapes: tuple[Array, ...]) -> Array:
    return np.array(broadcastable(shapes))  # S1
