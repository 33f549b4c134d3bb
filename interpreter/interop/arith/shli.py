"""Shifts bits towards the upper end.

(S1) Zeros follow. A shift by the width or more, which MLIR leaves undefined, gives zero.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import OVERFLOW, binary
from ..kinds import INTEGERS

op = Op("shli", __doc__, binary(INTEGERS, OVERFLOW), dialect="arith")


@op.kernel
def shli(lhs: Array, rhs: Array) -> Array:
    return integers.shift_left(lhs, rhs)  # S1
