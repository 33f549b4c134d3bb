"""Variants: applications of one op, each with random numbers of its own, over element types in turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from ....spec.lang import Example, Op
from ....spec.types import BF16, COMPLEX64, F16, F32, F64, FLOATS, I1, SI8, SI16, SI32, SI64, UI8, UI16, UI32, UI64
from ...golden import Level
from .drafts import Draft, file_of, seeded, short

TURN = (
    F32, SI32, BF16, UI8, F64, SI64, COMPLEX64, I1, F16, SI8, UI32, FLOATS["f8E4M3FN"], UI64, SI16, UI16,
    FLOATS["f8E5M2"],
)  # fmt: skip
"""Element types, which variants take in turn."""

Inputs = tuple[dict[str, Any], dict[str, Any]]
"""Inputs and result types by slot name."""


def drawn(
    op: Op,
    name: str,
    number: int,
    make: Callable[[random.Random, Any], Inputs | None],
    elements: tuple[Any, ...] = TURN,
    *,
    keeps_bits: bool = False,
    level: Level = Level.CORE,
) -> Iterator[Draft]:
    """`number` variants made with an element type and random numbers."""
    for i in range(number):
        element = elements[i % len(elements)]
        aspect = f"{name}-{i}-{short(element)}"
        made = make(seeded(f"{file_of(op)}/{aspect}"), element)
        if made is not None:
            example = Example(aspect, *made)
            yield Draft(file_of(op), aspect, level, op, example, optional=True, keeps_bits=keeps_bits)


def shape_of(random_: random.Random, rank: int | None = None, largest: int = 4, least: int = 1) -> tuple[int, ...]:
    """A shape of rank 0 to 4; one in ten has a dimension of size zero, where `least` allows."""
    rank = random_.choice((0, 1, 2, 2, 3, 3, 4)) if rank is None else rank
    return tuple(random_.randint(least, largest) for _ in range(rank))
