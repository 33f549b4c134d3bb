"""The larger and the smaller of two elements, which several ops need.

On numpy's own floats `np.maximum` and `np.minimum` are right but for one point: of two zeros they take either one.
"""

from __future__ import annotations

import numpy as np

from ..lang import Array
from ..numerics import arithmetic
from .native import native_real


def maximum(lhs: Array, rhs: Array) -> Array:
    """The larger element (IEEE 754-2019 maximum for floats, lexicographic for complex numbers), OR for booleans."""
    if not native_real(lhs.dtype):
        return arithmetic.maximum(lhs, rhs)
    larger = np.maximum(lhs, rhs)
    if lhs.dtype.kind != "f":
        return larger
    zeros = (lhs == 0) & (rhs == 0)
    return np.where(zeros, lhs + rhs, larger) if zeros.any() else larger  # the sum is -0 only of two -0


def minimum(lhs: Array, rhs: Array) -> Array:
    """The smaller element (IEEE 754-2019 minimum for floats, lexicographic for complex numbers), AND for booleans."""
    if not native_real(lhs.dtype):
        return arithmetic.minimum(lhs, rhs)
    smaller = np.minimum(lhs, rhs)
    if lhs.dtype.kind != "f":
        return smaller
    zeros = (lhs == 0) & (rhs == 0)
    return np.where(zeros, -(-lhs - rhs), smaller) if zeros.any() else smaller  # is +0 only of two +0


def exact_ufunc(ufunc: np.ufunc, dtype: np.dtype) -> np.ufunc | None:
    """The ufunc, where it gives bit for bit what the functions above give: on booleans and numpy's own integers."""
    return ufunc if native_real(dtype) and dtype.kind != "f" else None
