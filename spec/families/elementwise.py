"""Ops that work element by element: operands and results of one shape."""

from __future__ import annotations

from ..lang import QUANTIZED, Constraint, Elements, Family, constraint, operand, result, tensor
from ..lang.notation import result_like, same_baseline_type, same_type
from ..types import TensorType, Type


def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """type(operand) = type(result)"""
    return same_type(operand, result)


def operand_and_result_have_the_same_baseline_type(operand: Type, result: Type) -> bool:
    """baseline_type(operand) = baseline_type(result)"""
    return same_baseline_type(operand, result)


def operands_and_result_have_the_same_type(lhs: Type, rhs: Type, result: Type) -> bool:
    """type(lhs) = type(rhs) = type(result)"""
    return same_type(lhs, rhs, result)


def operands_and_result_have_the_same_baseline_type(lhs: Type, rhs: Type, result: Type) -> bool:
    """baseline_type(lhs) = baseline_type(rhs) = baseline_type(result)"""
    return same_baseline_type(lhs, rhs, result)


def unary_c1(elements: Elements) -> Constraint:
    """(C1) of ops with one operand: the result's type, up to quantization parameters where there are any."""
    if QUANTIZED in elements:
        return constraint("C1", operand_and_result_have_the_same_baseline_type)
    return constraint("C1", operand_and_result_have_the_same_type)


def binary_c1(elements: Elements) -> Constraint:
    """(C1) of ops with two operands."""
    if QUANTIZED in elements:
        return constraint("C1", operands_and_result_have_the_same_baseline_type)
    return constraint("C1", operands_and_result_have_the_same_type)


def unary(elements: Elements) -> Family:
    """One operand, one result of the same type (up to quantization parameters)."""

    def infer(operand: TensorType) -> TensorType:
        return operand

    return Family(
        (operand("operand", tensor(elements)), result("result", tensor(elements))),
        (unary_c1(elements),),
        infer,
        "$operand attr-dict : same-type",
        elementwise=True,
    )


def binary(elements: Elements, *, c1: bool = True) -> Family:
    """Two operands and one result of the same type (up to quantization parameters).

    With `c1=False` the op states its own constraints.
    """

    def infer(lhs: TensorType, rhs: TensorType) -> TensorType:
        return result_like(lhs, rhs)

    return Family(
        (operand("lhs", tensor(elements)), operand("rhs", tensor(elements)), result("result", tensor(elements))),
        (binary_c1(elements),) if c1 else (),
        infer,
        "$lhs , $rhs attr-dict : same-type",
        elementwise=True,
    )
