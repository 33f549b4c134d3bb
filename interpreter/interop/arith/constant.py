"""Produces a number or a tensor that stands in the program.

(S1) The result is `value`; a number is held as a tensor of rank 0.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.attributes import FloatAttr, IntegerAttr, Literal
from ....spec.lang import ANYTHING, Array, Op, attribute, result
from ....spec.lang.typesets import ClassSet
from ....spec.types import I1

op = Op(
    "constant",
    __doc__,
    slots=(attribute("value", ANYTHING), result("result", ClassSet(object, "any type"))),
    assembly="attr-dict <typed_attribute value>",
    dialect="arith",
    view=True,
)


@op.constraint("C1")
def result_has_the_type_of_the_value(value: Any, result: Any) -> bool:
    """type(result) = type(value)"""
    return result == (I1 if isinstance(value, bool) else value.type)


@op.kernel
def constant(value: Any) -> Array:
    if isinstance(value, Literal):
        return value.array  # S1
    if isinstance(value, (IntegerAttr, FloatAttr)):
        return np.asarray(value.value, value.type.dtype)  # S1
    return np.asarray(value)  # S1
