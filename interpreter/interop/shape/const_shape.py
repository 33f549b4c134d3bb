"""Gives a shape that stands in the program.

(S1) The result is `shape`.
"""

from __future__ import annotations

from ....spec.attributes import Literal
from ....spec.lang import ELEMENTS, Array, Op, attribute, result
from ..kinds import ANY_VALUE

op = Op(
    "const_shape",
    __doc__,
    slots=(attribute("shape", ELEMENTS), result("result", ANY_VALUE),),
    assembly="<extents shape>",
    dialect="shape",
)


@op.kernel
def const_shape(shape: Literal) -> Array:
    return shape.array  # S1
