"""Gives the smaller of two signed integers.

(S1) The smaller one.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op
from ..families.arithmetic import binary

op = Op("minsi", __doc__, binary(), dialect="arith")


@op.kernel
def minsi(lhs: Array, rhs: Array) -> Array:
    return np.minimum(lhs, rhs)  # S1
