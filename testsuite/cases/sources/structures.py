"""Ops that are not elementwise, over shapes and attributes drawn at random: places, folds, products, algebra."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....spec.lang import Op
from . import folds, places, products
from .drafts import Draft

SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {**places.SWEEPS, **folds.SWEEPS, **products.SWEEPS}
"""By mnemonic."""


def sweeps(op: Op) -> Iterator[Draft]:
    """Drafts of an op beyond its examples; what its constraints refuse falls away later."""
    sweep = SWEEPS.get(op.mnemonic) if op.dialect == "stablehlo" else None
    yield from () if sweep is None else sweep(op)
