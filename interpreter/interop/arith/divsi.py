"""Divides signed integers.

(S1) The fraction of the quotient is discarded. Division by zero, which MLIR leaves undefined, gives all bits set.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import EXACT, binary
from ..kinds import INTEGERS

op = Op("divsi", __doc__, binary(INTEGERS, EXACT), dialect="arith")


@op.kernel
def divsi(lhs: Array, rhs: Array) -> Array:
    return integers.divide(lhs, rhs)  # S1
