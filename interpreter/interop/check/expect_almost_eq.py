"""Holds when two tensors are almost equal element by element.

(S1) Elements are almost equal when they are equal, or finite and at most `tolerance` apart.
"""

from __future__ import annotations

from ....spec.lang import COMPLEX, FLOAT, Array, Op, attribute, operand, tensor
from ....spec.lang.attribute_kinds import F64_VALUE
from ....spec.lang.notation import same_type
from ....spec.numerics.closeness import expect_almost_equal
from ....spec.types import Type

op = Op(
    "expect_almost_eq",
    __doc__,
    slots=(
        operand("lhs", tensor(FLOAT | COMPLEX)),
        operand("rhs", tensor(FLOAT | COMPLEX)),
        attribute("tolerance", F64_VALUE, 1e-4),
    ),
    assembly="$lhs , $rhs [, tolerance = $tolerance] attr-dict : <type_of_all>",
    dialect="check",
    side_effects=True,
)


@op.constraint("C1")
def operands_have_the_same_type(lhs: Type, rhs: Type) -> bool:
    """type(lhs) = type(rhs)"""
    return same_type(lhs, rhs)


@op.kernel
def expect_almost_eq(lhs: Array, rhs: Array, tolerance: float) -> None:
    expect_almost_equal(lhs, rhs, tolerance)  # S1
