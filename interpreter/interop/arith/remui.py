"""Gives the remainder of a division of unsigned integers.

(S1) What is left after `divui`. Division by zero, which MLIR leaves undefined, gives `lhs`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary, of_unsigned
from ..kinds import INTEGERS

op = Op("remui", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def remui(lhs: Array, rhs: Array) -> Array:
    return of_unsigned(integers.remainder, lhs, rhs)  # S1
