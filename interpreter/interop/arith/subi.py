"""Subtracts integers.

(S1) Differences wrap modulo 2**bits.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import OVERFLOW, binary
from ..kinds import INTEGERS

op = Op("subi", __doc__, binary(INTEGERS, OVERFLOW), dialect="arith")


@op.kernel
def subi(lhs: Array, rhs: Array) -> Array:
    return integers.subtract(lhs, rhs)  # S1
