"""Gives the smaller of two signed integers.

(S1) The smaller one.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("minsi", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def minsi(lhs: Array, rhs: Array) -> Array:
    return integers.minimum(lhs, rhs)  # S1
