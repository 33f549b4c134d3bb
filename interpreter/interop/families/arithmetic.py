"""Signatures of MLIR's `arith` operations: on numbers, and on tensors element by element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ....spec.attributes import EnumAttribute, OpaqueAttr
from ....spec.lang import (
    ANYTHING,
    FLAG,
    Array,
    Attribute,
    Family,
    IntegerEnumKind,
    attribute,
    constraint,
    operand,
    result,
)
from ....spec.lang.typesets import TypeSet
from ....spec.numerics.bitcast import bitcast
from ....spec.types import I1, SI64, TensorType
from ..kinds import BOOLEANS, element_of

OVERFLOW = attribute("overflowFlags", ANYTHING, OpaqueAttr("#arith.overflow<none>"))
FASTMATH = attribute("fastmath", ANYTHING, OpaqueAttr("#arith.fastmath<none>"))

EXACT = attribute("isExact", FLAG, False)
NONNEGATIVE = attribute("nonNeg", FLAG, False)
_MARKS = {"isExact": "exact", "nonNeg": "nneg"}
"""How flags are written that are there or not."""

RELATIONS: dict[str, np.ufunc] = {
    "eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
}  # fmt: skip


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
    if flags is None:
        return (), ""
    mark = _MARKS.get(flags.name)
    return (flags,), f" <flags {flags.name}>" if mark is None else f" <mark {flags.name} {mark}>"


def binary(numbers: TypeSet, flags: Attribute | None = None) -> Family:
    """Two operands and a result of one type."""
    slots, item = _flagged(flags)
    return Family(
        (operand("lhs", numbers), operand("rhs", numbers), *slots, result("result", numbers)),
        (constraint("C1", operands_and_result_have_the_same_type),),
        assembly=f"$lhs , $rhs{item} attr-dict : same-type",
    )


def unary(numbers: TypeSet, flags: Attribute | None = None) -> Family:
    """An operand and a result of one type."""
    slots, item = _flagged(flags)
    return Family(
        (operand("operand", numbers), *slots, result("result", numbers)),
        (constraint("C1", operand_and_result_have_the_same_type),),
        assembly=f"$operand{item} attr-dict : same-type",
    )


def cast(
    source: TypeSet, target: TypeSet, flags: Attribute | None = None, *, widths: Callable[..., bool] | None = None
) -> Family:
    """An operand and a result of another type. `widths` says how wide the one is compared with the other."""
    slots, item = _flagged(flags)
    rules = (constraint("C1", operand_and_result_have_the_same_shape),)
    return Family(
        (operand("operand", source), *slots, result("result", target)),
        rules if widths is None else (*rules, constraint("C2", widths)),
        assembly=f"$operand{item} attr-dict : types($operand) to types(results)",
    )


def result_is_wider(operand: Any, result: Any) -> bool:
    """bits(result) > bits(operand)"""
    return _bits(result) > _bits(operand)


def result_is_narrower(operand: Any, result: Any) -> bool:
    """bits(result) < bits(operand)"""
    return _bits(result) < _bits(operand)


def _bits(type_: Any) -> int:
    return getattr(element_of(type_), "bits", 64)  # an index has 64


def operands_have_the_same_type(lhs: Any, rhs: Any) -> bool:
    """type(lhs) = type(rhs)"""
    return lhs == rhs


def comparison(predicates: type[EnumAttribute], numbers: TypeSet, flags: Attribute | None = None) -> Family:
    """Two operands of one type, a predicate between them, and whether it holds."""
    slots, item = _flagged(flags)
    return Family(
        (
            attribute("predicate", IntegerEnumKind(predicates, SI64)),
            operand("lhs", numbers),
            operand("rhs", numbers),
            *slots,
            result("result", BOOLEANS),
        ),
        (constraint("C1", operands_have_the_same_type),),
        infer=_truth,
        assembly=f"<predicate predicate> , $lhs , $rhs{item} attr-dict : <inferred lhs rhs>",
    )


def _truth(lhs: Any) -> Any:
    """A boolean, or a tensor of booleans of the same sizes."""
    return TensorType(lhs.shape, I1) if isinstance(lhs, TensorType) else I1


def unsigned_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The dtype of integers without a sign that has as many bits."""
    return np.dtype(f"u{dtype.name}") if dtype.name.startswith("int") else dtype


def unsigned(numbers: Array) -> Array:
    """The same bits as integers without a sign."""
    return bitcast(numbers, unsigned_dtype(numbers.dtype))


def of_unsigned(function: Callable[[Array, Array], Array], lhs: Array, rhs: Array) -> Array:
    """What a function of integers without a sign gives for these bits, as integers of their own type."""
    return bitcast(np.asarray(function(unsigned(lhs), unsigned(rhs))), lhs.dtype)
