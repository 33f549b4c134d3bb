"""Disjunction of integers, bit by bit.

(S1) A bit is set where it is set in either.
"""

from __future__ import annotations

import numpy as np

from ....spec.families.bitwise import bitwise
from ....spec.lang import Array, Op
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("ori", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def ori(lhs: Array, rhs: Array) -> Array:
    return bitwise(np.bitwise_or, lhs, rhs)  # S1
