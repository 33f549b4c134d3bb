"""Takes bits for those of another type.

(S1) The bits stay. Both types are as wide.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import bitcast as bits
from ..families.arithmetic import cast
from ..kinds import ANY_NUMBERS, element_of

op = Op("bitcast", __doc__, cast(ANY_NUMBERS, ANY_NUMBERS), dialect="arith")


@op.constraint("C2")
def both_types_have_as_many_bits(operand: Any, result: Any) -> bool:
    """bits(operand) = bits(result)"""
    return getattr(element_of(operand), "bits", 64) == getattr(element_of(result), "bits", 64)


@op.kernel
def bitcast(operand: Array, result: Any) -> Array:
    return bits.bitcast(operand, element_of(result).dtype)  # S1
