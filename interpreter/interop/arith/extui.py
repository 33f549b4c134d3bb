"""Makes integers wider with zeros.

(S1) The value stays, taken as unsigned.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import NONNEGATIVE, cast, result_is_wider, unsigned
from ..kinds import INTEGERS, element_of

op = Op("extui", __doc__, cast(INTEGERS, INTEGERS, NONNEGATIVE, widths=result_is_wider), dialect="arith")


@op.kernel
def extui(operand: Array, result: Any) -> Array:
    return conversion.convert(unsigned(operand), element_of(result).dtype)  # S1
