"""CHLO ops that broadcast their operands to one shape and then do, element by element, what another op does.

How operands are broadcast is said in the chapter "Broadcasting". Labels of constraints are our own.
"""

from __future__ import annotations

from collections.abc import Callable

from ..lang import (
    ANY_PER_AXIS,
    I64_ARRAY,
    Array,
    Constraint,
    Family,
    Op,
    Reject,
    Unsupported,
    attribute,
    constraint,
    operand,
    result,
    tensor,
)
from ..lang.notation import element_type, same_baseline_element, same_shape
from ..lang.op import parameters
from ..lang.typesets import TypeSet
from ..types import ElementType, QuantizedType, TensorType, Type
from ..types.element import F64
from .joint_expressions import applied
from .joint_shapes import AnyTensor, Dimensions, can_be_joined, join, joint_shape, joint_type, says_where

ANY_TENSOR = tensor(ANY_PER_AXIS, unranked=True)


# Constraints --------------------------------------------------------------------------------------------------------


def operands_and_result_have_the_same_element_type(lhs: Type, rhs: Type, result: Type) -> bool:
    """element_type(lhs) = element_type(rhs) = element_type(result)"""
    return element_type(lhs) == element_type(rhs) == element_type(result)


def operands_and_result_have_the_same_baseline_element_type(lhs: Type, rhs: Type, result: Type) -> bool:
    """baseline_element_type(lhs) = baseline_element_type(rhs) = baseline_element_type(result)"""
    return same_baseline_element(lhs, rhs, result)


def operands_have_the_same_baseline_element_type(lhs: Type, rhs: Type) -> bool:
    """baseline_element_type(lhs) = baseline_element_type(rhs)"""
    return same_baseline_element(lhs, rhs)


def broadcast_dimensions_say_where_dimensions_belong(
    lhs: AnyTensor, rhs: AnyTensor, broadcast_dimensions: Dimensions | None
) -> bool:
    """if broadcast_dimensions are given and shape(lhs) != shape(rhs): size(broadcast_dimensions) = min(rank(lhs),
    rank(rhs)), 0 <= broadcast_dimensions < max(rank(lhs), rank(rhs)), and they ascend strictly"""
    return broadcast_dimensions is None or says_where(broadcast_dimensions, lhs, rhs)


def operands_can_be_broadcast(lhs: AnyTensor, rhs: AnyTensor, broadcast_dimensions: Dimensions | None) -> bool:
    """in each dimension the sizes of lhs and rhs are equal, or one of them is 1 or missing"""
    return can_be_joined((lhs, rhs), broadcast_dimensions)


def result_has_the_broadcast_shape(
    lhs: AnyTensor, rhs: AnyTensor, broadcast_dimensions: Dimensions | None, result: Type
) -> bool:
    """shape(result) = broadcast_shape(lhs, rhs, broadcast_dimensions)"""
    return same_shape(joint_type((lhs, rhs), broadcast_dimensions, element_type(result)), result)


EXACT, BASELINE, OPERANDS = (
    operands_and_result_have_the_same_element_type,
    operands_and_result_have_the_same_baseline_element_type,
    operands_have_the_same_baseline_element_type,
)
"""What (C1) asks of element types: ops differ in it."""


# The family ---------------------------------------------------------------------------------------------------------


def broadcasting(
    inner: Op,
    c1: Callable[..., bool] = EXACT,
    *,
    types: TypeSet = ANY_TENSOR,
    results: TypeSet | None = None,
    element: Callable[[AnyTensor], ElementType | QuantizedType] = element_type,
    odd: ElementType = F64,
) -> Family:
    """Two operands, broadcast, to which `inner` is applied; `element` gives the result's element type from lhs.

    `odd` is an element type that the ops accept and their first examples do not have. These examples have operands
    of shapes (2, 1) and (3).
    """

    def infer(lhs: AnyTensor, rhs: AnyTensor, broadcast_dimensions: Dimensions | None) -> AnyTensor:
        return joint_type((lhs, rhs), broadcast_dimensions, element(lhs))

    return Family(
        (
            operand("lhs", types),
            operand("rhs", types),
            attribute("broadcast_dimensions", I64_ARRAY, default=None),
            result("result", results or types),
        ),
        broadcasting_constraints(c1),
        infer,
        "$lhs , $rhs attr-dict : functional-type",
        rejects=(
            Reject("C1", {"rhs": TensorType((3,), odd)}),
            Reject("C2", {"broadcast_dimensions": (0, 1)}),
            Reject("C2", {"broadcast_dimensions": (2,)}),
            Reject("C3", {"broadcast_dimensions": (0,)}),
        ),
        supported=applies(inner),
        result_sizes=broadcast_sizes,
        decomposition=applied(inner),
    )


def broadcasting_constraints(c1: Callable[..., bool]) -> tuple[Constraint, ...]:
    """(C1) as the op has it, and what broadcasting asks for."""
    return (
        constraint("C1", c1),
        constraint("C2", broadcast_dimensions_say_where_dimensions_belong),
        constraint("C3", operands_can_be_broadcast),
        constraint("C4", result_has_the_broadcast_shape),
    )


def applies(inner: Op) -> Callable[..., None]:
    """Broadcasting ops are declared for all tensors; what the op that they apply does not take, they cannot run on."""

    def supported(lhs: Type) -> None:
        scalar = TensorType((), element_type(lhs))
        if not inner.operands[0].types.accepts(scalar):
            raise Unsupported(f"{inner.name} takes no elements of type {scalar.element}")
        if inner.support is not None:
            inner.support(*(scalar for _ in parameters(inner.support)))

    return supported


def broadcast_sizes(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> tuple[int, ...]:
    """The sizes of the result."""
    lhs, rhs = join(lhs, rhs, broadcast_dimensions)
    return joint_shape(lhs.shape, rhs.shape)
