"""Sums of products by a chosen algorithm: operands as sums of components, of which some pairs are multiplied.

Written from the text of numerics/dot_algorithms.py (R1 to R3) in exact numbers; the sum has the bound of its
accumulation type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product
from typing import Any

from ....spec.attributes.dot_algorithm import DotAlgorithm
from ....spec.types import FloatFormat, FloatType, TensorType
from ...golden import Kind
from .folding import bound
from .rounding import number_of, pattern_of
from .tensors import Index, NoOracle, Tensor, indices

PAIRS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((0, 0),), 3: ((0, 0), (0, 1), (1, 0)), 6: tuple(p for p in product(range(3), repeat=2) if sum(p) < 3),
    9: tuple(product(range(3), repeat=2)),
}  # fmt: skip
"""Which components are multiplied, by number of primitive operations."""


def summed_by_algorithm(
    algorithm: DotAlgorithm,
    type_: TensorType,
    pairs_at: Callable[[Index], Iterable[tuple[Any, Any]]],
    sources: list[TensorType],
) -> Tensor:
    """The tensor of sums of products; `pairs_at` gives the elements to multiply for each index of the result."""
    element, accumulation = type_.element, algorithm.accumulation_type
    forms = [_format(one) for one in (algorithm.lhs_precision_type, algorithm.rhs_precision_type)]
    chosen = PAIRS[algorithm.num_primitive_operations]
    count = 1 + max(i for pair in chosen for i in pair)
    sides = list(zip(forms, sources, strict=True))
    rows = [
        [
            [_components(form, _number(source, cell), count) for (form, source), cell in zip(sides, pair, strict=True)]
            for pair in pairs_at(index)
        ]
        for index in indices(type_.sizes)
    ]
    terms = [[left[i] * right[j] for left, right in row for i, j in chosen] for row in rows]
    sums = [Fraction(sum(row)) for row in terms]
    cells = [pattern_of(_format(element), _rounded(_format(accumulation), one)) for one in sums]
    depth = max(map(len, terms), default=0)
    magnitudes = [float(sum(map(abs, row))) for row in terms]
    return Tensor(type_, cells, bound(Kind.DOT, type_, magnitudes, depth + 1, _name(accumulation)))


def _format(element: Any) -> FloatFormat:
    if not isinstance(element, FloatType):
        raise NoOracle("dot_general with an algorithm on what are no floats")
    return element.format


def _name(element: Any) -> str:
    return str(element)


def _number(source: TensorType, cell: Any) -> Fraction:
    number = number_of(_format(source.element), cell)
    if number != number or abs(number) == float("inf"):
        raise NoOracle("dot_general with an algorithm beside infinities and NaN")
    return Fraction(number)


def _rounded(form: FloatFormat, number: Fraction) -> Any:
    return number_of(form, pattern_of(form, number)) if number else 0.0


def _components(form: FloatFormat, number: Fraction, count: int) -> list[Fraction]:
    """A number rounded, what is missing rounded, and so on."""
    parts: list[Fraction] = []
    for _ in range(count):
        parts.append(Fraction(_rounded(form, number - sum(parts))))
    return parts
