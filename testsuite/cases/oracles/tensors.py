"""Tensors as oracles see them: a type and a flat list of Python numbers, one an element, in row-major order.

A boolean is a bool, an integer an int, a float the int of its bit pattern, a complex number a pair of patterns. So what
moves elements keeps every bit, and what computes reads patterns by `rounding.py`. Quantized elements are their storage.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ....spec.types import BooleanType, ComplexType, FloatType, TensorType
from ...golden import Judge, Kind, bits_of

Index = tuple[int, ...]


class NoOracle(Exception):  # noqa: N818 - named after what it says
    """There is no independent way to the result of this operation; the message says for what."""


class UnknownOp(NoOracle):
    """There is no oracle for the operation, whatever its values."""


@dataclass
class Tensor:
    """A static tensor. `judge` says how a result that equals it is to be judged (exact unless an oracle says more)."""

    type: TensorType
    cells: list[Any]
    judge: Judge = field(default_factory=lambda: Judge(Kind.EXACT))

    @property
    def shape(self) -> tuple[int, ...]:
        return self.type.sizes

    def __getitem__(self, index: Index) -> Any:
        return self.cells[position(index, self.shape)]

    def indices(self) -> Iterator[Index]:
        return indices(self.shape)


def indices(shape: Iterable[int]) -> Iterator[Index]:
    """All indices in row-major order."""
    return itertools.product(*map(range, shape))


def position(index: Index, shape: tuple[int, ...]) -> int:
    """Where an index stands in row-major order."""
    place = 0
    for i, size in zip(index, shape, strict=True):
        place = place * size + i
    return place


def built(type_: TensorType, element: Any, judge: Judge | None = None) -> Tensor:
    """The tensor whose element at each index is `element(index)`."""
    return Tensor(type_, [element(index) for index in indices(type_.sizes)], judge or Judge(Kind.EXACT))


def scalar(type_: TensorType, cell: Any) -> Tensor:
    """A tensor of rank 0."""
    return Tensor(type_.with_shape(()), [cell])


def from_array(array: np.ndarray[Any, Any], type_: TensorType) -> Tensor:
    """The tensor that an array holds."""
    storage = type_.storage
    if isinstance(storage, BooleanType):
        return Tensor(type_, array.reshape(-1).astype(bool).tolist())
    if isinstance(storage, FloatType):
        return Tensor(type_, bits_of(array, type_).reshape(-1).tolist())
    if isinstance(storage, ComplexType):
        return Tensor(type_, [tuple(pair) for pair in bits_of(array, type_).reshape(-1, 2).tolist()])
    wide = np.uint64 if array.dtype == np.uint64 else np.int64
    return Tensor(type_, array.reshape(-1).astype(wide).tolist())


def to_array(tensor: Tensor) -> np.ndarray[Any, Any]:
    """The array that holds a tensor."""
    storage, shape = tensor.type.storage, tensor.shape
    dtype = storage.dtype
    if isinstance(storage, FloatType):
        return np.array(tensor.cells, f"u{dtype.itemsize}").view(dtype).reshape(shape)
    if isinstance(storage, ComplexType):
        parts = np.array(tensor.cells, f"u{dtype.itemsize // 2}").reshape(-1, 2)
        return np.ascontiguousarray(parts).view(dtype).reshape(shape)
    wide = np.uint64 if dtype == np.uint64 else np.int64
    return np.array(tensor.cells, wide).astype(dtype).reshape(shape)


def count(shape: Iterable[int]) -> int:
    """Number of elements."""
    return math.prod(shape)
