"""Integer arithmetic modulo 2**bits, for every integer type from 2 to 64 bits.

(R1) Results wrap: they are the residue of the exact result modulo 2**bits that the type can represent.
(R2) Division truncates; x / 0 is the pattern of all ones (-1 or the largest unsigned), INT_MIN / -1 wraps to INT_MIN.
(R3) The remainder has the sign of the dividend; x rem 0 is x, INT_MIN rem -1 is 0. So x = (x / y) * y + x rem y
     always.
(R4) Shift amounts are read as unsigned; shifting by `bits` or more gives 0, or all sign bits in an arithmetic shift.
(R5) Powers wrap; a negative exponent gives 1 / x**|n| truncated: 1 for x = 1, +-1 for x = -1, 0 for any other x, also
     for x = 0.

The specification leaves division by zero and large shift amounts open; these are the answers of XLA CPU (jaxlib
0.10). It differs from the rules above in two points that look like defects: `power` reads the exponent of unsigned
types as signed (3 to the power 255 in ui8 gives 0), and `popcnt` of negative i2 and i4 counts the bits of their 8-bit
sign extension. The C++ interpreter ends the process on division by zero.
"""

from __future__ import annotations

import numpy as np

from .formats import integer_bits, is_signed, unsigned
from .lanes import elementwise


def to_machine(x: np.ndarray) -> np.ndarray:
    """The same values in a machine integer type: int8 or uint8 for the 2- and 4-bit types (one element a byte)."""
    width = integer_bits(x.dtype)
    if width >= 8:
        return x
    raised = x.view(np.uint8) << (8 - width)
    return raised.view(np.int8) >> (8 - width) if is_signed(x.dtype) else raised >> (8 - width)


def from_machine(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Machine integers of the type's memory width, wrapped into `dtype` (R1)."""
    width = integer_bits(dtype)
    pattern = x.view(unsigned(x.dtype))
    return (pattern & ((1 << width) - 1) if width < 8 else pattern).view(dtype)


@elementwise
def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs (R1)."""
    return from_machine(to_machine(lhs) + to_machine(rhs), lhs.dtype)


@elementwise
def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs (R1)."""
    return from_machine(to_machine(lhs) - to_machine(rhs), lhs.dtype)


@elementwise
def multiply(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * rhs (R1)."""
    return from_machine(to_machine(lhs) * to_machine(rhs), lhs.dtype)


@elementwise
def multiply_high(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The upper half of the product, which has twice the bits: lhs * rhs / 2**bits, rounded downwards."""
    width = integer_bits(lhs.dtype)
    if width <= 32:
        wide = np.int64 if is_signed(lhs.dtype) else np.uint64
        product = to_machine(lhs).astype(wide) * to_machine(rhs).astype(wide)
        return from_machine((product >> width).astype(f"{np.dtype(wide).kind}{lhs.dtype.itemsize}"), lhs.dtype)
    high = _multiply_high_unsigned(lhs.view(np.uint64), rhs.view(np.uint64))
    if is_signed(lhs.dtype):  # a negative number is its pattern less 2**64
        high -= np.where(lhs < 0, rhs, 0).view(np.uint64) + np.where(rhs < 0, lhs, 0).view(np.uint64)
    return high.view(lhs.dtype)


def _multiply_high_unsigned(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """Upper 64 bits of products of 64-bit patterns, by halves (Warren, Hacker's Delight, 8-2)."""
    half, mask = np.uint64(32), np.uint64(0xFFFFFFFF)
    a, b, c, d = lhs >> half, lhs & mask, rhs >> half, rhs & mask
    middle = a * d + (b * d >> half)
    return a * c + (middle >> half) + ((b * c + (middle & mask)) >> half)


@elementwise
def negate(operand: np.ndarray) -> np.ndarray:
    """-operand (R1), for unsigned types too."""
    return from_machine(np.negative(to_machine(operand)), operand.dtype)


@elementwise
def absolute(operand: np.ndarray) -> np.ndarray:
    """|operand| (R1): INT_MIN stays INT_MIN."""
    return from_machine(np.abs(to_machine(operand)), operand.dtype)


def sign(operand: np.ndarray) -> np.ndarray:
    """-1, 0 or 1."""
    return np.asarray(np.sign(operand)) if integer_bits(operand.dtype) >= 8 else _narrow_sign(operand)


@elementwise
def _narrow_sign(operand: np.ndarray) -> np.ndarray:
    return from_machine(np.sign(to_machine(operand)), operand.dtype)


@elementwise
def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand."""
    return from_machine(np.maximum(to_machine(lhs), to_machine(rhs)), lhs.dtype)


@elementwise
def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand."""
    return from_machine(np.minimum(to_machine(lhs), to_machine(rhs)), lhs.dtype)


@elementwise
def divide(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs / rhs, truncated (R2)."""
    dividend, divisor = to_machine(lhs), to_machine(rhs)
    if dividend.dtype.itemsize >= 4 and (divisor != 0).all() and _fit_floats(dividend, divisor):
        return (dividend / divisor).astype(lhs.dtype)
    one, none = divisor.dtype.type(1), np.invert(divisor.dtype.type(0))
    safe = np.where(divisor == 0, one, divisor)
    if not is_signed(lhs.dtype):
        return from_machine(np.where(divisor == 0, none, dividend // safe), lhs.dtype)
    opposite = safe == -1  # numpy's INT_MIN // -1 depends on the machine
    safe = np.where(opposite, one, safe)
    floor = dividend // safe
    upward = (floor < 0) & (floor * safe != dividend)
    quotient = np.where(opposite, -dividend, floor + upward)
    return from_machine(np.where(divisor == 0, none, quotient), lhs.dtype)


def _fit_floats(dividend: np.ndarray, divisor: np.ndarray) -> bool:
    """Whether float64 rounds no quotient up to an integer, nor beyond the integers.

    A quotient that is less than the integer m is so by 1 / |divisor| at least: more than 2**-53 m if m |divisor|, which
    is at most |dividend| + |divisor|, is less than 2**53.
    """
    if dividend.dtype.itemsize == 4:
        return _opposites(dividend, divisor)
    return all(x.max(initial=0) < 2**52 and x.min(initial=0) > -(2**52) for x in (dividend, divisor))


def _opposites(dividend: np.ndarray, divisor: np.ndarray) -> bool:
    """Whether all numbers of the dividend's type can be divided by -1, if the divisor has one."""
    if not is_signed(dividend.dtype) or divisor.min(initial=0) > -1:
        return True
    return dividend.min(initial=0) > np.iinfo(dividend.dtype).min


@elementwise
def remainder(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """What lhs / rhs leaves (R3)."""
    dividend, divisor = to_machine(lhs), to_machine(rhs)
    if divisor.min(initial=1) > 0:
        return from_machine(np.fmod(dividend, divisor), lhs.dtype)
    one, zero = divisor.dtype.type(1), divisor.dtype.type(0)
    trivial = (divisor == 0) | (divisor == -1) if is_signed(lhs.dtype) else divisor == 0
    if not trivial.any():
        return from_machine(np.fmod(dividend, divisor), lhs.dtype)
    rest = np.fmod(dividend, np.where(trivial, one, divisor))
    rest = np.where(divisor == 0, dividend, np.where(trivial, zero, rest))
    return from_machine(rest, lhs.dtype)


def shift_left(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * 2**rhs (R1, R4)."""
    if integer_bits(lhs.dtype) >= 8:
        return np.asarray(np.left_shift(lhs, rhs))  # numpy shifts as R4 says, any amount
    return _shift_narrow_left(lhs, rhs)


def shift_right_logical(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The pattern of lhs shifted right, zeros coming in (R4)."""
    if integer_bits(lhs.dtype) >= 8:
        return _shifted_right(lhs, rhs, unsigned(lhs.dtype))
    return _shift_narrow_right(lhs, rhs)


def shift_right_arithmetic(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The pattern of lhs shifted right, copies of its top bit coming in (R4), for unsigned types too."""
    if integer_bits(lhs.dtype) >= 8:
        return _shifted_right(lhs, rhs, np.dtype(f"i{lhs.dtype.itemsize}"))
    return _shift_narrow_sign(lhs, rhs)


def _shifted_right(lhs: np.ndarray, rhs: np.ndarray, read_as: np.dtype) -> np.ndarray:
    result = np.empty(np.broadcast_shapes(lhs.shape, rhs.shape), lhs.dtype)
    np.right_shift(lhs.view(read_as), rhs.view(read_as), out=result.view(read_as))
    return result


@elementwise
def _shift_narrow_left(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return from_machine(np.left_shift(_pattern(lhs), _pattern(rhs)), lhs.dtype)


@elementwise
def _shift_narrow_right(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return from_machine(np.right_shift(_pattern(lhs), _pattern(rhs)), lhs.dtype)


@elementwise
def _shift_narrow_sign(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    top = 8 - integer_bits(lhs.dtype)
    signed = (_pattern(lhs) << top).view(np.int8) >> top
    return from_machine(np.right_shift(signed, _pattern(rhs).view(np.int8)), lhs.dtype)


def _pattern(x: np.ndarray) -> np.ndarray:
    """The bits of x, zero extended to the type's memory width."""
    machine = to_machine(x)
    pattern = machine.view(unsigned(machine.dtype))
    width = integer_bits(x.dtype)
    return pattern & ((1 << width) - 1) if width < 8 else pattern


_bitwise_count: np.ufunc | None = getattr(np, "bitwise_count", None)


@elementwise
def population_count(operand: np.ndarray) -> np.ndarray:
    """How many bits are set; wraps where the type cannot hold the count (2-bit types: R1)."""
    return from_machine(_count_ones(_pattern(operand)).astype(unsigned(operand.dtype), copy=False), operand.dtype)


@elementwise
def count_leading_zeros(operand: np.ndarray) -> np.ndarray:
    """How many zero bits precede the first set bit; `bits` for 0, wrapped where the type cannot hold it (R1)."""
    width, pattern = integer_bits(operand.dtype), _pattern(operand)
    if width <= 32:
        lengths = np.maximum((pattern.astype(np.float64).view(np.int64) >> 52) - 1022, 0)  # exact: the exponent, from 1
        return from_machine((width - lengths).astype(pattern.dtype), operand.dtype)
    smeared = pattern.copy()
    for step in (1, 2, 4, 8, 16, 32):
        smeared |= smeared >> np.uint64(step)
    return from_machine(np.uint64(width) - _count_ones(smeared), operand.dtype)


def _count_ones(x: np.ndarray) -> np.ndarray:
    """Set bits of unsigned values: by numpy 2, or by adding neighbouring fields (Warren, Hacker's Delight, 5-1)."""
    if _bitwise_count is not None:
        return _bitwise_count(x).astype(x.dtype)
    x = x.astype(np.uint64)
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (x * np.uint64(0x0101010101010101)) >> np.uint64(56)


@elementwise
def power(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs ** rhs by repeated squaring (R1, R5)."""
    if not is_signed(lhs.dtype) or to_machine(rhs).min(initial=0) >= 0:
        return from_machine(_pattern(lhs) ** _pattern(rhs), lhs.dtype)
    base, exponent = to_machine(lhs), to_machine(rhs)
    negative = exponent < 0
    result = _pattern(lhs) ** np.where(negative, 0, exponent).view(unsigned(exponent.dtype))
    odd = (exponent & 1).astype(bool)
    unit = np.where(base == 1, 1, np.where(base == -1, np.where(odd, -1, 1), 0)).astype(base.dtype)
    return from_machine(np.where(negative, unit, result.view(base.dtype)), lhs.dtype)
