"""Produces a tensor that stands in the program.

(S1) The result is `value`.
"""

from __future__ import annotations

from ....spec.attributes import Literal
from ....spec.lang import ELEMENTS, Array, Op, attribute, result
from ....spec.types import TensorType
from ..kinds import TENSOR

op = Op(
    "constant",
    __doc__,
    slots=(attribute("value", ELEMENTS), result("output", TENSOR)),
    assembly="attr-dict <literal value>",
    dialect="sdy",
    view=True,
)


@op.constraint("C1")
def result_has_the_type_of_the_value(value: Literal, output: TensorType) -> bool:
    """type(output) = type(value)"""
    return output == value.type


@op.kernel
def constant(value: Literal) -> Array:
    return value.array  # S1
