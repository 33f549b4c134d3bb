"""CHLO ops that work element by element on operands of one shape.

They differ from StableHLO's in their text (types of operands, `->`, type of the result), and in that operands may be
unranked. The label (C1) is our own: the dialect has no public page.
"""

from __future__ import annotations

from ..lang import BOOL, FLOAT, Elements, Family, constraint, operand, result, tensor
from ..lang.notation import result_like, same_shape
from ..types import I1, TensorType, Type
from .elementwise import operand_and_result_have_the_same_type, operands_and_result_have_the_same_type


def client_unary(elements: Elements) -> Family:
    """One operand, one result of the same type."""

    def infer(operand: TensorType) -> TensorType:
        return operand

    types = tensor(elements, unranked=True)
    return Family(
        (operand("operand", types), result("result", types)),
        (constraint("C1", operand_and_result_have_the_same_type),),
        infer,
        "$operand attr-dict : types($operand) -> types(results)",
        elementwise=True,
    )


def client_binary(elements: Elements, *, unranked: bool = True) -> Family:
    """Two operands `lhs` and `rhs`, one result of the same type."""

    def infer(lhs: TensorType, rhs: TensorType) -> TensorType:
        return result_like(lhs, rhs)

    types = tensor(elements, unranked=unranked)
    return Family(
        (operand("lhs", types), operand("rhs", types), result("result", types)),
        (constraint("C1", operands_and_result_have_the_same_type),),
        infer,
        "$lhs , $rhs attr-dict : types($lhs) , types($rhs) -> types(results)",
        elementwise=True,
    )


def operand_and_result_have_the_same_shape(operand: Type, result: Type) -> bool:
    """shape(operand) = shape(result)"""
    return same_shape(operand, result)


def predicate() -> Family:
    """A float operand, a boolean result of its shape."""

    def infer(operand: TensorType) -> TensorType:
        return operand.with_element(I1)

    return Family(
        (operand("operand", tensor(FLOAT, unranked=True)), result("result", tensor(BOOL, unranked=True))),
        (constraint("C1", operand_and_result_have_the_same_shape),),
        infer,
        "$operand attr-dict : types($operand) -> types(results)",
        elementwise=True,
    )
