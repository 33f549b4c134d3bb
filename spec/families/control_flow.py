"""Ops that choose which functions are executed, or order what is: types of the values that pass through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..lang import ANY, ANY_PER_AXIS, BUFFER_TYPE, TOKEN_TYPE, TUPLE_TYPE, any_of, tensor
from ..lang.notation import same_type
from ..types import Bounds, ElementType, FunctionType, Size, TensorType, Type

TENSOR_OR_TOKEN = any_of(tensor(ANY), TOKEN_TYPE)
BRANCH_RESULT = any_of(tensor(ANY_PER_AXIS), TOKEN_TYPE)
LOOP_STATE = any_of(tensor(ANY_PER_AXIS), TOKEN_TYPE, BUFFER_TYPE)
CALL_VALUE = any_of(tensor(ANY_PER_AXIS), TOKEN_TYPE, TUPLE_TYPE)
VALUE = any_of(tensor(ANY_PER_AXIS), TOKEN_TYPE, TUPLE_TYPE, BUFFER_TYPE)


class NamedFunction(Protocol):
    """A function name as constraints see it: `type` is None where the program has no such function."""

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> FunctionType | None: ...


def same_types(these: Sequence[Type | ElementType], those: Sequence[Type | ElementType]) -> bool:
    """Whether two lists of value types can be the same (unknown sizes agree with any size)."""
    return len(these) == len(those) and all(
        isinstance(a, Type) and isinstance(b, Type) and same_type(a, b) for a, b in zip(these, those, strict=True)
    )


def branch_results(*branches: FunctionType) -> tuple[Type, ...]:
    """Types of what one of several branches gives: a size is known where all branches know it.

    Where a size is not known it is bounded by the largest bound (or size), if every branch has one.
    """
    return tuple(_either(types) for types in zip(*(branch.outputs for branch in branches), strict=True))


def _either(types: tuple[Type | ElementType, ...]) -> Type:
    first = types[0]
    assert isinstance(first, Type)
    if not isinstance(first, TensorType) or all(one == first for one in types):
        return first
    tensors = [one for one in types if isinstance(one, TensorType)]
    shape: list[Size] = []
    limits: list[Size] = []
    for axis in range(first.rank):
        known = {one.shape[axis] for one in tensors}
        shape.append(known.pop() if len(known) == 1 else None)
        tops = [one.shape[axis] if one.shape[axis] is not None else _bound(one, axis) for one in tensors]
        bounded = [top for top in tops if top is not None]
        limits.append(max(bounded) if shape[axis] is None and len(bounded) == len(tops) else None)
    encoding = Bounds(tuple(limits)) if any(limit is not None for limit in limits) else None
    return TensorType(tuple(shape), first.element, encoding)


def _bound(type_: TensorType, axis: int) -> Size:
    return None if type_.bounds is None else type_.bounds.sizes[axis]
