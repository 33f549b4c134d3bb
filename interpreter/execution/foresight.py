"""How much memory results will take whose sizes are not in their types: asked before a kernel runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.lang.binding import distribute
from ...spec.lang.op import Op, parameters
from ...spec.types import TENSOR_TYPES, TensorType, Type
from ..ir import Operation, Value
from ..verify.bind import operands_by_slot

Frame = list[Any]
Foresight = Callable[[Frame], tuple[Type, ...]]


def foresight(op: Op, operation: Operation, sources: dict[str, Any], slot: Callable[[Value], int]) -> Foresight | None:
    """A function of the frame that gives types of the results, with sizes; None where types of the program say enough.

    Where it cannot tell it gives no types. `sources` are what the plan knows by slot name.
    """
    if op.view or all(_known(value) for value in operation.results):
        return None
    if op.sizes is not None:
        return _from_sizes(op.sizes, operation, sources)
    if op.elementwise:
        return _from_operands(operation, slot)
    return _from_inference(op, operation, sources, slot) if op.infers else None


def _known(value: Value) -> bool:
    return value.type.static if isinstance(value.type, TENSOR_TYPES) else True


def _from_sizes(sizes: Callable[..., Any], operation: Operation, sources: dict[str, Any]) -> Foresight:
    """What the op itself says about sizes."""
    wanted = [sources[name] for name in parameters(sizes)]
    type_ = operation.results[0].type
    assert isinstance(type_, TENSOR_TYPES)

    def types(frame: Frame) -> tuple[Type, ...]:
        found = sizes(*[frame[one] if isinstance(one, int) else one.value for one in wanted])
        return (TensorType(tuple(found), type_.element),) if all(size >= 0 for size in found) else ()

    return types


def _from_operands(operation: Operation, slot: Callable[[Value], int]) -> Foresight:
    """Results of elementwise ops are as large as their largest operand."""
    slots = [slot(value) for value in operation.operands]
    elements = [value.type.element for value in operation.results if isinstance(value.type, TENSOR_TYPES)]

    def types(frame: Frame) -> tuple[Type, ...]:
        shape = max((frame[one].shape for one in slots), key=np.prod, default=())
        return tuple([TensorType(shape, element) for element in elements])

    return types


def _from_inference(op: Op, operation: Operation, sources: dict[str, Any], slot: Callable[[Value], int]) -> Foresight:
    """What the op infers from the operands' actual shapes and values."""
    operands = operands_by_slot(op, operation, [(slot(value), value.type) for value in operation.operands])
    regions = distribute(op.regions, [region.function_type() for region in operation.regions], "regions")
    attributes = {
        name: sources[name].value
        for one in op.attributes
        for name in (one.name, *one.group)
        if not callable(sources[name])
    }

    def types(frame: Frame) -> tuple[Type, ...]:
        bound = {**regions, **attributes}
        bound.update({name: _actual(one, frame) for name, one in operands.items()})
        bound.update({f"{name}_value": frame[operands[name][0]] for name in op.constant_operands})
        try:
            return op.infer_bound(bound)
        except Exception:  # sizes that do not agree: the kernel will say so
            return ()

    return types


def _actual(operand: Any, frame: Frame) -> Any:
    """The type of an operand with its actual sizes; a tuple of them for a variadic one, None for an absent one."""
    match operand:
        case None:
            return None
        case (int() as slot, type_):
            known = isinstance(type_, TENSOR_TYPES)
            return TensorType(frame[slot].shape, type_.element) if known else type_
        case _:
            return tuple([_actual(one, frame) for one in operand])
