"""Einstein summation: what the configuration of einsum and unary_einsum says.

A configuration names the dimensions of each operand by letters, `ab,bc->ac`. `...` stands for any number of dimensions
that have no letter; those of several operands are aligned at their ends, and a size of 1 is repeated as needed. Without
an arrow the result has `...`, then the letters that occur once, in alphabetical order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..lang import Array
from ..lang.notation import shape
from ..numerics.contraction import contract
from ..record import record
from ..types import Shape, Size, TensorType, Type

ELLIPSIS = "..."


@record
class Summation:
    """A configuration: for each operand and for the result the letters of its dimensions, and `...`, in order."""

    operands: tuple[tuple[str, ...], ...]
    result: tuple[str, ...]


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
        return contract(lambda x, unit: np.asarray(np.einsum(plain, x) * unit), operands[0], one, depth, dtype)
    lhs, rhs = operands
    return contract(lambda x, y: np.asarray(np.einsum(plain, x, y, optimize=True)), lhs, rhs, depth, dtype)
