"""Makes signed integers wider.

(S1) The value stays; true is -1.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.lang import Array, Op
from ....spec.numerics import conversion
from ..families.arithmetic import cast, result_is_wider
from ..kinds import INTEGERS, element_of

op = Op("extsi", __doc__, cast(INTEGERS, INTEGERS, widths=result_is_wider), dialect="arith")


@op.kernel
def extsi(operand: Array, result: Any) -> Array:
    signed = -operand.astype(np.int8) if operand.dtype == np.bool_ else operand
    return conversion.convert(signed, element_of(result).dtype)  # S1
