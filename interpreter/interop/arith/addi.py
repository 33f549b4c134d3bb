"""Adds integers.

(S1) Sums wrap modulo 2**bits.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import OVERFLOW, binary
from ..kinds import INTEGERS

op = Op("addi", __doc__, binary(INTEGERS, OVERFLOW), dialect="arith")


@op.kernel
def addi(lhs: Array, rhs: Array) -> Array:
    return integers.add(lhs, rhs)  # S1
