"""Kinds of values that only these dialects have: indices, shapes, and what MLIR calls any type."""

from __future__ import annotations

from typing import Any

from ...spec.lang.typesets import ClassSet, Exactly, any_of
from ...spec.types import I1, INDEX, ElementType, TensorType, UnknownType, UnrankedTensorType


def element_of(type_: Any) -> ElementType:
    """The element type of a tensor; a number is its own."""
    return type_.storage if isinstance(type_, TensorType) else type_


ANY_VALUE = ClassSet(object, "any type")
TENSOR = any_of(ClassSet(TensorType, "tensor"), ClassSet(UnrankedTensorType, "tensor without rank"))
INDEX_VALUE, BOOLEAN_VALUE = Exactly(INDEX), Exactly(I1)
SHAPE, SIZE, WITNESS = (Exactly(UnknownType(f"!shape.{name}")) for name in ("shape", "size", "witness"))
