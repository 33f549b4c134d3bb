"""Ops that are not elementwise, over shapes and attributes drawn at random: places, folds, products, algebra."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....spec.lang import Op
from . import folds, middle, places, products
from .drafts import Draft

SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {**places.SWEEPS, **folds.SWEEPS, **products.SWEEPS}
"""By mnemonic."""


def sweeps(op: Op) -> Iterator[Draft]:
    """Drafts of an op beyond its examples; what its constraints refuse falls away later."""
    if op.dialect == "stablehlo":
        for sweeps_ in (SWEEPS, middle.SWEEPS):
            if op.mnemonic in sweeps_:
                yield from sweeps_[op.mnemonic](op)
