"""Decompositions of ops that broadcast their operands: each operand is repeated to the joint shape, then the inner op
is applied. The rules (B1), (B2), ... are those of the chapter "Broadcasting"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..lang import Op, Unsupported
from ..lang.regions import Node
from ..types import SI32, TensorType, UnrankedTensorType
from .expressions import Expression, apply, equal, lift, where
from .joint_shapes import Dimensions


def applied(inner: Op) -> Callable[..., Expression]:
    """The decomposition of an op that applies `inner` to two broadcast operands."""

    def decomposition(
        lhs: Node, rhs: Node, broadcast_dimensions: Dimensions | None, result: TensorType
    ) -> Expression:
        return apply(inner.name, *spread((lhs, rhs), broadcast_dimensions, result), types=(result,))

    return decomposition


def spread(operands: Sequence[Node], dimensions: Dimensions | None, result: Any) -> list[Expression]:
    """Operands repeated to the sizes of the result. Raises Unsupported where ranks are not known."""
    if isinstance(result, UnrankedTensorType) or any(isinstance(one.type, UnrankedTensorType) for one in operands):
        raise Unsupported("ranks are not known")
    values = [lift(one) for one in operands]
    rows = [_places(x, result.rank, dimensions) for x in values]
    if result.static:
        sizes = None
    else:
        sizes = apply("concatenate", *(_joint_size(values, rows, axis) for axis in range(result.rank)), dimension=0)
    return [_repeated(x, places, result, sizes) for x, places in zip(values, rows, strict=True)]


def _places(x: Expression, rank: int, dimensions: Dimensions | None) -> tuple[int, ...]:
    """The dimensions of the result to which those of an operand belong: the last ones, unless it is said (B1, B2)."""
    if dimensions is not None and x.type.rank < rank:
        return dimensions
    return tuple(range(rank - x.type.rank, rank))


def _joint_size(values: Sequence[Expression], rows: Sequence[tuple[int, ...]], axis: int) -> Expression:
    """The size of one dimension of the result, as a vector of one si32: that which is not 1, if there is one (B3)."""
    one = TensorType((1,), SI32)
    found: Expression | None = None
    for x, places in zip(values, rows, strict=True):
        if axis not in places:
            continue
        size = apply("reshape", apply("get_dimension_size", x, dimension=places.index(axis)), types=(one,))
        found = size if found is None else where(equal(found, 1), size, found)
    assert found is not None
    return found


def _repeated(x: Expression, places: tuple[int, ...], result: TensorType, sizes: Expression | None) -> Expression:
    type_ = TensorType(result.shape, x.type.element)
    if x.type.shape == result.shape and result.static:
        return x
    if sizes is None:
        return apply("broadcast_in_dim", x, broadcast_dimensions=places, types=(type_,))
    return apply("dynamic_broadcast_in_dim", x, sizes, broadcast_dimensions=places, types=(type_,))
