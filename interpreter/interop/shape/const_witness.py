"""Gives a witness that stands in the program.

(S1) The result is `passing`.
"""

from __future__ import annotations

import numpy as np

from ....spec.lang import BOOLEAN, Array, Op, attribute, result
from ..kinds import WITNESS

op = Op(
    "const_witness",
    __doc__,
    slots=(attribute("passing", BOOLEAN), result("result", WITNESS),),
    assembly="$passing attr-dict <fixed>",
    dialect="shape",
)


@op.kernel
def const_witness(passing: bool) -> Array:
    return np.array(passing)  # S1
