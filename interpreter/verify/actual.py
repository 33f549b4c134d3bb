"""Rules that types leave open are held against the sizes that operands have when an operation runs.

The specification leaves programs open whose sizes disagree then ("Shape mismatches"); here they are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...spec.lang.op import Op
from ...spec.types import TENSOR_TYPES, ElementType, TensorType, Type
from ..diagnostics import ExecutionError
from ..ir import Operation
from .bind import bind, operands_by_slot
from .verifier import broken

Shape = tuple[int, ...]


def rules_for_sizes(op: Op, operation: Operation) -> Callable[[Sequence[Shape | None]], None] | None:
    """A function of the operands' shapes (None for what is no tensor) that raises ExecutionError where they break a
    constraint; None where nothing is left open. The operation must be valid."""
    names = {slot.name for slot in op.operands}
    rules = [one for one in op.constraints if not (one.verbatim or names.isdisjoint(one.parameters))]
    types = [value.type for value in operation.operands]
    if not rules or all(type_.static for type_ in types if isinstance(type_, TENSOR_TYPES)):
        return None
    declared = bind(op, operation)
    sound: list[Sequence[Shape | None]] = []  # the last ones: in a loop they mostly stay as they are

    def check(shapes: Sequence[Shape | None]) -> None:
        if sound and sound[0] == shapes:
            return
        actual = [_with_shape(type_, shape) for type_, shape in zip(types, shapes, strict=True)]
        bound = declared | operands_by_slot(op, operation, actual)
        for one in rules:
            if not one.holds(*(bound[name] for name in one.parameters)):
                raise ExecutionError(broken(op, operation, one, bound))
        sound[:] = [shapes]

    return check


def _with_shape(type_: Type | ElementType, shape: Shape | None) -> Type | ElementType:
    """The type of a value of such a type that turned out to have a shape. Bounds stay: results have them, too."""
    if shape is None or not isinstance(type_, TENSOR_TYPES):
        return type_
    return TensorType(shape, type_.element, type_.encoding if isinstance(type_, TensorType) else None)
