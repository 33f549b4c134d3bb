"""Numbers as MLIR spells them: integers of any width, and floats rounded to any format."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from ...spec.types import FloatFormat, FloatType, IntegerType, Nans, Signedness, Zeros

Array = np.ndarray[Any, np.dtype[Any]]

# Python converts decimal text in quadratic time, and refuses more digits than this by default.
_MOST_DIGITS = 4300


def parse_integer(text: str) -> int | None:
    """The value of `12` or `0xFF`; None where there are too many digits to print it as a decimal."""
    most = min(sys.get_int_max_str_digits() or _MOST_DIGITS, _MOST_DIGITS)
    if text.startswith("0x"):
        return int(text, 16) if len(text) <= most * 4 // 5 else None
    return int(text) if len(text) <= most else None


def integer_range(type_: IntegerType) -> tuple[int, int]:
    """What may be written for a type: a signless one takes signed and unsigned spellings (`255 : i8` is -1)."""
    if type_.signedness is Signedness.SIGNLESS:
        return type_.min, (1 << type_.bits) - 1
    return type_.min, type_.max


def wrap(value: int, bits: int) -> int:
    """The signed integer of the same bit pattern."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if bits and value >> (bits - 1) else value


def wrap_array(values: Array, type_: IntegerType) -> Array:
    """64-bit integers in the dtype of a type, modulo 2**bits."""
    if type_.bits >= 8:
        return values.astype(type_.dtype)
    low = values & ((1 << type_.bits) - 1)
    if type_.signed:
        sign = 1 << (type_.bits - 1)
        low = (low ^ sign) - sign
    return low.astype(np.int8 if type_.signed else np.uint8).astype(type_.dtype)


def float_array(values: Array, type_: FloatType) -> Array:
    """Doubles in the dtype of a type, rounded to nearest, ties to even."""
    if type_.format.name in ("f64", "f32", "f16"):
        with np.errstate(over="ignore", under="ignore"):
            return values.astype(type_.dtype)
    return patterns_array(encode(values, type_.format), type_)


def patterns_array(patterns: Array, type_: FloatType) -> Array:
    """Bit patterns as elements of a type."""
    return patterns.astype(f"u{type_.dtype.itemsize}").view(type_.dtype)


def float_bits(value: float, format_: FloatFormat) -> int:
    """The bit pattern of a double in a format, rounded to nearest, ties to even."""
    return int(encode(np.array(value), format_))


def encode(values: Array, format_: FloatFormat) -> Array:
    """Bit patterns of doubles (no NaN among them) in a format, rounded to nearest, ties to even.

    What is too large becomes infinity, else NaN, else the largest finite value, as the format allows. A format without
    zero takes its smallest value instead, one without sign takes NaN for negative values.
    """
    if format_.name == "f64":
        return values.view(np.uint64)
    mantissa = format_.mantissa_bits
    magnitude = np.minimum(np.abs(values), 2.0 ** (format_.max_exponent + 2))
    _, exponent = np.frexp(magnitude)
    exponent = np.where(magnitude == 0, format_.min_exponent, np.maximum(exponent - 1, format_.min_exponent))
    steps = np.rint(np.ldexp(magnitude, mantissa - exponent)).astype(np.int64)
    hidden = 1 << mantissa if format_.zeros is Zeros.NONE else 0
    patterns = np.maximum(((exponent.astype(np.int64) - format_.min_exponent) << mantissa) + steps - hidden, 0)
    top = ((format_.max_exponent + format_.bias) << mantissa) | format_.max_mantissa
    nan = _nan_pattern(format_)
    beyond = top + 1 if format_.infinities else top if nan is None else nan
    patterns = np.where(patterns > top, beyond, patterns)
    negative = np.signbit(values)
    if not format_.signed:
        return np.where(negative & (values != 0), nan or 0, patterns)
    if format_.zeros is Zeros.UNSIGNED:
        negative = negative & (patterns != 0)
    return np.where(negative, patterns | (1 << (format_.bits - 1)), patterns)


def _nan_pattern(format_: FloatFormat) -> int | None:
    """The NaN of a format without infinity."""
    match format_.nans:
        case Nans.ALL_ONES:
            return (1 << (format_.exponent_bits + format_.mantissa_bits)) - 1
        case Nans.NEGATIVE_ZERO:
            return 1 << (format_.bits - 1)
        case _:
            return None
