"""Changes the sign of floats.

(S1) The sign bit is flipped.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, unary
from ..kinds import FLOATS

op = Op("negf", __doc__, unary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def negf(operand: Array) -> Array:
    return np.negative(operand)  # S1
