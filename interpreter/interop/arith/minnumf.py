"""Gives the smaller of two floats, passing NaN over.

(S1) Where one is NaN, the other one; else the smaller one, of two zeros the negative one.
"""

from __future__ import annotations

import numpy as np

from ....spec.families import extremes
from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("minnumf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def minnumf(lhs: Array, rhs: Array) -> Array:
    return np.where(np.isnan(lhs), rhs, np.where(np.isnan(rhs), lhs, extremes.minimum(lhs, rhs)))  # S1
