"""Turns floats into unsigned integers.

(S1) The fraction is discarded. What the type cannot hold, which MLIR leaves undefined, gives the nearest integer that
it can, NaN gives zero.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ....spec.numerics.bitcast import bitcast
from ..families.arithmetic import cast, unsigned_dtype
from ..kinds import FLOATS, INTEGERS, element_of

op = Op("fptoui", __doc__, cast(FLOATS, INTEGERS), dialect="arith")


@op.kernel
def fptoui(operand: Array, result: Any) -> Array:
    dtype = element_of(result).dtype
    return bitcast(conversion.convert(operand, unsigned_dtype(dtype)), dtype)  # S1
