"""Turns unsigned integers into indices, and indices into integers.

(S1) The lower bits; where the result is wider, zeros.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import NONNEGATIVE, cast, unsigned
from ..kinds import INTEGERS, element_of

op = Op("index_castui", __doc__, cast(INTEGERS, INTEGERS, NONNEGATIVE), dialect="arith")


@op.kernel
def index_castui(operand: Array, result: Any) -> Array:
    return conversion.convert(unsigned(operand), element_of(result).dtype)  # S1
