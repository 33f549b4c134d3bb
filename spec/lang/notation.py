"""The specification's notation for types and shapes, as functions that constraints use.

An unknown size (None) agrees with everything: a constraint fails only where it is certain to be broken.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from ..types import (
    TENSOR_TYPES,
    BooleanType,
    Bounds,
    ComplexType,
    ElementType,
    FloatType,
    IntegerType,
    QuantizedType,
    Shape,
    Size,
    TensorType,
    Type,
    UnrankedTensorType,
)


def element_type(x: Type) -> ElementType | QuantizedType:
    """Element type of a tensor type."""
    assert isinstance(x, TENSOR_TYPES)
    return x.element


def shape(x: Type) -> Shape:
    """Shape of a tensor type."""
    assert isinstance(x, TensorType)
    return x.shape


def rank(x: Type) -> int:
    """Number of dimensions."""
    return len(shape(x))


def axes(x: Type) -> range:
    """All dimensions in order."""
    return range(rank(x))


def dim(x: Type, axis: int) -> Size:
    """Size of one dimension."""
    return shape(x)[axis]


def dims(x: Type, chosen: Iterable[int]) -> Shape:
    """Sizes of some dimensions."""
    return tuple(dim(x, axis) for axis in chosen)


def size(x: Type) -> Size:
    """Number of elements; None where unknown."""
    known = [length for length in shape(x) if length is not None]
    return math.prod(known) if len(known) == rank(x) or 0 in known else None


def sizes_agree(a: Size, b: Size) -> bool:
    """Whether two dimension sizes can be equal."""
    return a is None or b is None or a == b


def shapes_agree(*shapes: Sequence[Size]) -> bool:
    """Whether shapes can be equal: same rank, and no two known sizes of a dimension differ."""
    if len({len(one) for one in shapes}) > 1:
        return False
    return all(len(set(column) - {None}) <= 1 for column in zip(*shapes, strict=True))


def same_shape(*types: Type) -> bool:
    """Whether tensor types can have the same shape: no known sizes differ, and none is above another type's bound."""
    ranked = [x for x in types if not isinstance(x, UnrankedTensorType)]
    return shapes_agree(*(shape(x) for x in ranked)) and all(
        at_most(size, limit)
        for x in ranked
        if isinstance(x, TensorType) and x.bounds is not None
        for y in ranked
        for size, limit in zip(shape(y), x.bounds.sizes, strict=True)
    )


def same_type(*types: Type) -> bool:
    """Whether types can be the same type (unknown sizes and ranks agree with any)."""
    first = types[0]
    if not isinstance(first, TENSOR_TYPES):
        return all(x == first for x in types)
    elements = {x.element if isinstance(x, TENSOR_TYPES) else None for x in types}
    return elements == {first.element} and same_shape(*types)


def at_most(low: Size, high: Size) -> bool:
    """low <= high, as far as known."""
    return low is None or high is None or low <= high


def in_range(values: Iterable[int], limit: int) -> bool:
    """0 <= values < limit."""
    return all(0 <= value < limit for value in values)


def is_unique(values: Iterable[Any]) -> bool:
    """No value appears twice."""
    listed = list(values)
    return len(set(listed)) == len(listed)


def is_sorted(values: Sequence[int]) -> bool:
    """Values ascend."""
    return all(a <= b for a, b in itertools.pairwise(values))


def is_boolean(x: Type) -> bool:
    """Boolean elements."""
    return isinstance(x, TensorType) and isinstance(x.element, BooleanType)


def is_integer(x: Type) -> bool:
    """Integer elements."""
    return isinstance(x, TensorType) and isinstance(x.element, IntegerType)


def is_signed_integer(x: Type) -> bool:
    """Signed integer elements."""
    return isinstance(x, TensorType) and isinstance(x.element, IntegerType) and x.element.signed


def is_unsigned_integer(x: Type) -> bool:
    """Unsigned integer elements."""
    return isinstance(x, TensorType) and isinstance(x.element, IntegerType) and not x.element.signed


def is_float(x: Type) -> bool:
    """Floating-point elements."""
    return isinstance(x, TensorType) and isinstance(x.element, FloatType)


def is_complex(x: Type) -> bool:
    """Complex elements."""
    return isinstance(x, TensorType) and isinstance(x.element, ComplexType)


def is_quantized(*types: Type) -> bool:
    """Quantized elements of any kind, in every one of the types."""
    return all(isinstance(x, TensorType) and isinstance(x.element, QuantizedType) for x in types)


def any_quantized(*types: Type) -> bool:
    """Quantized elements of any kind, in at least one of the types."""
    return any(is_quantized(x) for x in types)


def is_per_tensor_quantized(x: Type) -> bool:
    """Quantized elements with one pair of parameters."""
    return isinstance(x, TensorType) and isinstance(x.element, QuantizedType) and x.element.per_tensor


def is_per_axis_quantized(x: Type) -> bool:
    """Quantized elements with a pair of parameters for each slice of a dimension."""
    return isinstance(x, TensorType) and isinstance(x.element, QuantizedType) and x.element.per_axis


def quantized(x: Type) -> QuantizedType:
    """The quantized element type of a quantized tensor type."""
    assert isinstance(x, TensorType)
    assert isinstance(x.element, QuantizedType)
    return x.element


def complex_part(x: Type) -> ElementType:
    """Type of the real and imaginary parts of a complex tensor type."""
    assert isinstance(x, TensorType)
    assert isinstance(x.element, ComplexType)
    return x.element.part


def baseline_element(x: Type) -> ElementType | QuantizedType:
    """Element type with quantization parameters reset."""
    element = element_type(x)
    return element.baseline() if isinstance(element, QuantizedType) else element


def same_baseline_element(*types: Type) -> bool:
    """Whether element types are equal up to quantization parameters."""
    return len({baseline_element(x) for x in types}) <= 1


def same_baseline_type(*types: Type) -> bool:
    """Whether tensor types can be equal up to quantization parameters."""
    return same_baseline_element(*types) and same_shape(*types)


def bits(element: ElementType | QuantizedType) -> int:
    """Bits of one element."""
    return element.bits


def is_promotable(source: ElementType | QuantizedType, target: ElementType | QuantizedType) -> bool:
    """Whether elements of one type may be widened to the other: same kind, and no fewer bits."""
    if source == target:
        return True
    if isinstance(source, QuantizedType) and isinstance(target, QuantizedType):
        return source.expressed == target.expressed and source.storage.bits <= target.storage.bits
    if isinstance(source, QuantizedType) or isinstance(target, QuantizedType):
        return False
    if type(source) is not type(target):
        return False
    return source.bits <= target.bits


def merged(*shapes: Sequence[Size]) -> Shape:
    """The most that shapes which agree say together: each size that any of them knows."""
    columns = zip(*shapes, strict=True)
    return tuple(next((length for length in column if length is not None), None) for column in columns)


def result_like(*types: TensorType) -> TensorType:
    """The type that results of elementwise ops have: element type of the first, all known sizes, tightest bounds."""
    types = tuple(x for x in types if not isinstance(x, UnrankedTensorType)) or types
    first = types[0]
    if all(x == first for x in types):
        return first
    known = merged(*(x.shape for x in types))
    limits = [
        min((x.bounds.sizes[i] or 0 for x in types if x.bounds and x.bounds.sizes[i] is not None), default=None)
        if length is None
        else None
        for i, length in enumerate(known)
    ]
    return TensorType(known, first.element, Bounds(tuple(limits)) if any(b is not None for b in limits) else None)
