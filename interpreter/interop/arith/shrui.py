"""Shifts bits towards the lower end.

(S1) Zeros follow. A shift by the width or more, which MLIR leaves undefined, gives zero.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import EXACT, binary
from ..kinds import INTEGERS

op = Op("shrui", __doc__, binary(INTEGERS, EXACT), dialect="arith")


@op.kernel
def shrui(lhs: Array, rhs: Array) -> Array:
    return integers.shift_right_logical(lhs, rhs)  # S1
