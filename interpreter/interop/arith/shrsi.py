"""Shifts bits towards the lower end and keeps the sign.

(S1) Copies of the sign bit follow. A shift by the width or more, which MLIR leaves undefined, gives those only.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import EXACT, binary
from ..kinds import INTEGERS

op = Op("shrsi", __doc__, binary(INTEGERS, EXACT), dialect="arith")


@op.kernel
def shrsi(lhs: Array, rhs: Array) -> Array:
    return integers.shift_right_arithmetic(lhs, rhs)  # S1
