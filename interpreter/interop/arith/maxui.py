"""Gives the larger of two unsigned integers.

(S1) The larger one.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary, of_unsigned
from ..kinds import INTEGERS

op = Op("maxui", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def maxui(lhs: Array, rhs: Array) -> Array:
    return of_unsigned(integers.maximum, lhs, rhs)  # S1
