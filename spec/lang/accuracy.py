"""How far a result may lie from the exact one.

Each op declares, for each kind of elements, one bound. The judge of results, the docs and the tests read it.
"""

from __future__ import annotations

import enum

from ..record import record
from ..types import ElementType
from .typesets import Elements


class Bound(enum.Enum):
    """Kinds of bounds."""

    EXACT = "the one right value"
    CORRECTLY_ROUNDED = "the exact value, rounded once to nearest, ties to even"
    ULP = "within a number of units in the last place of the exact value, rounded"
    SUM = "within the error bound of summation in any order, derived from the data"
    DOT = "within the error bound of a sum of products, derived from the data"
    BODY = "what the functions it applies give, in any order that is allowed"
    NORM = "backward stable: bounded relative to the norm of the operands"
    DISTRIBUTION = "random numbers: only type, range and distribution are fixed"


@record
class Accuracy:
    """A bound for results with these element kinds (all of them, or only certain element types).

    `ulps` belongs to Bound.ULP; for complex results it holds for each part, relative to the larger one where
    `by_modulus` is set.
    """

    bound: Bound
    elements: Elements
    ulps: float = 0.0
    only: tuple[ElementType, ...] = ()
    by_modulus: bool = False

    def __str__(self) -> str:
        return f"{self.ulps:g} ULP" if self.bound is Bound.ULP else self.bound.value


def exact(elements: Elements) -> Accuracy:
    """The one right value."""
    return Accuracy(Bound.EXACT, elements)


def correctly_rounded(elements: Elements) -> Accuracy:
    """The exact value rounded once."""
    return Accuracy(Bound.CORRECTLY_ROUNDED, elements)


def ulp(ulps: float, elements: Elements, *, only: tuple[ElementType, ...] = (), by_modulus: bool = False) -> Accuracy:
    """Within `ulps` units in the last place."""
    return Accuracy(Bound.ULP, elements, ulps, only, by_modulus)


def bounded(bound: Bound, elements: Elements) -> Accuracy:
    """Any other kind of bound."""
    return Accuracy(bound, elements)
