"""Holds when two tensors are equal element by element.

(S1) Elements are equal when their values are: zeros of either sign are equal, any NaN equals any NaN.
"""

from __future__ import annotations

from ....spec.lang import ANY, Array, Op, operand, tensor
from ....spec.lang.notation import same_type
from ....spec.numerics.closeness import expect_equal
from ....spec.types import Type

op = Op(
    "expect_eq",
    __doc__,
    slots=(operand("lhs", tensor(ANY)), operand("rhs", tensor(ANY))),
    assembly="$lhs , $rhs attr-dict : <type_of_all>",
    dialect="check",
    side_effects=True,
    moves=True,  # quantized elements of one type are equal where the stored integers are
)


@op.constraint("C1")
def operands_have_the_same_type(lhs: Type, rhs: Type) -> bool:
    """type(lhs) = type(rhs)"""
    return same_type(lhs, rhs)


@op.kernel
def expect_eq(lhs: Array, rhs: Array) -> None:
    expect_equal(lhs, rhs)  # S1
