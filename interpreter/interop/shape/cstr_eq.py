"""Witnesses that shapes are equal.

(S1) The run ends with an error unless all have the same sizes.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ..kinds import ANY_VALUE, WITNESS

op = Op(
    "cstr_eq",
    __doc__,
    slots=(operand("shapes", ANY_VALUE, variadic=True), result("result", WITNESS),),
    assembly="$shapes attr-dict : <inferred shapes>",
    dialect="shape",
    side_effects=True,
)


@op.kernel
def cstr_eq(shapes: tuple[Array, ...]) -> Array:
    listed = [shape.tolist() for shape in shapes]
    if any(shape != listed[0] for shape in listed):
        raise InvalidValue(f"shapes {listed} are not equal")  # S1
    return np.array(True)
