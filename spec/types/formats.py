"""Bit-level formats of the floating-point element types: one row of parameters each, everything else computed.

A finite number with sign bit `s`, exponent field `e` and mantissa field `m` has the value
`(-1)**s * 2**(e - bias) * (1 + m / 2**mantissa_bits)` when `e > 0`, and
`(-1)**s * 2**(1 - bias) * (m / 2**mantissa_bits)` when `e = 0` (subnormals and zero).

Sources: IEEE 754-2019 (f16, f32, f64); OCP Microscaling Formats 1.0 (f4E2M1FN, f6E2M3FN, f6E3M2FN, f8E8M0FNU);
Micikevicius et al., arXiv:2209.05433 (f8E4M3FN, f8E5M2); Noune et al., arXiv:2206.02915 (the FNUZ formats);
Sun et al., NeurIPS 2019 (f8E4M3B11FNUZ).
"""

from __future__ import annotations

import enum
from typing import NamedTuple


class Nans(enum.Enum):
    """Which bit patterns are not numbers."""

    IEEE = "all-ones exponent with a non-zero mantissa"
    ALL_ONES = "all-ones exponent and mantissa, either sign"
    NEGATIVE_ZERO = "the pattern of negative zero"
    NONE = "no pattern"


class Zeros(enum.Enum):
    """Which zeros the format has."""

    SIGNED = "positive and negative zero"
    UNSIGNED = "positive zero only"
    NONE = "no zero"


class FloatFormat(NamedTuple):
    """Parameters of one binary floating-point format."""

    name: str
    bits: int
    exponent_bits: int
    mantissa_bits: int
    bias: int
    infinities: bool
    nans: Nans
    zeros: Zeros

    @property
    def signed(self) -> bool:
        """Whether the format spends a bit on the sign."""
        return self.bits == 1 + self.exponent_bits + self.mantissa_bits

    @property
    def precision(self) -> int:
        """Bits of the significand, the hidden one included."""
        return self.mantissa_bits + 1

    @property
    def max_exponent(self) -> int:
        """Exponent of the largest finite value: `2**max_exponent <= max_finite < 2**(max_exponent + 1)`."""
        top = (1 << self.exponent_bits) - 1 - self.bias
        only_nan_in_top_binade = self.nans is Nans.ALL_ONES and self.mantissa_bits == 0
        return top - 1 if self.infinities or only_nan_in_top_binade else top

    @property
    def min_exponent(self) -> int:
        """Exponent of the smallest normal value."""
        return (0 if self.zeros is Zeros.NONE else 1) - self.bias

    @property
    def max_mantissa(self) -> int:
        """Mantissa field of the largest finite value."""
        full = (1 << self.mantissa_bits) - 1
        return full - 1 if self.nans is Nans.ALL_ONES and self.mantissa_bits > 0 else full

    @property
    def max_finite(self) -> float:
        """The largest finite value."""
        return 2.0**self.max_exponent * (1 + self.max_mantissa / 2**self.mantissa_bits)

    @property
    def min_normal(self) -> float:
        """The smallest positive normal value."""
        return 2.0**self.min_exponent

    @property
    def min_positive(self) -> float:
        """The smallest positive value, subnormal where the format has subnormals."""
        return 2.0 ** (self.min_exponent - (0 if self.zeros is Zeros.NONE else self.mantissa_bits))

    @property
    def has_nan(self) -> bool:
        return self.nans is not Nans.NONE

    def decode(self, pattern: int) -> float:
        """The value of a bit pattern as a Python float (exact for every format up to 64 bits)."""
        mantissa = pattern & ((1 << self.mantissa_bits) - 1)
        exponent = (pattern >> self.mantissa_bits) & ((1 << self.exponent_bits) - 1)
        negative = self.signed and bool(pattern >> (self.bits - 1))
        sign = -1.0 if negative else 1.0
        all_ones = exponent == (1 << self.exponent_bits) - 1
        if self.nans is Nans.NEGATIVE_ZERO and negative and exponent == 0 and mantissa == 0:
            return float("nan")
        if self.nans is Nans.ALL_ONES and all_ones and mantissa == (1 << self.mantissa_bits) - 1:
            return float("nan")
        if self.nans is Nans.IEEE and all_ones:
            return float("nan") if mantissa else sign * float("inf")
        if exponent == 0 and self.zeros is not Zeros.NONE:
            return sign * mantissa * 2.0 ** (self.min_exponent - self.mantissa_bits)
        return sign * (1 + mantissa / 2**self.mantissa_bits) * 2.0 ** (exponent - self.bias)


#   name            bits  exp  man  bias  inf    NaN                  zero
FORMATS = (
    FloatFormat("f4E2M1FN", 4, 2, 1, 1, False, Nans.NONE, Zeros.SIGNED),
    FloatFormat("f6E2M3FN", 6, 2, 3, 1, False, Nans.NONE, Zeros.SIGNED),
    FloatFormat("f6E3M2FN", 6, 3, 2, 3, False, Nans.NONE, Zeros.SIGNED),
    FloatFormat("f8E3M4", 8, 3, 4, 3, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f8E4M3", 8, 4, 3, 7, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f8E4M3FN", 8, 4, 3, 7, False, Nans.ALL_ONES, Zeros.SIGNED),
    FloatFormat("f8E4M3FNUZ", 8, 4, 3, 8, False, Nans.NEGATIVE_ZERO, Zeros.UNSIGNED),
    FloatFormat("f8E4M3B11FNUZ", 8, 4, 3, 11, False, Nans.NEGATIVE_ZERO, Zeros.UNSIGNED),
    FloatFormat("f8E5M2", 8, 5, 2, 15, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f8E5M2FNUZ", 8, 5, 2, 16, False, Nans.NEGATIVE_ZERO, Zeros.UNSIGNED),
    FloatFormat("f8E8M0FNU", 8, 8, 0, 127, False, Nans.ALL_ONES, Zeros.NONE),
    FloatFormat("bf16", 16, 8, 7, 127, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f16", 16, 5, 10, 15, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("tf32", 19, 8, 10, 127, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f32", 32, 8, 23, 127, True, Nans.IEEE, Zeros.SIGNED),
    FloatFormat("f64", 64, 11, 52, 1023, True, Nans.IEEE, Zeros.SIGNED),
)
