"""Turns signed integers into floats.

(S1) Rounded to nearest, ties to even.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast
from ..kinds import FLOATS, INTEGERS, element_of

op = Op("sitofp", __doc__, cast(INTEGERS, FLOATS), dialect="arith")


@op.kernel
def sitofp(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
