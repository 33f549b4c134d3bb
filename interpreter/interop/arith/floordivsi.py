"""Divides signed integers and rounds down.

(S1) The greatest integer that is at most the quotient. Division by zero, which MLIR leaves undefined, gives all
bits set.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, Op
from ....spec.numerics import integers
from ..families.arithmetic import binary
from ..kinds import INTEGERS

op = Op("floordivsi", __doc__, binary(INTEGERS), dialect="arith")


@op.kernel
def floordivsi(lhs: Array, rhs: Array) -> Array:
    zero = np.zeros((), lhs.dtype)
    inexact = (integers.remainder(lhs, rhs) != zero) & (rhs != zero)
    below = inexact & ((lhs < zero) != (rhs < zero))
    return integers.subtract(integers.divide(lhs, rhs), below.astype(lhs.dtype))  # S1
