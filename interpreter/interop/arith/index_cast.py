"""Turns indices into integers, or integers into indices.

(S1) Numbers that do not fit wrap modulo 2**bits.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast
from ..kinds import INTEGERS, element_of

op = Op("index_cast", __doc__, cast(INTEGERS, INTEGERS), dialect="arith")


@op.kernel
def index_cast(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
