"""The larger and the smaller of two elements, which several ops need.

On numpy's own floats `np.maximum` and `np.minimum` are right but for one point: of two zeros they take either one. On
f16 they take ten times as long as comparing patterns.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..lang import Array
from ..numerics import arithmetic
from ..numerics.lanes import BLOCK, has_negative_zero, in_shares
from .native import native_real


def maximum(lhs: Array, rhs: Array) -> Array:
    """The larger element (IEEE 754-2019 maximum for floats, lexicographic for complex numbers), OR for booleans."""
    if not _by_numpy(lhs.dtype):
        return arithmetic.maximum(lhs, rhs)
    if lhs.dtype.kind != "f":
        return np.maximum(lhs, rhs)
    return _larger(lhs, rhs) if _whole(lhs, rhs) else in_shares(_larger, lhs, rhs, dtype=lhs.dtype)


def minimum(lhs: Array, rhs: Array) -> Array:
    """The smaller element (IEEE 754-2019 minimum for floats, lexicographic for complex numbers), AND for booleans."""
    if not _by_numpy(lhs.dtype):
        return arithmetic.minimum(lhs, rhs)
    if lhs.dtype.kind != "f":
        return np.minimum(lhs, rhs)
    return _smaller(lhs, rhs) if _whole(lhs, rhs) else in_shares(_smaller, lhs, rhs, dtype=lhs.dtype)


def clamp(low: Array, operand: Array, high: Array) -> Array:
    """The smaller of `high` and the larger of `low` and the operand."""
    if operand.size > BLOCK and _by_numpy(operand.dtype) and low.ndim == high.ndim == 0:
        if _separates(low) and _separates(high):
            return np.clip(operand, low, high)
        if low == 0 and _is_plus(low) and high > 0:
            result = np.clip(operand, low, high)
            return np.add(result, 0, out=result) if result.dtype.kind == "f" else result  # -0 becomes +0, as low is
        low, high = np.broadcast_to(low, operand.shape), np.broadcast_to(high, operand.shape)
    return minimum(maximum(operand, low), high)


def _by_numpy(dtype: np.dtype) -> bool:
    """Whether numpy finds extremes of a dtype well: of its own real types but f16."""
    return native_real(dtype) and dtype != np.float16


def _separates(bound: Array) -> bool:
    """Whether a number equals no other pattern: not a zero, not NaN."""
    return bool(bound != 0) and bool(bound == bound)


def _is_plus(bound: Any) -> bool:
    """Whether a number is +0 or larger."""
    return bool(bound >= 0) and not np.signbit(bound)


def _whole(lhs: Array, rhs: Array) -> bool:
    """Whether to work on whole arrays: they fit into cache, are broadcast against each other, or would have to be
    copied to be cut."""
    scattered = any(any(x.strides) and not x.flags.c_contiguous for x in (lhs, rhs))
    return lhs.size <= BLOCK or lhs.shape != rhs.shape or scattered


def _larger(lhs: Array, rhs: Array, out: Array | None = None) -> Array:
    larger = np.maximum(lhs, rhs, out=out)
    if rhs.ndim and rhs.size and not any(rhs.strides) and _is_plus(rhs[(0,) * rhs.ndim]):
        return np.add(larger, 0, out=larger)  # -0 becomes +0, and is less than any such number
    if not has_negative_zero(larger):
        return larger
    zeros = (lhs == 0) & (rhs == 0)
    return np.where(zeros, lhs + rhs, larger)  # the sum is -0 only of two -0


def _smaller(lhs: Array, rhs: Array, out: Array | None = None) -> Array:
    smaller = np.minimum(lhs, rhs, out=out)
    if smaller.view(f"u{smaller.itemsize}").min(initial=1) != 0:
        return smaller  # no +0
    zeros = (lhs == 0) & (rhs == 0)
    return np.where(zeros, -(-lhs - rhs), smaller)  # is +0 only of two +0


def exact_ufunc(ufunc: np.ufunc, dtype: np.dtype) -> np.ufunc | None:
    """The ufunc, where it gives bit for bit what the functions above give: on booleans and numpy's own integers."""
    return ufunc if native_real(dtype) and dtype.kind != "f" else None
