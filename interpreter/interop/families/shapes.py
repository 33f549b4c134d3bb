"""Rules that operations of the `shape` dialect share."""

from __future__ import annotations

import numpy as np

from ....spec.lang import Array, InvalidValue


def broadcastable(shapes: tuple[Array, ...]) -> bool:
    """Whether sizes, aligned at their ends, agree or are 1."""
    try:
        np.broadcast_shapes(*map(tuple, shapes))
    except ValueError:
        return False
    return True


def size_at(shape: Array, dimension: int) -> Array:
    """One size of a shape. Raises InvalidValue where there is no such dimension."""
    if not 0 <= dimension < shape.size:
        raise InvalidValue(f"dimension {dimension} of a shape of rank {shape.size}")
    return np.array(shape[dimension], np.int64)
