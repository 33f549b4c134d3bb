"""Divides signed integers and rounds up.

(S1) The least integer that is at least the quotient. Division by zero, which MLIR leaves undefined, gives all bits set.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("ceildivsi", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def ceildivsi(lhs: Array, rhs: Array) -> Array:
    zero = np.zeros((), lhs.dtype)
    inexact = (integers.remainder(lhs, rhs) != zero) & (rhs != zero)
    above = inexact & ((lhs < zero) == (rhs < zero))
    return integers.add(integers.divide(lhs, rhs), above.astype(lhs.dtype))  # S1
