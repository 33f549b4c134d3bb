"""Turns unsigned integers into floats.

(S1) Rounded to nearest, ties to even.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import NONNEGATIVE, cast, unsigned
from ..kinds import FLOATS, INTEGERS, element_of

op = Op("uitofp", __doc__, cast(INTEGERS, FLOATS, NONNEGATIVE), dialect="arith")


@op.kernel
def uitofp(operand: Array, result: Any) -> Array:
    return conversion.convert(unsigned(operand), element_of(result).dtype)  # S1
