"""Gives the larger of two floats.

(S1) The larger one; NaN where either is NaN; of two zeros the positive one.
"""

from __future__ import annotations

from ....spec.families import extremes
from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("maximumf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def maximumf(lhs: Array, rhs: Array) -> Array:
    return extremes.maximum(lhs, rhs)  # S1
