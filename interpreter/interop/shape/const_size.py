"""Gives a size that stands in the program.

(S1) The result is `value`.
"""

from __future__ import annotations

import numpy as np

from ....spec.attributes import IntegerAttr
from ....spec.lang import ANYTHING, Array, Op, attribute, result
from ..kinds import SIZE

op = Op(
    "const_size",
    __doc__,
    slots=(attribute("value", ANYTHING), result("result", SIZE),),
    assembly="<size_constant value>",
    dialect="shape",
)


@op.kernel
def const_size(value: IntegerAttr) -> Array:
    return np.array(value.value, np.int64)  # S1
