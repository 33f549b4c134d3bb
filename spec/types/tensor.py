"""Value types: tensors, tokens, tuples, buffers, futures and functions (specification, section "Types")."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy as np

from ..record import record
from .element import ElementType
from .quantized import QuantizedType

Size = int | None
"""A dimension size; None where it is unknown (`?`)."""
Shape = tuple[Size, ...]


class Type:
    """Base of all types that are not element types."""


@record
class Bounds:
    """Upper bounds of dynamic dimension sizes, one a dimension; None where there is no bound."""

    sizes: Shape

    def __str__(self) -> str:
        return f"#stablehlo.bounds<{', '.join('?' if size is None else str(size) for size in self.sizes)}>"


@record
class TensorType(Type):
    """`tensor<2x?xf32>`: a shape and an element type.

    `encoding` is None, `Bounds`, or an attribute that is kept and has no meaning here (sparsity, layouts).
    """

    shape: Shape
    element: ElementType | QuantizedType
    encoding: object = None

    @property
    def rank(self) -> int:
        return len(self.shape)

    @property
    def bounds(self) -> Bounds | None:
        return self.encoding if isinstance(self.encoding, Bounds) else None

    @cached_property
    def static(self) -> bool:
        """Whether every dimension size is known."""
        return None not in self.shape

    @property
    def sizes(self) -> tuple[int, ...]:
        """The shape of a static type. Raises ValueError where a size is unknown."""
        if not self.static:
            raise ValueError(f"{self} has unknown dimension sizes")
        return self.shape  # pyright: ignore[reportReturnType]

    @property
    def size(self) -> int:
        """Number of elements of a static type."""
        return math.prod(self.sizes)

    @property
    def storage(self) -> ElementType:
        """The type in which elements are held: the storage type of a quantized element type, else the element type."""
        return self.element.storage if isinstance(self.element, QuantizedType) else self.element

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        """The dtype in which elements are held. Raises TypeError where no array can hold them."""
        return self.storage.dtype

    @cached_property
    def nbytes(self) -> int:
        """Bytes that an array of this static type takes in memory."""
        return self.size * self.dtype.itemsize

    def with_shape(self, shape: Shape) -> TensorType:
        """The same element type and another shape."""
        return TensorType(shape, self.element)

    def with_element(self, element: ElementType | QuantizedType) -> TensorType:
        """The same shape (bounds included) and another element type."""
        return TensorType(self.shape, element, self.encoding)

    def __str__(self) -> str:
        dims = "".join("?x" if size is None else f"{size}x" for size in self.shape)
        return f"tensor<{dims}{self.element}{'' if self.encoding is None else f', {self.encoding}'}>"


@record
class UnrankedTensorType(Type):
    """`tensor<*xf32>`: a tensor of which not even the rank is known. Only CHLO ops take it, StableHLO's do not."""

    element: ElementType | QuantizedType

    static = False
    shape = None

    @property
    def storage(self) -> ElementType:
        """The type in which elements are held."""
        return self.element.storage if isinstance(self.element, QuantizedType) else self.element

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        """The dtype in which elements are held. Raises TypeError where no array can hold them."""
        return self.storage.dtype

    def with_shape(self, shape: Shape) -> TensorType:
        """The same element type and a shape."""
        return TensorType(shape, self.element)

    def with_element(self, element: ElementType | QuantizedType) -> UnrankedTensorType:
        """The same with other elements."""
        return UnrankedTensorType(element)

    def __str__(self) -> str:
        return f"tensor<*x{self.element}>"


TENSOR_TYPES = (TensorType, UnrankedTensorType)
"""The classes of tensor types."""


@record
class BufferType(Type):
    """`memref<2x3xf32>`: storage that custom calls read and write. `layout` keeps what follows the element type."""

    shape: Shape
    element: ElementType | QuantizedType
    layout: tuple[object, ...] = ()

    @property
    def rank(self) -> int:
        return len(self.shape)

    def __str__(self) -> str:
        dims = "".join("?x" if size is None else f"{size}x" for size in self.shape)
        return f"memref<{dims}{self.element}{''.join(f', {part}' for part in self.layout)}>"


@record
class TokenType(Type):
    """`!stablehlo.token`: an opaque value that orders side effects."""

    def __str__(self) -> str:
        return "!stablehlo.token"


@record
class TupleType(Type):
    """`tuple<T0, T1>`: a list of values of different types."""

    elements: tuple[Type, ...]

    def __str__(self) -> str:
        return f"tuple<{', '.join(map(str, self.elements))}>"


@record
class FutureType(Type):
    """`!stablehlo.future<T0, T1>`: results of an asynchronous operation."""

    elements: tuple[Type, ...]

    def __str__(self) -> str:
        return f"!stablehlo.future<{', '.join(map(str, self.elements))}>"


@record
class FunctionType(Type):
    """`(T0, T1) -> (R0)`: inputs and outputs of a function or region."""

    inputs: tuple[Type | ElementType, ...]
    outputs: tuple[Type | ElementType, ...]

    def __str__(self) -> str:
        inputs = f"({', '.join(map(str, self.inputs))})"
        if len(self.outputs) == 1 and not isinstance(self.outputs[0], FunctionType):
            return f"{inputs} -> {self.outputs[0]}"
        return f"{inputs} -> ({', '.join(map(str, self.outputs))})"


@record
class NoneType(Type):
    """MLIR's `none`."""

    def __str__(self) -> str:
        return "none"


@record
class UnknownType(Type):
    """A type of a dialect that is not known here, kept as it was spelled."""

    text: str

    def __str__(self) -> str:
        return self.text


TOKEN = TokenType()


def tensor(*shape: Size, element: ElementType | QuantizedType) -> TensorType:
    """A tensor type: `tensor(2, 3, element=F32)` is `tensor<2x3xf32>`."""
    return TensorType(shape, element)
