"""Floating-point numbers as MLIR writes them.

MLIR tries six significant digits in scientific form, and where these do not read back as the same bits, as many digits
as the precision of the format can need; where that has no decimal point, and for infinities and NaNs, the bits in
hexadecimal. Its digits are not always the nearest ones (they may be cut off instead of rounded), which is followed here
so that printed programs agree to the letter.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache

from .element import F64, FloatType
from .formats import FloatFormat

_SHORT = 6


@lru_cache(maxsize=1 << 16)
def float_spelling(bits: int, type_: FloatType) -> str:
    """The number with this bit pattern."""
    form = type_.format
    value = form.decode(bits)
    if math.isfinite(value):
        text = _scientific(value)
        if _reads_back(text, bits, form):
            return text
        text = _natural(value, form.precision)
        if "." in text:
            return text
    return f"0x{bits:X}"


def float_text(value: float) -> str:
    """The number as a double."""
    return float_spelling(struct.unpack("<Q", struct.pack("<d", value))[0], F64)


def _digits(value: float, limit: int) -> tuple[str, int]:
    """At most `limit` decimal digits, and the power of ten of the last one, for a positive finite number."""
    significand, denominator = value.as_integer_ratio()
    shift = denominator.bit_length() - 1
    exponent = -shift
    significand *= 5**shift
    # Far more digits than asked for are cut off before the rest is rounded.
    needed = (limit * 196 + 58) // 59
    surplus = (significand.bit_length() - needed) * 59 // 196
    if surplus > 0:
        significand //= 10**surplus
        exponent += surplus
    digits = str(significand)
    if len(digits) > limit:
        head, next_digit = digits[:limit], digits[limit]
        exponent += len(digits) - limit
        digits = head if next_digit < "5" else str(int(head) + 1)
    stripped = digits.rstrip("0")
    return stripped, exponent + len(digits) - len(stripped)


def _scientific(value: float) -> str:
    """`1.500000e+00`: six significant digits and one more zero."""
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    if value == 0:
        return f"{sign}0.000000e+00"
    digits, exponent = _digits(abs(value), _SHORT)
    exponent += len(digits) - 1
    fraction = digits[1:].ljust(_SHORT, "0")
    return f"{sign}{digits[0]}.{fraction}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _natural(value: float, precision: int) -> str:
    """As many digits as a format of this precision can need, in plain form unless the number is big or small."""
    limit = 2 + precision * 59 // 196
    padding = 3
    digits, exponent = _digits(abs(value), limit)
    sign = "-" if value < 0 else ""
    leading = exponent + len(digits) - 1
    scientific = (exponent > padding or len(digits) + exponent > limit) if exponent >= 0 else leading < -padding
    if scientific:
        return f"{sign}{digits[0]}.{digits[1:] or '0'}E{'-' if leading < 0 else '+'}{abs(leading)}"
    if exponent >= 0:
        return sign + digits + "0" * exponent
    whole = len(digits) + exponent
    if whole > 0:
        return f"{sign}{digits[:whole]}.{digits[whole:]}"
    return f"{sign}0.{'0' * -whole}{digits}"


def _reads_back(text: str, bits: int, form: FloatFormat) -> bool:
    """Whether rounding this decimal to nearest, ties to even, gives the bit pattern."""
    value = form.decode(bits)
    if form.bits == 64 or value == 0:
        return float(text) == value
    magnitude = bits & ((1 << (form.bits - form.signed)) - 1)
    centre = abs(value)
    below = form.decode(magnitude - 1) if magnitude else 0.0
    above = form.decode(magnitude + 1)
    if not math.isfinite(above) or above <= centre:
        above = centre + (centre - below)
    low, high, number = (below + centre) / 2, (centre + above) / 2, abs(float(text))
    if low < number < high:
        return True
    if number < low or number > high:
        return False
    from fractions import Fraction

    exact = abs(Fraction(text))
    even = magnitude % 2 == 0
    return Fraction(low) <= exact <= Fraction(high) if even else Fraction(low) < exact < Fraction(high)
