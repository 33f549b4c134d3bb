"""Divides unsigned integers.

(S1) The fraction of the quotient is discarded. Division by zero, which MLIR leaves undefined, gives all bits set.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import EXACT, binary, of_unsigned
from ..kinds import INTEGERS

op = Op("divui", __doc__, binary(INTEGERS, EXACT), dialect="arith")


@op.kernel
def divui(lhs: Array, rhs: Array) -> Array:
    return of_unsigned(integers.divide, lhs, rhs)  # S1
