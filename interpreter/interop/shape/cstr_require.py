"""Witnesses that a predicate holds.

(S1) The run ends with `msg` unless `pred` holds.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import STRING, Array, InvalidValue, Op, attribute, operand, result
from ..kinds import BOOLEAN_VALUE, WITNESS

op = Op(
    "cstr_require",
    __doc__,
    slots=(operand("pred", BOOLEAN_VALUE), attribute("msg", STRING), result("result", WITNESS),),
    assembly="$pred , $msg attr-dict <fixed>",
    dialect="shape",
    side_effects=True,
)


@op.kernel
def cstr_require(pred: Array, msg: str) -> Array:
    if not pred:
        raise InvalidValue(msg)  # S1
    return np.array(True)
