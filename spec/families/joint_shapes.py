"""The one shape to which operands are broadcast, as far as their types tell it, and for actual arrays.

The rules (B1), (B2), ... are those of the chapter "Broadcasting".
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..lang import Array, InvalidValue
from ..lang.notation import in_range, same_shape
from ..record import record
from ..types import Bounds, ElementType, QuantizedType, Size, TensorType, UnrankedTensorType

Dimensions = tuple[int, ...]
AnyTensor = TensorType | UnrankedTensorType


@record
class Extent:
    """What is known of the size of a dimension: the size, or that it is at most `bound`, or nothing."""

    size: Size
    bound: Size = None


ONE = Extent(1)


def joined(a: Extent, b: Extent) -> Extent | None:
    """What two dimensions are broadcast to; None where they certainly cannot be (B3, B5)."""
    if a.size == 1:
        return b
    if b.size == 1:
        return a
    if a.size is None and b.size is None:
        return Extent(None, max(a.bound, b.bound) if a.bound is not None and b.bound is not None else None)
    if a.size is None or b.size is None:
        return a if b.size is None else b
    return a if a.size == b.size else None


def joint_extents(operands: Sequence[TensorType], dimensions: Dimensions | None = None) -> list[Extent | None]:
    """The dimensions to which operands are broadcast. `dimensions` must be legal; they say something only of two
    operands whose ranks differ (B2)."""
    rank = max(x.rank for x in operands)
    joint: list[Extent | None] = [ONE] * rank
    for x in operands:
        row = _placed(_extents(x), rank, dimensions if x.rank < rank else None)
        joint = [None if a is None else joined(a, b) for a, b in zip(joint, row, strict=True)]
    return joint


def joint_type(
    operands: Sequence[AnyTensor], dimensions: Dimensions | None, element: ElementType | QuantizedType
) -> AnyTensor:
    """The type of operands once they are broadcast, with this element type. They must be able to be."""
    ranked = [x for x in operands if isinstance(x, TensorType)]
    if len(ranked) < len(operands):
        return UnrankedTensorType(element)
    extents = [one or ONE for one in joint_extents(ranked, dimensions)]
    bounds = tuple(one.bound for one in extents)
    known = Bounds(bounds) if any(bound is not None for bound in bounds) else None
    return TensorType(tuple(one.size for one in extents), element, known)


def can_be_joined(operands: Sequence[AnyTensor], dimensions: Dimensions | None = None) -> bool:
    """Whether operands can have one shape in the end (B3), as far as is known."""
    ranked = [x for x in operands if isinstance(x, TensorType)]
    return len(ranked) < len(operands) or None not in joint_extents(ranked, dimensions)


def says_where(dimensions: Dimensions, lhs: AnyTensor, rhs: AnyTensor) -> bool:
    """Whether broadcast dimensions are legal (B2), or say nothing because the operands have one shape (B4)."""
    if not isinstance(lhs, TensorType) or not isinstance(rhs, TensorType) or same_shape(lhs, rhs):
        return True
    return _are_legal(dimensions, lhs.rank, rhs.rank)


def join(lhs: Array, rhs: Array, dimensions: Dimensions | None) -> tuple[Array, Array]:
    """Views of two arrays that numpy broadcasts as B1 to B4 say. Raises InvalidValue where they cannot be."""
    if dimensions is not None and lhs.shape != rhs.shape:
        if not _are_legal(dimensions, lhs.ndim, rhs.ndim):
            raise InvalidValue(
                f"broadcast_dimensions {list(dimensions)} do not fit shapes {list(lhs.shape)} and {list(rhs.shape)}"
            )
        rank = max(lhs.ndim, rhs.ndim)
        lhs, rhs = _spread(lhs, rank, dimensions), _spread(rhs, rank, dimensions)
    joint_shape(lhs.shape, rhs.shape)
    return lhs, rhs


def joint_shape(*shapes: Sequence[int]) -> tuple[int, ...]:
    """The shape to which arrays are broadcast (B1, B3). Raises InvalidValue where they cannot be."""
    try:
        return np.broadcast_shapes(*(tuple(one) for one in shapes))
    except ValueError:
        raise InvalidValue(f"shapes {', '.join(str(list(one)) for one in shapes)} cannot be broadcast to one") from None


def _extents(x: TensorType) -> list[Extent]:
    bounds = x.bounds.sizes if x.bounds else (None,) * x.rank
    return [Extent(size, bound if size is None else None) for size, bound in zip(x.shape, bounds, strict=True)]


def _placed(row: list[Extent], rank: int, dimensions: Dimensions | None) -> list[Extent]:
    """Dimensions among `rank` ones of size 1: at these places, or the last ones (B1, B2)."""
    spread = [ONE] * rank
    places = range(rank - len(row), rank) if dimensions is None else dimensions
    for place, extent in zip(places, row, strict=True):
        spread[place] = extent
    return spread


def _spread(x: Array, rank: int, dimensions: Dimensions) -> Array:
    return x if x.ndim == rank else np.expand_dims(x, tuple(d for d in range(rank) if d not in dimensions))


def _are_legal(dimensions: Dimensions, *ranks: int) -> bool:
    """One place among the dimensions of the operand of higher rank for each of the other's, in order (B2)."""
    ascending = all(a < b for a, b in itertools.pairwise(dimensions))
    return len(dimensions) == min(ranks) and ascending and in_range(dimensions, max(ranks))
