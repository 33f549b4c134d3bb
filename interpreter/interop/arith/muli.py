"""Multiplies integers.

(S1) Products wrap modulo 2**bits.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import OVERFLOW, binary
from ..kinds import INTEGERS

op = Op("muli", __doc__, binary(INTEGERS, OVERFLOW), dialect="arith")


@op.kernel
def muli(lhs: Array, rhs: Array) -> Array:
    return integers.multiply(lhs, rhs)  # S1
