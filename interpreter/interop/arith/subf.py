"""Subtracts floats.

(S1) Rounded to nearest, ties to even.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import arithmetic
from ..families.arithmetic import FASTMATH, binary
from ..kinds import FLOATS

op = Op("subf", __doc__, binary(FLOATS, FASTMATH), dialect="arith")


@op.kernel
def subf(lhs: Array, rhs: Array) -> Array:
    return arithmetic.subtract(lhs, rhs)  # S1
