"""Holds when a tensor is almost equal to a constant element by element.

(S1) Elements are almost equal when they are equal, or finite and at most `tolerance` apart.
"""

from __future__ import annotations

from ....spec.attributes import Literal
from ....spec.lang import COMPLEX, ELEMENTS, FLOAT, Array, Op, attribute, operand, tensor
from ....spec.lang.attribute_kinds import F64_VALUE
from ....spec.lang.notation import same_type
from ....spec.numerics.closeness import expect_almost_equal
from ....spec.types import Type

op = Op(
    "expect_almost_eq_const",
    __doc__,
    slots=(
        operand("lhs", tensor(FLOAT | COMPLEX)),
        attribute("value", ELEMENTS),
        attribute("tolerance", F64_VALUE, 1e-4),
    ),
    assembly="<compared_literal lhs value> [, tolerance = $tolerance] attr-dict",
    dialect="check",
    side_effects=True,
)


@op.constraint("C1")
def operand_has_the_type_of_the_value(lhs: Type, value: Literal) -> bool:
    """type(lhs) = type(value)"""
    return same_type(lhs, value.type)


@op.kernel
def expect_almost_eq_const(lhs: Array, value: Literal, tolerance: float) -> None:
    expect_almost_equal(lhs, value.array, tolerance)  # S1
