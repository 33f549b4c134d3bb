"""Exclusive disjunction of integers, bit by bit.

(S1) A bit is set where it is set in exactly one.
"""

from __future__ import annotations

import numpy as np

from ....spec.families.bitwise import bitwise
from ....spec.lang import Array, Op
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("xori", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def xori(lhs: Array, rhs: Array) -> Array:
    return bitwise(np.bitwise_xor, lhs, rhs)  # S1
