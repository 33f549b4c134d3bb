"""Makes floats wider.

(S1) The value stays.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast, result_is_wider
from ..kinds import FLOATS, element_of

op = Op("extf", __doc__, cast(FLOATS, FLOATS, widths=result_is_wider), dialect="arith")


@op.kernel
def extf(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
