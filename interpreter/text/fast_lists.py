"""Reads plain lists of numbers in a few calls on the whole text.

Gives None wherever anything is unusual (comments, hexadecimal integers, numbers out of range, a shape that does not
fit): the caller then reads token by token, which also finds what to say.
"""

from __future__ import annotations

import re

import numpy as np

from ...spec.types import BooleanType, ComplexType, ElementType, FloatType, IndexType, IntegerType, TensorType
from .numbers import Array, float_array, integer_range, patterns_array, wrap_array
from .patterns import lazy

_FLOAT = r"-?[0-9]++\.[0-9]*+(?:[eE][+-]?[0-9]++)?+"
_INTEGERS = lazy(r"(?:[\s\[]*+-?[0-9]{1,18}+[\s\]]*+(?:,|\Z))++", re.ASCII)
_FLOATS = lazy(rf"(?:[\s\[]*+(?:0x[0-9a-fA-F]++|{_FLOAT})[\s\]]*+(?:,|\Z))++", re.ASCII)
_PAIRS = lazy(rf"(?:[\s\[]*+\(\s*+{_FLOAT}\s*+,\s*+{_FLOAT}\s*+\)[\s\]]*+(?:,|\Z))++", re.ASCII)
_BOOLEANS = lazy(r"(?:[\s\[]*+(?:true|false)[\s\]]*+(?:,|\Z))++", re.ASCII)
_PAIR = lazy(r"\([^()]*+\)")
_NOT_BRACKETS = lazy(r"[^\[\],]++")
_NOT_NUMBERS = {ord(char): None for char in " \t\r\n[]()"}


def read(text: str, first: int, close: int, type_: TensorType) -> Array | None:
    """The elements between two offsets as an array of the type's shape (a splat as a broadcast one), or None."""
    content = text[first:close].strip(" \t\r\n")
    listed = content.startswith("[")
    if listed and (not type_.shape or not _has_shape(content, type_)):
        return None
    values = _read_flat(content, type_.storage)
    if values is None or (not listed and values.size != 1):
        return None
    return values.reshape(type_.sizes) if listed else np.broadcast_to(values[0], type_.sizes)


def _has_shape(content: str, type_: TensorType) -> bool:
    """Whether brackets and commas are those of the shape."""
    if not 0 < type_.size <= len(content):
        return False
    if isinstance(type_.element, ComplexType):
        content = _PAIR.sub("", content)
    expected = ""
    for size in reversed(type_.sizes):
        expected = f"[{','.join([expected] * size)}]"
    return _NOT_BRACKETS.sub("", content) == expected


def _read_flat(content: str, element: ElementType) -> Array | None:
    match element:
        case FloatType():
            return _read_floats(content, element) if _FLOATS.fullmatch(content) else None
        case IntegerType() | IndexType():
            return _read_integers(content, element) if _INTEGERS.fullmatch(content) else None
        case BooleanType():
            if not _BOOLEANS.fullmatch(content):
                return None
            digits = content.translate(_NOT_NUMBERS).replace("true", "1").replace("false", "0").replace(",", "")
            return np.frombuffer(digits.encode(), np.uint8) == ord("1")
        case ComplexType(part=FloatType() as part):
            if not _PAIRS.fullmatch(content):
                return None
            values = _numbers(content, np.dtype(np.float64))
            return float_array(values, part).view(element.dtype)
        case _:
            return None


def _numbers(content: str, dtype: np.dtype[np.float64] | np.dtype[np.int64]) -> Array:
    return np.fromstring(content.translate(_NOT_NUMBERS), dtype, sep=",")


def _read_integers(content: str, element: IntegerType | IndexType) -> Array | None:
    if "-0" in content:
        return None
    values = _numbers(content, np.dtype(np.int64))
    if isinstance(element, IndexType):
        return values
    low, high = integer_range(element)
    if values.min() < low or values.max() > high:
        return None
    return wrap_array(values, element)


def _read_floats(content: str, element: FloatType) -> Array | None:
    if "x" not in content:
        return float_array(_numbers(content, np.dtype(np.float64)), element)
    parts = content.translate(_NOT_NUMBERS).split(",")
    values = float_array(np.array([0.0 if "x" in part else float(part) for part in parts]), element)
    patterns = {index: int(part, 16) for index, part in enumerate(parts) if "x" in part}
    if max(patterns.values()) >> element.bits:
        return None
    wide = np.array(list(patterns.values()), np.uint64)
    values[list(patterns)] = patterns_array(wide, element)
    return values
