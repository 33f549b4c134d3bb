"""Einstein summation: what the configuration of einsum and unary_einsum says.

A configuration names the dimensions of each operand by letters, `ab,bc->ac`. `...` stands for any number of dimensions
that have no letter; those of several operands are aligned at their ends, and a size of 1 is repeated as needed. Without
an arrow the result has `...`, then the letters that occur once, in alphabetical order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from ..attributes.dot import DotDimensionNumbers
from ..lang import Array, Unsupported
from ..lang.notation import shape
from ..numerics.contraction import contract
from ..record import record
from ..types import SI64, ElementType, QuantizedType, Shape, Size, TensorType, Type
from .expressions import Expression, apply, broadcast, convert, equal, reduced, where

ELLIPSIS = "..."


@record
class Summation:
    """A configuration: for each operand and for the result the letters of its dimensions, and `...`, in order."""

    operands: tuple[tuple[str, ...], ...]
    result: tuple[str, ...]


@cache
def parse(config: str, operands: int) -> Summation | None:
    """The configuration for a number of operands; None where it is not well-formed."""
    left, arrow, right = config.replace(" ", "").partition("->")
    found = [_labels(part) for part in left.split(",")]
    result = _labels(right) if arrow else _implied("".join(left))
    if len(found) != operands or result is None or len(set(result)) != len(result):
        return None
    if any(one is None or one.count(ELLIPSIS) > 1 for one in found):
        return None
    known = {label for one in found for label in one or ()}
    return Summation(tuple(one or () for one in found), result) if known.issuperset(result) else None


def _labels(part: str) -> tuple[str, ...] | None:
    """`a...b` as letters and `...`; None where there is anything else."""
    head, dots, tail = part.partition(ELLIPSIS)
    if not all(letter.isascii() and letter.isalpha() for letter in head + tail):
        return None
    return (*head, *([ELLIPSIS] if dots else []), *tail)


def _implied(left: str) -> tuple[str, ...]:
    letters = sorted({letter for letter in left if letter.isalpha() and left.count(letter) == 1})
    return (*([ELLIPSIS] if ELLIPSIS in left else []), *letters)


def fits(labels: Sequence[str], x: Type) -> bool:
    """Whether a tensor has a dimension for each letter, and no more unless `...` takes them."""
    letters = len(labels) - (ELLIPSIS in labels)
    return len(shape(x)) >= letters if ELLIPSIS in labels else len(shape(x)) == letters


def sizes(summation: Summation, types: Sequence[Type]) -> dict[str, Size] | None:
    """Sizes by letter, those of `...` by their distance from its end (`-1`, `-2`, ...); None where sizes disagree."""
    found: dict[str, Size] = {}
    for labels, x in zip(summation.operands, types, strict=True):
        for label, size in zip(_spelled_out(labels, len(shape(x))), shape(x), strict=True):
            known = found.get(label)
            if known is None or (known == 1 and label.startswith("-")):
                found[label] = size
            elif size is not None and size != known and not (size == 1 and label.startswith("-")):
                return None
    return found


def _spelled_out(labels: Sequence[str], rank: int) -> list[str]:
    """Labels with `...` replaced by `-k`, ..., `-1`."""
    hidden = rank - (len(labels) - 1)
    return [one for label in labels for one in (_hidden(hidden) if label == ELLIPSIS else [label])]


def _hidden(count: int) -> list[str]:
    return [str(place) for place in range(-count, 0)]


def result_shape(summation: Summation, types: Sequence[Type]) -> Shape | None:
    """Shape of the result; None where sizes of operands disagree."""
    found = sizes(summation, types)
    if found is None:
        return None
    hidden = max((-int(label) for label in found if label.startswith("-")), default=0)
    return tuple(found[label] for label in _spelled_out(summation.result, len(summation.result) - 1 + hidden))


def summed(config: str, operands: Sequence[Array], dtype: np.dtype) -> Array:
    """Sums of products of one or two operands, with elements of `dtype`."""
    plain = config.replace(" ", "")
    summation = parse(plain, len(operands))
    assert summation is not None
    found = sizes(summation, [TensorType(x.shape, None) for x in operands]) or {}  # pyright: ignore[reportArgumentType]
    kept = {*summation.result}
    depth = math.prod(
        size or 0 for label, size in found.items() if (ELLIPSIS if label.startswith("-") else label) not in kept
    )
    if len(operands) == 1:
        one = np.ones((), dtype)
        return contract(lambda x, unit: np.asarray(_summed_alone(summation, x) * unit), operands[0], one, depth, dtype)
    lhs, rhs = operands
    return contract(lambda x, y: np.asarray(np.einsum(plain, x, y, optimize=True)), lhs, rhs, depth, dtype)


def _summed_alone(summation: Summation, x: Array) -> Array:
    """Sums of one operand, in its own type: of its diagonals, where a letter stands twice."""
    labels = _spelled_out(summation.operands[0], x.ndim)
    unique = list(dict.fromkeys(labels))
    diagonal = np.einsum(x, [unique.index(label) for label in labels], list(range(len(unique))))
    hidden = sum(label.startswith("-") for label in labels)
    wanted = _spelled_out(summation.result, len(summation.result) - 1 + hidden)
    left = [label for label in unique if label in wanted]
    others = tuple(axis for axis, label in enumerate(unique) if label not in wanted)
    sums = np.add.reduce(diagonal, others, dtype=x.dtype) if others else diagonal
    return sums.transpose([left.index(label) for label in wanted])


# Decomposition --------------------------------------------------------------------------------------------------------


@record
class Labelled:
    """A value of a body whose dimensions have labels."""

    x: Expression
    labels: tuple[str, ...]

    def simplified(self, kept: set[str]) -> Labelled:
        """Each label once, without labels that nobody keeps."""
        one = self
        while (pair := one._twice()) is not None:
            one = one._diagonal(*pair)
        return one.summed({axis for axis, label in enumerate(one.labels) if label not in kept})

    def squeezed(self) -> Labelled:
        """Without dimensions of `...` of size one, which may be repeated."""
        hidden = [axis for axis, label in enumerate(self.labels) if label.startswith("-")]
        return self.without({axis for axis in hidden if self.size(axis) == 1})

    def size(self, axis: int) -> Size:
        return self.x.type.shape[axis]

    def without(self, axes: set[int]) -> Labelled:
        """Without dimensions of size one."""
        if not axes:
            return self
        type_ = TensorType(
            tuple(size for i, size in enumerate(self.x.type.shape) if i not in axes), self.x.type.element
        )
        return Labelled(apply("reshape", self.x, types=(type_,)), _left(self.labels, axes))

    def summed(self, axes: set[int]) -> Labelled:
        """Summed over dimensions."""
        return Labelled(reduced(self.x, sorted(axes), "add", 0), _left(self.labels, axes)) if axes else self

    def ordered(self, labels: tuple[str, ...], shape: Shape) -> Expression:
        """With dimensions in this order and of these sizes; labels that it lacks are new dimensions."""
        here = [label for label in labels if label in self.labels]
        x = self.x
        if list(self.labels) != here:
            x = apply("transpose", x, permutation=tuple(self.labels.index(label) for label in here))
        return broadcast(x, shape, [labels.index(label) for label in here])

    def _twice(self) -> tuple[int, int] | None:
        """The first two dimensions with one label."""
        places: dict[str, int] = {}
        for axis, label in enumerate(self.labels):
            if label in places:
                return places[label], axis
            places[label] = axis
        return None

    def _diagonal(self, first: int, second: int) -> Labelled:
        """The elements at equal places of two dimensions: the others become zeros, then the second is summed."""
        type_ = TensorType(self.x.type.shape, SI64)
        rows, columns = (apply("iota", iota_dimension=axis, types=(type_,)) for axis in (first, second))
        return Labelled(where(equal(rows, columns), self.x, 0), self.labels).summed({second})


def _left(labels: tuple[str, ...], axes: set[int]) -> tuple[str, ...]:
    return tuple(label for i, label in enumerate(labels) if i not in axes)


def decomposed(config: str, operands: Sequence[Expression], result: TensorType) -> Expression:
    """The summation of one or two operands as reductions, a dot_general and a transpose.

    Raises Unsupported where sizes are not known.
    """
    summation = parse(config, len(operands))
    assert summation is not None
    if not (result.static and all(x.type.static for x in operands)):
        raise Unsupported("sizes are not known")
    pairs = zip(operands, summation.operands, strict=True)
    given = [Labelled(x, tuple(_spelled_out(labels, x.type.rank))) for x, labels in pairs]
    wanted = tuple(_spelled_out(summation.result, len(summation.result) - 1 + _most_hidden(given)))
    if len(given) == 1:
        one = given[0].squeezed().simplified(set(wanted))
        return convert(one.ordered(wanted, result.shape), _plain(result))
    left, right = (one.squeezed() for one in given)
    lhs, rhs = left.simplified({*wanted, *right.labels}), right.simplified({*wanted, *left.labels})
    return _contracted(lhs, rhs, wanted, result)


def _plain(type_: TensorType) -> ElementType:
    if isinstance(type_.element, QuantizedType):
        raise Unsupported("quantized tensors have no decomposition")
    return type_.element


def _most_hidden(given: Sequence[Labelled]) -> int:
    return max((-int(label) for one in given for label in one.labels if label.startswith("-")), default=0)


def _contracted(lhs: Labelled, rhs: Labelled, wanted: tuple[str, ...], result: TensorType) -> Expression:
    shared = [label for label in lhs.labels if label in rhs.labels]
    batch = [label for label in shared if label in wanted]
    summed_over = [label for label in shared if label not in wanted]
    numbers = DotDimensionNumbers(
        tuple(lhs.labels.index(label) for label in batch),
        tuple(rhs.labels.index(label) for label in batch),
        tuple(lhs.labels.index(label) for label in summed_over),
        tuple(rhs.labels.index(label) for label in summed_over),
    )
    free = [[label for label in one.labels if label not in shared] for one in (lhs, rhs)]
    labels = (*batch, *free[0], *free[1])
    found = {label: one.size(axis) for one in (lhs, rhs) for axis, label in enumerate(one.labels)}
    type_ = TensorType(tuple(found[label] for label in labels), result.element)
    product = apply("dot_general", lhs.x, rhs.x, dot_dimension_numbers=numbers, types=(type_,))
    return Labelled(product, labels).ordered(wanted, result.shape)
