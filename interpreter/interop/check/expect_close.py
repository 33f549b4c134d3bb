"""Holds when two tensors are within a number of units in the last place of each other.

(S1) The distance of two finite elements is the number of values of their type from one to the other; the larger one
of the parts where they are complex.
(S2) Two NaN are at distance 0; other elements that are not finite must be the same.
(S3) Every distance lies between `min_ulp_difference` and `max_ulp_difference`.
"""

from __future__ import annotations

from ....spec.lang import COMPLEX, FLOAT, Array, Op, attribute, operand, tensor
from ....spec.lang.attribute_kinds import U64
from ....spec.lang.notation import same_type
from ....spec.numerics.closeness import expect_close as expect_close_elements
from ....spec.types import Type

op = Op(
    "expect_close",
    __doc__,
    slots=(
        operand("actual", tensor(FLOAT | COMPLEX)),
        operand("expected", tensor(FLOAT | COMPLEX)),
        attribute("max_ulp_difference", U64, 1),
        attribute("min_ulp_difference", U64, 0),
    ),
    assembly="$actual , $expected , max_ulp_difference = $max_ulp_difference "
    "[, min_ulp_difference = $min_ulp_difference] : attr-dict types($actual) , types($expected)",
    dialect="check",
    side_effects=True,
)


@op.constraint("C1")
def operands_have_the_same_type(actual: Type, expected: Type) -> bool:
    """type(actual) = type(expected)"""
    return same_type(actual, expected)


@op.kernel
def expect_close(actual: Array, expected: Array, max_ulp_difference: int, min_ulp_difference: int) -> None:
    expect_close_elements(actual, expected, min_ulp_difference, max_ulp_difference)  # S1, S2, S3
