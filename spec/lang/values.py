"""Tensor constants for examples, named like the element types: `f32([1, 2])`, `si8(3)`, `i1([True])`.

Runtime values that are not tensors: a token is `TOKEN_VALUE`, a tuple is a Python tuple, a future a `FutureValue`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

import numpy as np

from ..attributes import Literal
from ..types import COMPLEX64, COMPLEX128, ELEMENT_TYPES, UI64, ElementType, FloatType, QuantizedType, TensorType


class TokenValue(enum.Enum):
    """The one value of token type."""

    TOKEN = "token"


TOKEN_VALUE = TokenValue.TOKEN


class FutureValue(tuple[Any, ...]):
    """What an asynchronous operation gives: a value of future type."""


def literal(element: ElementType | QuantizedType, data: Any, shape: tuple[int, ...] | None = None) -> Literal:
    """A tensor constant of this element type; with `shape`, the one number `data` fills it (without taking memory)."""
    storage = element.storage if isinstance(element, QuantizedType) else element
    wide = np.float64 if isinstance(storage, FloatType) else np.uint64 if storage == UI64 else None
    array = np.asarray(np.asarray(data, wide), storage.dtype)
    if shape is not None:
        array = np.broadcast_to(array, shape)
    return Literal(TensorType(array.shape, element), array)


def _constructor(element: ElementType) -> Callable[..., Literal]:
    def construct(data: Any, shape: tuple[int, ...] | None = None) -> Literal:
        return literal(element, data, shape)

    construct.__doc__ = f"A tensor constant of element type {element.name}."
    return construct


_CONSTRUCTORS = {element.name: _constructor(element) for element in ELEMENT_TYPES}
_CONSTRUCTORS["c64"] = _constructor(COMPLEX64)
_CONSTRUCTORS["c128"] = _constructor(COMPLEX128)


def __getattr__(name: str) -> Callable[..., Literal]:
    try:
        return _CONSTRUCTORS[name]
    except KeyError:
        raise AttributeError(name) from None
