"""Gives the smaller of two unsigned integers.

(S1) The smaller one.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary, of_unsigned
from ..kinds import INTEGERS

op = Op("minui", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def minui(lhs: Array, rhs: Array) -> Array:
    return of_unsigned(integers.minimum, lhs, rhs)  # S1
