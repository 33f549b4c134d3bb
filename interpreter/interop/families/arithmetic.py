"""Signatures of MLIR's `arith` operations: on numbers, and on tensors element by element."""

from __future__ import annotations

from typing import Any

from ....spec.attributes import OpaqueAttr
from ....spec.lang import ANYTHING, Attribute, Family, attribute, constraint, operand, result
from ....spec.types import I1, TensorType
from ..kinds import ANY_VALUE

OVERFLOW = attribute("overflowFlags", ANYTHING, OpaqueAttr("#arith.overflow<none>"))
FASTMATH = attribute("fastmath", ANYTHING, OpaqueAttr("#arith.fastmath<none>"))


def operands_and_result_have_the_same_type(lhs: Any, rhs: Any, result: Any) -> bool:
    """type(lhs) = type(rhs) = type(result)"""
    return lhs == rhs == result


def operand_and_result_have_the_same_type(operand: Any, result: Any) -> bool:
    """type(operand) = type(result)"""
    return operand == result


def operand_and_result_have_the_same_shape(operand: Any, result: Any) -> bool:
    """shape(operand) = shape(result)"""
    return _shape(operand) == _shape(result)


def _shape(type_: Any) -> Any:
    return type_.shape if isinstance(type_, TensorType) else None


def _flagged(flags: Attribute | None) -> tuple[tuple[Attribute, ...], str]:
    return ((flags,), f" <flags {flags.name}>") if flags is not None else ((), "")


def binary(flags: Attribute | None = None) -> Family:
    """Two operands and a result of one type."""
    slots, item = _flagged(flags)
    return Family(
        (operand("lhs", ANY_VALUE), operand("rhs", ANY_VALUE), *slots, result("result", ANY_VALUE)),
        (constraint("C1", operands_and_result_have_the_same_type),),
        assembly=f"$lhs , $rhs{item} attr-dict : same-type",
    )


def unary(flags: Attribute | None = None) -> Family:
    """An operand and a result of one type."""
    slots, item = _flagged(flags)
    return Family(
        (operand("operand", ANY_VALUE), *slots, result("result", ANY_VALUE)),
        (constraint("C1", operand_and_result_have_the_same_type),),
        assembly=f"$operand{item} attr-dict : same-type",
    )


def cast(flags: Attribute | None = None) -> Family:
    """An operand and a result of another type."""
    slots, item = _flagged(flags)
    return Family(
        (operand("operand", ANY_VALUE), *slots, result("result", ANY_VALUE)),
        (constraint("C1", operand_and_result_have_the_same_shape),),
        assembly=f"$operand{item} attr-dict : types($operand) to types(results)",
    )


def truth_like(type_: Any) -> Any:
    """A boolean, or a tensor of booleans of the same sizes."""
    return TensorType(type_.shape, I1) if isinstance(type_, TensorType) else I1
