"""Kinds of values that only these dialects have: indices, shapes, and what MLIR calls any type."""

from __future__ import annotations

from typing import Any

from ...spec.lang.typesets import (
    BOOL,
    FLOAT,
    INDEX,
    INT,
    SIGNED,
    ClassSet,
    Elements,
    ElementSet,
    Exactly,
    Union,
    any_of,
    tensor,
)
from ...spec.types import I1, INDEX as INDEX_TYPE, ElementType, TensorType, UnknownType, UnrankedTensorType


def element_of(type_: Any) -> ElementType:
    """The element type of a tensor; a number is its own."""
    return type_.storage if isinstance(type_, TensorType) else type_


def numbers(elements: Elements) -> Union:
    """Numbers of some kinds, and tensors of such."""
    return any_of(ElementSet(elements), tensor(elements, unranked=True))


INTEGERS, FLOATS = numbers(BOOL | SIGNED | INDEX), numbers(FLOAT)
"""What MLIR's `arith` takes as integers (none that are called unsigned), and as floats."""
BOOLEANS = numbers(BOOL)
ANY_NUMBERS = numbers(BOOL | INT | INDEX | FLOAT)
ANY_VALUE = ClassSet(object, "any type")
TENSOR = any_of(ClassSet(TensorType, "tensor"), ClassSet(UnrankedTensorType, "tensor without rank"))
INDEX_VALUE, BOOLEAN_VALUE = Exactly(INDEX_TYPE), Exactly(I1)
SHAPE, SIZE, WITNESS = (Exactly(UnknownType(f"!shape.{name}")) for name in ("shape", "size", "witness"))
