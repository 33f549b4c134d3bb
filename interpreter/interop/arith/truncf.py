"""Makes floats narrower.

(S1) Rounded to nearest, ties to even.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast, result_is_narrower
from ..kinds import FLOATS, element_of

op = Op("truncf", __doc__, cast(FLOATS, FLOATS, widths=result_is_narrower), dialect="arith")


@op.kernel
def truncf(operand: Array, result: Any) -> Array:
    return conversion.convert(operand, element_of(result).dtype)  # S1
