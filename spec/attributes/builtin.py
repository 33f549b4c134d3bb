"""Attributes that are not StableHLO's own: numbers, arrays, tensors, symbols.

Booleans, strings, types, tuples (arrays) and enum members stand for themselves as Python values.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

import numpy as np

from ..record import record
from ..types import ComplexType, ElementType, FloatType, TensorType, Type


@record
class IntegerAttr:
    """`3 : i64`. `type` is an integer type or `index`."""

    value: int
    type: ElementType


@record
class FloatAttr:
    """`1.5 : f32`, held as the bit pattern of its type, so that NaN payloads and signed zeros survive."""

    bits: int
    type: FloatType

    @property
    def value(self) -> float:
        return self.type.format.decode(self.bits)


@record
class ComplexAttr:
    """`#complex.number<:f32 1.0, 2.0> : complex<f32>`: two floats of one type."""

    real: FloatAttr
    imag: FloatAttr

    @property
    def type(self) -> ComplexType:
        return ComplexType(self.real.type)


@record
class UnitAttr:
    """An attribute whose presence is its meaning."""


UNIT = UnitAttr()


@record
class SymbolRef:
    """`@name` or `@outer::@inner`."""

    name: str
    nested: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "::".join(f"@{part}" for part in (self.name, *self.nested))


@record
class DictAttr:
    """`{a = 1, b}`: names and attributes in order of appearance."""

    entries: tuple[tuple[str, Any], ...] = ()

    def get(self, name: str, default: Any = None) -> Any:
        return next((value for key, value in self.entries if key == name), default)

    def __len__(self) -> int:
        return len(self.entries)


@record
class ArrayAttr:
    """`array<i64: 1, 2>`: numbers of one element type; booleans for `i1`, `FloatAttr` for floats."""

    element: ElementType
    values: tuple[Any, ...]


@record
class OpaqueAttr:
    """An attribute of a dialect that is not known here (or an affine map and the like), kept as it was spelled."""

    text: str

    def __str__(self) -> str:
        return self.text


@record
class Literal:
    """A tensor constant: a static tensor type and its elements.

    `array` has the type's shape and holds elements in the storage dtype. A splat is an array with zero strides: it
    takes the memory of one element. Equality is that of bit patterns.
    """

    type: TensorType
    array: np.ndarray[Any, Any] = field(compare=False)

    @property
    def splat(self) -> bool:
        """Whether one element stands for all."""
        return self.array.size > 0 and all(stride == 0 for stride in self.array.strides)

    def scalar_bytes(self) -> bytes:
        """Bit pattern of a splat's one element."""
        return self.array[(0,) * self.array.ndim].tobytes()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Literal) or self.type != other.type:
            return False
        if self.splat and other.splat:
            return self.scalar_bytes() == other.scalar_bytes()
        return self.array.tobytes() == other.array.tobytes()

    def __hash__(self) -> int:
        return hash(self.type)


class ResourceBlob:
    """Data of a `{-# dialect_resources #-}` section; absent until the section is read."""

    def __init__(self, alignment: int = 0, data: bytes | bytearray | None = None) -> None:
        self.alignment = alignment
        self.data = data


@record
class ResourceAttr:
    """`dense_resource<key> : tensor<...>`: a tensor constant whose elements stand at the end of the file."""

    key: str
    type: TensorType
    blob: ResourceBlob = field(compare=False)

    def literal(self) -> Literal:
        """The tensor constant. Raises ValueError where the data is missing or of the wrong size."""
        data = self.blob.data
        if data is None:
            raise ValueError(f"the file has no data for dense_resource<{self.key}>")
        dtype = self.type.dtype
        expected = self.type.size * dtype.itemsize
        if len(data) != expected:
            raise ValueError(f"dense_resource<{self.key}> holds {len(data)} bytes where {self.type} takes {expected}")
        array = np.frombuffer(data, dtype).reshape(self.type.sizes)
        array.flags.writeable = False
        return Literal(self.type, array)


Attribute = (
    bool | str | IntegerAttr | FloatAttr | ComplexAttr | UnitAttr | SymbolRef | DictAttr | ArrayAttr | OpaqueAttr
    | Literal | ResourceAttr | Type | ElementType | tuple[Any, ...] | object
)  # fmt: skip
"""Any attribute: the classes above, types, Python booleans and strings, tuples, and the dialect's own attributes."""
