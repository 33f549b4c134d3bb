"""Gives the remainder of a division of floats.

(S1) As C's `fmod`: exact, with the sign of `lhs`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import arithmetic
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("remf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def remf(lhs: Array, rhs: Array) -> Array:
    return arithmetic.remainder(lhs, rhs)  # S1
