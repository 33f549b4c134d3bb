"""Ops that are not elementwise, over shapes and attributes drawn at random: places, folds, products, algebra."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....spec.lang import Op
from . import folds, middle, orders, places, products
from .drafts import Draft, file_of

SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {
    **places.SWEEPS, **folds.SWEEPS, **products.SWEEPS, "chlo.polygamma": orders.sweeps,
}  # fmt: skip
"""By the op's name in ids."""


def sweeps(op: Op) -> Iterator[Draft]:
    """Drafts of an op beyond its examples; what its constraints refuse falls away later."""
    for sweeps_ in (SWEEPS, middle.SWEEPS):
        if (name := file_of(op)) in sweeps_:
            yield from sweeps_[name](op)
