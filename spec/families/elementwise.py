"""Ops that work element by element: operands and results of one shape."""

from __future__ import annotations

from ..lang import Elements, Family, constraint, operand, result, tensor
from ..lang.notation import result_like, same_baseline_type
from ..types import TensorType, Type


def unary(elements: Elements, *, result_name: str = "result") -> Family:
    """One operand, one result of the same type (up to quantization parameters)."""

    def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
        """baseline_type(operand) = baseline_type(result)"""
        return same_baseline_type(operand, result)

    def infer(operand: TensorType) -> TensorType:
        return operand

    return Family(
        (operand("operand", tensor(elements)), result(result_name, tensor(elements))),
        (constraint("C1", operand_and_result_have_the_same_type),),
        infer,
        "$operand attr-dict : same-type",
        elementwise=True,
    )


def binary(elements: Elements, *, c1: bool = True) -> Family:
    """Two operands and one result of the same type (up to quantization parameters).

    With `c1=False` the op states its own constraints.
    """

    def operands_and_result_have_the_same_type(lhs: Type, rhs: Type, result: Type) -> bool:
        """baseline_type(lhs) = baseline_type(rhs) = baseline_type(result)"""
        return same_baseline_type(lhs, rhs, result)

    def infer(lhs: TensorType, rhs: TensorType) -> TensorType:
        return result_like(lhs, rhs)

    return Family(
        (operand("lhs", tensor(elements)), operand("rhs", tensor(elements)), result("result", tensor(elements))),
        (constraint("C1", operands_and_result_have_the_same_type),) if c1 else (),
        infer,
        "$lhs , $rhs attr-dict : same-type",
        elementwise=True,
    )
