"""Witnesses that shapes can be broadcast together.

(S1) The run ends with an error unless sizes, aligned at their ends, agree or are 1.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ..families.shapes import broadcastable
from ..kinds import ANY_VALUE, WITNESS

op = Op(
    "cstr_broadcastable",
    __doc__,
    slots=(operand("shapes", ANY_VALUE, variadic=True), result("result", WITNESS),),
    assembly="$shapes attr-dict : <inferred shapes>",
    dialect="shape",
    side_effects=True,
)


@op.kernel
def cstr_broadcastable(shapes: tuple[Array, ...]) -> Array:
    if not broadcastable(shapes):
        raise InvalidValue(f"shapes {[shape.tolist() for shape in shapes]} cannot be broadcast together")  # S1
    return np.array(True)
