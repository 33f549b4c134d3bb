"""Functions of narrow floats as tables: there are no more than 65,536 arguments of 16 bits, or pairs of 8 bits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps

import numpy as np

from .formats import unsigned

Kernel = Callable[..., np.ndarray]

_WORTH_A_TABLE = 1 << 16
"""Elements from which on a table pays."""


def tabulated(compute: Kernel) -> Kernel:
    """The elementwise function, which looks up large arrays: one operand of at most 16 bits, or two of 8 bits."""

    @cache
    def table(dtype: np.dtype, count: int) -> np.ndarray:
        every = np.arange(1 << 8 * dtype.itemsize * count)
        patterns = [every >> 8, every & 255] if count == 2 else [every]
        return compute(*(pattern.astype(unsigned(dtype)).view(dtype) for pattern in patterns))

    @wraps(compute)
    def apply(*operands: np.ndarray) -> np.ndarray:
        first, *others = operands
        if first.size < _WORTH_A_TABLE or first.dtype.itemsize * len(operands) > 2:
            return compute(*operands)
        place = first.view(unsigned(first.dtype))
        for other in others:
            if other.shape != first.shape:
                return compute(*operands)
            place = place.astype(np.uint16) << 8 | other.view(np.uint8)
        return np.take(table(first.dtype, len(operands)), place)

    return apply
