"""Makes integers narrower.

(S1) The upper bits are dropped.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import OVERFLOW, cast, result_is_narrower
from ..kinds import INTEGERS, element_of

op = Op("trunci", __doc__, cast(INTEGERS, INTEGERS, OVERFLOW, widths=result_is_narrower), dialect="arith")


@op.kernel
def trunci(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
