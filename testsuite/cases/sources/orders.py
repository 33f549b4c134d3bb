"""Polygamma functions of enormous order: next to the arguments at which results are numbers, not zero or infinity."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ....spec.lang import Example, Op
from ....spec.types import F32, F64
from ...golden import Level
from ..oracles.rounding import pattern_of
from .drafts import Draft, file_of, short
from .numbers import literal

ORDERS = ((1 << 20) + 1, (1 << 20) + 2, 3_000_001, (1 << 31) + 1, (1 << 40) + 2, (1 << 50) + 1)


def sweeps(op: Op) -> Iterator[Draft]:
    """Orders beyond 2**20, in float64 and, as far as it has them, in float32."""
    for element, orders in ((F64, ORDERS), (F32, ORDERS[:3])):
        pairs = [(n, x) for n in orders for x in _arguments(n)]
        columns = [[pattern_of(element.format, Fraction(one)) for one in column] for column in zip(*pairs, strict=True)]
        aspect = f"enormous-orders-{short(element)}"
        example = Example(
            aspect, dict(zip(("n", "x"), (literal(element, cells) for cells in columns), strict=True)), {}
        )
        yield Draft(file_of(op), aspect, Level.ACCURACY, op, example, optional=True)


def _arguments(n: int) -> Iterator[Fraction]:
    """Where n! is about x**(n + 1), a little beside it on both sides, and far from it; some below zero."""
    import mpmath

    with mpmath.workprec(200):
        root = mpmath.exp(mpmath.loggamma(n + 1) / (n + 1))
        middle = Fraction(int(root * 2**60), 2**60)
    for beside in (0, 3, -5, 200, -650):
        yield middle * (1 + Fraction(beside, n))
    yield from (Fraction(1, 2), Fraction(10**12), Fraction(-7, 4))
