"""Floats of any type as float32 or float64, exactly.

Kernels compute in a wider type and round once (see `rounding`). Functions here take rank-1 arrays.
"""

from __future__ import annotations

from functools import cache

import ml_dtypes
import numpy as np

from .formats import float_format

WIDE = (np.dtype(np.float32), np.dtype(np.float64))
"""Types that are computed in as they are."""

_POWERS_OF_TWO = np.dtype(ml_dtypes.float8_e8m0fnu)


def to_float32(x: np.ndarray) -> np.ndarray:
    """x in float32: exact for float types of at most 32 bits. Returns x itself where it is float32 already."""
    if x.dtype.itemsize == 1:
        return np.take(_values(x.dtype), x.view(np.uint8))
    return x.astype(np.float32, copy=False)


def to_float64(x: np.ndarray) -> np.ndarray:
    """x in float64: exact for every float type. Returns x itself where it is float64 already."""
    return to_float32(x).astype(np.float64) if x.dtype.itemsize == 1 else x.astype(np.float64, copy=False)


def widen(x: np.ndarray) -> np.ndarray:
    """x in the type in which + - * / and comparisons are done before rounding once: float32, or float64 for itself.

    Rounding twice is harmless there, since float32 has more than twice the bits of every narrower type
    (Figueroa, "When is double rounding innocuous?", SIGNUM 1995). Products and quotients of f8E8M0FNU leave the range
    of float32, so it is widened to float64.
    """
    return to_float64(x) if x.dtype in (np.float64, _POWERS_OF_TWO) else to_float32(x)


@cache
def _values(dtype: np.dtype) -> np.ndarray:
    """float32 value of each byte; bits above those of the format are ignored."""
    known = 1 << float_format(dtype).bits
    return (np.arange(256) % known).astype(np.uint8).view(dtype).astype(np.float32)
