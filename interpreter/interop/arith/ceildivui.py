"""Divides unsigned integers and rounds up.

(S1) The least integer that is at least the quotient. Division by zero, which MLIR leaves undefined, gives all bits set.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary, of_unsigned
from ..kinds import INTEGERS

op = Op("ceildivui", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def ceildivui(lhs: Array, rhs: Array) -> Array:
    return of_unsigned(_quotient, lhs, rhs)


def _quotient(lhs: Array, rhs: Array) -> Array:
    zero = np.zeros((), lhs.dtype)
    inexact = (integers.remainder(lhs, rhs) != zero) & (rhs != zero)
    return integers.add(integers.divide(lhs, rhs), inexact.astype(lhs.dtype))  # S1
