"""Inputs and outputs of a run: from what callers hold to arrays of the declared types, and back."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, cast

import numpy as np

from ...spec.lang.values import TOKEN_VALUE, FutureValue
from ...spec.numerics.lanes import copied
from ...spec.types import (
    TENSOR_TYPES,
    BooleanType,
    ComplexType,
    ElementType,
    FloatType,
    FutureType,
    IntegerType,
    TensorType,
    TokenType,
    TupleType,
    Type,
    UnrankedTensorType,
)
from ..diagnostics import InputError, diagnose
from ..ir import Operation

MOST_SHOWN = 8
"""Longer lists of types are not shown."""


def convert_inputs(function: Operation, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Inputs as arrays of the function's argument types. Raises InputError."""
    types = function.attributes["function_type"].inputs
    if len(types) != len(inputs):
        declared = f": {', '.join(map(str, types))}" if 0 < len(types) <= MOST_SHOWN else ""
        plural = "" if len(types) == 1 else "s"
        raise _error(function, f"takes {len(types)} input{plural}, {len(inputs)} given{declared}")
    return tuple([
        value if type(value) is np.ndarray and fits(type_, value) else _convert(function, i, type_, value)
        for i, (type_, value) in enumerate(zip(types, inputs, strict=True))
    ])


def fits(type_: Any, array: Any) -> bool:
    """Whether an array is a value of a type as it stands, asked quickly: what seems not to be one may still be."""
    return type(type_) is TensorType and array.shape == type_.shape and array.dtype is type_.dtype


def _convert(function: Operation, index: int, type_: Type, value: Any) -> Any:
    if isinstance(type_, TENSOR_TYPES):
        return _tensor(function, index, type_, value)
    if isinstance(type_, TokenType):
        return TOKEN_VALUE
    if isinstance(type_, FutureType):
        return FutureValue(_convert(function, index, TupleType(type_.elements), value))
    if isinstance(type_, TupleType):
        if not isinstance(value, (tuple, list)) or len(value) != len(type_.elements):  # pyright: ignore[reportUnknownArgumentType]
            raise _error(function, f"input {index} must be a tuple of {len(type_.elements)} values")
        return tuple(_convert(function, index, one, part) for one, part in zip(type_.elements, value, strict=True))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise _error(function, f"input {index} is of type {type_}, which no caller can give")


def _tensor(
    function: Operation, index: int, type_: TensorType | UnrankedTensorType, value: Any
) -> np.ndarray[Any, Any]:
    try:
        array = _as_array(value, type_.storage)
    except (ValueError, TypeError, OverflowError) as error:
        raise _error(function, f"input {index} does not fit {type_}: {error}") from None
    if isinstance(type_, UnrankedTensorType) or array.shape == type_.shape:
        return array
    if array.ndim != type_.rank or any(
        size not in (None, got) for size, got in zip(type_.shape, array.shape, strict=True)
    ):
        raise _error(function, f"input {index} has shape {list(array.shape)} where {type_} is declared")
    return array


def _as_array(value: Any, element: ElementType) -> np.ndarray[Any, Any]:
    """An array of the element type's dtype. Arrays keep their dtype; numbers and lists are converted if they fit."""
    dtype = element.dtype
    if type(value) is np.ndarray and value.dtype is dtype:
        return value
    if hasattr(value, "dtype") and hasattr(value, "__array__"):
        array = np.asarray(value)
        if array.dtype == dtype:  # numpy may not know a dtype for its own that has been given another byte order
            return array if array.dtype.isbuiltin else array.view(dtype)
        if array.dtype == dtype.newbyteorder():
            return array.astype(dtype)
        raise TypeError(f"its dtype is {array.dtype}, expected {dtype}")
    given = np.asarray(value)
    if given.dtype == object or given.dtype.kind in "USV":
        raise TypeError("not made of numbers")
    if isinstance(element, BooleanType):
        if given.dtype != np.bool_ and given.size:
            raise TypeError("not made of booleans")
        return given.astype(np.bool_)
    if isinstance(element, IntegerType) and given.size:
        if given.dtype.kind not in "iu":
            raise TypeError("not made of integers")
        if int(given.min()) < element.min or int(given.max()) > element.max:
            raise OverflowError(f"values outside [{element.min}, {element.max}]")
    if isinstance(element, FloatType) and given.dtype.kind == "c":
        raise TypeError("complex numbers given")
    if isinstance(element, ComplexType):
        return given.astype(dtype)
    with np.errstate(all="ignore"):
        return given.astype(np.float64).astype(dtype) if isinstance(element, FloatType) else given.astype(dtype)


def owned(value: Any, given: Set[int] = frozenset()) -> Any:
    """A result that the caller may keep and change: views, splats and inputs (by id) become arrays of their own."""
    if isinstance(value, tuple):
        return tuple(owned(part, given) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if not isinstance(value, np.ndarray):
        return value
    array = cast(np.ndarray[Any, Any], value)
    fresh = array.base is None and array.flags.writeable and id(array) not in given
    return array if fresh else copied(array)


def leaves(value: Any) -> list[Any]:
    """The values within a tuple, and within tuples in it; a value that is no tuple stands for itself."""
    if not isinstance(value, tuple):
        return [value]
    parts = cast(tuple[Any, ...], value)
    return [leaf for part in parts for leaf in leaves(part)] if tuple in map(type, parts) else list(parts)


def _error(function: Operation, message: str) -> InputError:
    return InputError(diagnose(f"@{function.symbol}: {message}", function.span, op=function.name))
