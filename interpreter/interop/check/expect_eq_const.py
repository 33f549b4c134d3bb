"""Holds when a tensor is equal to a constant element by element.

(S1) Elements are equal when their values are: zeros of either sign are equal, any NaN equals any NaN.
"""

from __future__ import annotations

from ....spec.attributes import Literal
from ....spec.lang import ANY, ELEMENTS, Array, Op, attribute, operand, tensor
from ....spec.lang.notation import same_type
from ....spec.numerics.closeness import expect_equal
from ....spec.types import Type

op = Op(
    "expect_eq_const",
    __doc__,
    slots=(operand("lhs", tensor(ANY)), attribute("value", ELEMENTS)),
    assembly="<compared_literal lhs value> attr-dict",
    dialect="check",
    side_effects=True,
)


@op.constraint("C1")
def operand_has_the_type_of_the_value(lhs: Type, value: Literal) -> bool:
    """type(lhs) = type(value)"""
    return same_type(lhs, value.type)


@op.kernel
def expect_eq_const(lhs: Array, value: Literal) -> None:
    expect_equal(lhs, value.array)  # S1
