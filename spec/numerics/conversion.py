"""`convert`: from any element type to any other, with at most one rounding.

(R1) To boolean: x != 0, so NaN is true. From boolean: 0 or 1.
(R2) Integer to integer keeps the low bits.
(R3) Integer to float and float to float round once, ties to even, with the overflow of `rounding`. So int64 goes
     neither through float64 nor through float32 on its way to a narrower type.
(R4) Float to integer truncates, then saturates; NaN becomes 0.
(R5) Complex to any real type or boolean converts the real part; any real type to complex gets imaginary part +0;
     complex to complex converts both parts.

The specification leaves inexact and out-of-range conversions open (#180). R1, R2, R4 and R5 are XLA CPU's answers for
every integer and float width; it differs in R3: int64 and float64 to bfloat16 go through float32 and are rounded
twice, and subnormal results in float32 and bfloat16 are flushed to zero.
"""

from __future__ import annotations

import ml_dtypes
import numpy as np

from .formats import integer_bits, is_boolean, is_complex, is_float, is_signed
from .integers import from_machine, to_machine
from .lanes import BLOCK, elementwise, in_shares
from .rounding import narrow
from .widening import WIDE, to_float32, to_float64, widen

_SHORT = {np.dtype(np.float32), np.dtype(ml_dtypes.bfloat16)}


def convert(x: np.ndarray, dtype: np.dtype | type) -> np.ndarray:
    """x, of any shape, in element type `dtype` (R1 to R5); a copy where it is of that type already."""
    target = np.dtype(dtype)
    if x.dtype == target:
        return np.array(x)
    with np.errstate(all="ignore"):
        if _as_in_c(x.dtype, target):
            return x.astype(target, order="C")
        if is_boolean(target) and x.dtype.isbuiltin == 1 and x.dtype.kind in "iuf":
            return np.asarray(x != 0)  # R1
    if x.dtype in WIDE and target.isbuiltin == 1 and target.kind in "iu" and x.size > BLOCK:
        return in_shares(_truncated_into, x, dtype=target)

    @elementwise
    def kernel(lane: np.ndarray) -> np.ndarray:
        return _convert(lane, target)

    return kernel(x)


def _as_in_c(source: np.dtype, target: np.dtype) -> bool:
    """Whether numpy converts as the rules say, by a cast of C: R1 from booleans, R2, R3 with float32 and float64, R5
    from real types; between float32 and bfloat16 ml_dtypes does.
    """
    if {source, target} == _SHORT:
        return True
    if not (source.isbuiltin == target.isbuiltin == 1):
        return False
    if target.kind in "iu":
        return source.kind in "biu"
    return (target in WIDE or target.kind == "c") and (source.kind in "biu" or source in WIDE)


def _convert(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    if is_complex(x.dtype):
        if is_complex(dtype):
            return x.astype(dtype)  # R5
        x = np.ascontiguousarray(np.real(x))
    if is_complex(dtype):
        part = np.dtype(np.float32 if dtype == np.complex64 else np.float64)
        return _to_real(x, part).astype(dtype)  # R5
    return _to_real(x, dtype)


def _to_real(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Between boolean, integer and float types."""
    if x.dtype == dtype:
        return x
    if is_boolean(x.dtype):
        x = x.view(np.uint8)
    if is_float(x.dtype):
        if is_boolean(dtype):
            return widen(x) != 0  # R1
        return narrow(_for_rounding(x, dtype), dtype) if is_float(dtype) else _truncated(x, dtype)
    if is_boolean(dtype):
        return to_machine(x) != 0  # R1
    if is_float(dtype):
        return _rounded(to_machine(x), dtype)
    memory = np.dtype(f"{'i' if is_signed(dtype) else 'u'}{dtype.itemsize}")
    return from_machine(to_machine(x).astype(memory), dtype)  # R2


def _for_rounding(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """A float operand in a type that `narrow` accepts."""
    return to_float64(x) if dtype == np.float64 else widen(x)


def _rounded(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Machine integers as floats (R3)."""
    if x.dtype.itemsize <= 2:
        return narrow(x.astype(np.float32), dtype)
    if dtype == np.float32 or dtype == np.float64:
        return x.astype(dtype)  # numpy rounds once
    if x.dtype.itemsize == 4:
        return narrow(x.astype(np.float64), dtype)
    magnitude = np.abs(x).view(np.uint64)
    low = np.uint64(0x7FF)
    sticky = ((magnitude & low) != 0).astype(np.uint64) << np.uint64(11)
    odd = np.where(magnitude >> np.uint64(53) != 0, (magnitude & ~low) | sticky, magnitude)
    return narrow(np.where(x < 0, -1.0, 1.0) * odd.astype(np.float64), dtype)


def _truncated_into(x: np.ndarray, out: np.ndarray) -> np.ndarray:
    """`_truncated` for machine integers; where all numbers fit they are cast and nothing else."""
    low, beyond = _range(out.dtype)
    if not (np.minimum.reduce(x) >= low and np.maximum.reduce(x) < beyond):  # NaN does not fit
        return _truncated(x, out.dtype)
    out[...] = x
    return out


def _range(dtype: np.dtype) -> tuple[float, float]:
    """Smallest number of an integer type, and the one after the largest."""
    bits = integer_bits(dtype)
    return (-(2.0 ** (bits - 1)), 2.0 ** (bits - 1)) if is_signed(dtype) else (0.0, 2.0**bits)


def _truncated(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Floats as integers (R4)."""
    bits, signed = integer_bits(dtype), is_signed(dtype)
    memory = np.dtype(f"{'i' if signed else 'u'}{dtype.itemsize}")
    low, beyond = _range(dtype)
    wide = x if x.dtype == np.float64 else to_float32(x)
    top = np.nextafter(wide.dtype.type(beyond), wide.dtype.type(0))
    whole = np.fmin(np.fmax(wide, wide.dtype.type(low)), top).astype(memory)
    np.copyto(whole, memory.type(2 ** (bits - signed) - 1), where=wide >= beyond)
    np.copyto(whole, memory.type(0), where=np.isnan(wide))
    return from_machine(whole, dtype)
