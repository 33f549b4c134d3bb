"""Ops that count along a dimension: iota, its dynamic form, and what they produce."""

from __future__ import annotations

import numpy as np

from ..lang import Array
from ..numerics.conversion import convert
from ..types import ElementType


def indices_along(axis: int, shape: tuple[int, ...], element: ElementType) -> Array:
    """Each index's component along `axis`, in an element type. Takes the memory of that one dimension."""
    word = np.int32 if shape[axis] < 2**31 else np.int64
    line = convert(np.arange(shape[axis], dtype=word), element.dtype)
    return np.broadcast_to(line.reshape([-1 if i == axis else 1 for i in range(len(shape))]), shape)
