"""Makes a shape of sizes.

(S1) The result has these sizes.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, SHAPE

op = Op(
    "from_extents",
    __doc__,
    slots=(operand("extents", ANY_VALUE, variadic=True), result("shape", SHAPE),),
    assembly="$extents attr-dict : <inferred extents>",
    dialect="shape",
)


@op.kernel
def from_extents(extents: tuple[Array, ...]) -> Array:
    return np.array(extents, np.int64)  # S1
