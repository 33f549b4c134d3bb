"""Witnesses that all witnesses hold.

(S1) True where all are.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op, operand, result
from ..kinds import WITNESS

op = Op(
    "assuming_all",
    __doc__,
    slots=(operand("inputs", WITNESS, variadic=True), result("result", WITNESS),),
    assembly="$inputs attr-dict <fixed>",
    dialect="shape",
)


@op.kernel
def assuming_all(inputs: tuple[Array, ...]) -> Array:
    return np.array(all(inputs))  # S1
