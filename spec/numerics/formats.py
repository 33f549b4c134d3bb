"""Element types as numpy names them: which kind, how many bits, which float format.

Answers are kept: numpy takes microseconds to say what a dtype is called.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ..types.formats import FORMATS, FloatFormat


def is_boolean(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype hold booleans."""
    return dtype.kind == "b"


def is_complex(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype hold complex numbers."""
    return dtype.kind == "c"


@cache
def is_float(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype hold real floating-point numbers."""
    return dtype.kind == "f" or "float" in dtype.name


@cache
def is_integer(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype hold integers."""
    return dtype.kind in "iu" or dtype.name.lstrip("u").startswith("int")


@cache
def is_signed(dtype: np.dtype) -> bool:
    """Whether an integer dtype is signed."""
    return not dtype.name.startswith("u")


@cache
def integer_bits(dtype: np.dtype) -> int:
    """Bits of one integer, 2 and 4 for the narrow ones."""
    return int(dtype.name.lstrip("uint"))


@cache
def bits(dtype: np.dtype) -> int:
    """Bits of one element as the specification counts them: 1 for booleans, 4 for `float4_e2m1fn`."""
    if is_boolean(dtype):
        return 1
    if is_complex(dtype):
        return 8 * dtype.itemsize
    return integer_bits(dtype) if is_integer(dtype) else float_format(dtype).bits


@cache
def float_format(dtype: np.dtype) -> FloatFormat:
    """The format of a float dtype: `float8_e4m3fn` is f8E4M3FN. Raises KeyError for any other dtype."""
    head, _, tail = dtype.name.replace("float", "f").partition("_")
    return {row.name: row for row in FORMATS}[head + tail.upper()]


def unsigned(dtype: np.dtype) -> np.dtype:
    """The unsigned integer dtype whose memory is as wide as one element."""
    return np.dtype(f"u{dtype.itemsize}")
