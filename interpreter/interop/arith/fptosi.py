"""Turns floats into signed integers.

(S1) The fraction is discarded. What the type cannot hold, which MLIR leaves undefined, gives the nearest integer that
it can, NaN gives zero.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast
from ..kinds import FLOATS, INTEGERS, element_of

op = Op("fptosi", __doc__, cast(FLOATS, INTEGERS), dialect="arith")


@op.kernel
def fptosi(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
