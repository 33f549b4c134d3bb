"""Functions of one narrow float as tables: there are no more than 65,536 arguments of 16 bits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps

import numpy as np

from .formats import unsigned

Kernel = Callable[..., np.ndarray]

_WORTH_A_TABLE = 1 << 16
"""Elements from which on a table pays."""


def tabulated(compute: Kernel) -> Kernel:
    """The elementwise function, which looks up large arrays of types of at most 16 bits if it has one operand."""

    @cache
    def table(dtype: np.dtype) -> np.ndarray:
        patterns = np.arange(1 << 8 * dtype.itemsize).astype(unsigned(dtype))
        return compute(patterns.view(dtype))

    @wraps(compute)
    def apply(*operands: np.ndarray) -> np.ndarray:
        first = operands[0]
        if len(operands) == 1 and first.dtype.itemsize <= 2 and first.size >= _WORTH_A_TABLE:
            return np.take(table(first.dtype), first.view(unsigned(first.dtype)))
        return compute(*operands)

    return apply
