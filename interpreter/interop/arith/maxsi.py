"""Gives the larger of two signed integers.

(S1) The larger one.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("maxsi", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def maxsi(lhs: Array, rhs: Array) -> Array:
    return integers.maximum(lhs, rhs)  # S1
