"""Gives the remainder of the division of signed integers.

(S1) It has the sign of `lhs`. That of a division by zero, which MLIR leaves undefined, is `lhs`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("remsi", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def remsi(lhs: Array, rhs: Array) -> Array:
    return integers.remainder(lhs, rhs)  # S1
