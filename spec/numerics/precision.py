"""`reduce_precision`: rounding to a float format with given field widths, and back.

(R1) The mantissa field is rounded to `mantissa_bits`, ties to even, where it is longer.
(R2) Where the type's exponent field is longer than `exponent_bits` = k, rounded values of 2**(2**(k-1)) and more
     become infinity, values below 2**(2 - 2**(k-1)) become zero (no subnormals are kept), with their sign. So k = 1
     leaves zeros and infinities only.
(R3) NaN stays NaN as long as there is a mantissa bit to tell it from infinity. With none its mantissa is cut off by
     R1, and it becomes infinity, with its sign.
(R4) Formats without infinity take it as NaN, those without NaN as their largest value; FNUZ zeros are positive, and
     f8E8M0FNU, which has no zero, takes NaN for it.

R1 to R3 are XLA CPU's results bit for bit on f64, f32, f16 and bf16, but for NaN with no mantissa bits, which stays
NaN there. For 8-bit types XLA CPU works in f16, and so rounds subnormals relative to their own leading bit and
applies R2 even where the type's exponent field is no longer than `exponent_bits`; here, as in the C++ interpreter,
the type's own fields count. The C++ interpreter takes every format for an IEEE one: on FN and FNUZ types it uses a
wrong bias, lets carries run into the sign, and puts the largest power of two where R4 has NaN.
"""

from __future__ import annotations

import ml_dtypes
import numpy as np

from ..types.formats import Zeros
from .formats import float_format, unsigned
from .lanes import elementwise
from .rounding import narrow
from .widening import widen

_BF16 = (8, 7)
"""Field widths of bf16, whose exponent field is that of f32."""


def reduce_precision(x: np.ndarray, exponent_bits: int, mantissa_bits: int) -> np.ndarray:
    """x (any float type, any shape) as if stored with `exponent_bits` >= 1 and `mantissa_bits` >= 0 (R1 to R4)."""

    if x.dtype == np.float32 and (exponent_bits, mantissa_bits) == _BF16:
        return x.astype(ml_dtypes.bfloat16).astype(np.float32)  # R1, and R3: NaN stays NaN

    @elementwise
    def kernel(lane: np.ndarray) -> np.ndarray:
        return _reduce(lane, exponent_bits, mantissa_bits)

    return kernel(x)


def _reduce(x: np.ndarray, exponent_bits: int, mantissa_bits: int) -> np.ndarray:
    form = float_format(x.dtype)
    word = unsigned(x.dtype).type
    sign = x.view(word) & word((1 << (form.bits - 1)) if form.signed else 0)
    magnitude = x.view(word) ^ sign
    largest = int(np.array(form.max_finite, x.dtype).view(word))
    dropped = form.mantissa_bits - mantissa_bits
    if dropped > 0:  # R1
        magnitude = _drop(magnitude, dropped, word)
    bias = (1 << min(exponent_bits, 16) - 1) - 1
    if form.infinities and x.size:
        low, high = 0, largest
        if exponent_bits < form.exponent_bits:  # the fields that `exponent_bits` can hold
            low = (form.bias + 1 - bias) << form.mantissa_bits
            high = min(((form.bias + bias + 1) << form.mantissa_bits) - 1, largest)
        if low <= int(magnitude.min()) and int(magnitude.max()) <= high:
            return (magnitude | sign).view(x.dtype)
    wide = widen(x)
    zero = (magnitude == 0) & (form.zeros is not Zeros.NONE)
    infinite = magnitude > largest
    if exponent_bits < form.exponent_bits:  # R2
        exponent = (magnitude >> word(form.mantissa_bits)).astype(np.int64) - form.bias
        infinite |= exponent > bias
        zero |= exponent < 1 - bias
    nan = np.isnan(wide)
    special = np.copysign(np.where(infinite | nan, np.inf, 0.0).astype(wide.dtype), wide)
    if mantissa_bits > 0:  # R3
        special = np.where(nan, wide, special)
    rounded = (magnitude | sign).view(x.dtype)
    return np.where(zero | infinite | nan, narrow(special, x.dtype), rounded)  # R4


def _drop(magnitude: np.ndarray, count: int, word: type[np.unsignedinteger]) -> np.ndarray:
    """Patterns with the last `count` bits rounded away, ties to even; carries run into the exponent."""
    last = magnitude >> word(count) & word(1)
    kept = magnitude + (last + word((1 << (count - 1)) - 1))
    return kept >> word(count) << word(count)
