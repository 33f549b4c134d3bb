"""Gives the smaller of two floats.

(S1) The smaller one; NaN where either is NaN; of two zeros the negative one.
"""

from __future__ import annotations

from ....spec.families import extremes
from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("minimumf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def minimumf(lhs: Array, rhs: Array) -> Array:
    return extremes.minimum(lhs, rhs)  # S1
