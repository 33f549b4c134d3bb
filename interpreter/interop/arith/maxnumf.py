"""Gives the larger of two floats, passing NaN over.

(S1) Where one is NaN, the other one; else the larger one, of two zeros the positive one.
"""

from __future__ import annotations

import numpy as np

from ....spec.families import extremes
from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("maxnumf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def maxnumf(lhs: Array, rhs: Array) -> Array:
    return np.where(np.isnan(lhs), rhs, np.where(np.isnan(rhs), lhs, extremes.maximum(lhs, rhs)))  # S1
