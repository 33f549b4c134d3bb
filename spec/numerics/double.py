"""Floats and complex numbers of any type in double precision, and back with one rounding. Arrays of any shape."""

from __future__ import annotations

import numpy as np

from .rounding import round_to
from .widening import to_float64


def to_double(x: np.ndarray) -> np.ndarray:
    """x in float64 or complex128, exactly."""
    if x.dtype.kind == "c":
        return x.astype(np.complex128, copy=False)
    return to_float64(np.ascontiguousarray(x).reshape(-1)).reshape(x.shape)


def from_double(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Values of float64 or complex128 rounded once to the float or complex type `dtype`."""
    if dtype.kind != "c":
        return round_to(x, dtype)
    with np.errstate(over="ignore"):
        return x.astype(dtype, copy=False)
