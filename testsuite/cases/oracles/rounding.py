"""Bit patterns of floats to exact numbers and back: rounding in integers and fractions, straight from the definition.

A number here is a Fraction (not zero), or a Python float that is a zero, an infinity or NaN. Formats that have no such
thing take what `spec/lang/choices.py` says (narrow-float-overflow): infinity, else NaN, else the largest value.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from ....spec.types import FloatFormat, Nans, Zeros

Number = Fraction | float


@lru_cache(1 << 16)
def number_of(form: FloatFormat, pattern: int) -> Number:
    """The exact number of a bit pattern."""
    value = form.decode(pattern)
    return Fraction(value) if value and math.isfinite(value) else value


def pattern_of(form: FloatFormat, number: Number) -> int:
    """The bit pattern of a number, rounded once to nearest, ties to even."""
    if isinstance(number, float):
        return _special(form, number)
    negative = number < 0
    magnitude = abs(number)
    if form.zeros is Zeros.NONE:
        return _power_of_two(form, -1 if negative else magnitude)
    exponent = max(floor_log2(magnitude), form.min_exponent)
    steps = round_half_even(magnitude / _power(exponent - form.mantissa_bits))
    value = steps * _power(exponent - form.mantissa_bits)
    if value > largest(form):
        return overflow(form, negative)
    if not steps:
        return _special(form, -0.0 if negative else 0.0)
    return _assemble(form, negative, value)


def _assemble(form: FloatFormat, negative: bool, value: Fraction) -> int:
    exponent = max(floor_log2(value), form.min_exponent)
    steps = int(value / _power(exponent - form.mantissa_bits))
    hidden = 1 << form.mantissa_bits
    field = (exponent + form.bias) if steps >= hidden else 0
    mantissa = steps - hidden if steps >= hidden else steps
    return (negative << (form.bits - 1)) | (field << form.mantissa_bits) | mantissa


def _power_of_two(form: FloatFormat, value: Fraction | int) -> int:
    """f8E8M0FNU: no sign and no zero; below the smallest value the smallest, ties to the larger power."""
    if value <= 0:
        return nan_pattern(form)
    exponent = max(floor_log2(Fraction(value)), form.min_exponent)
    if Fraction(value) >= Fraction(3, 2) * _power(exponent):
        exponent += 1
    return nan_pattern(form) if exponent > form.max_exponent else exponent + form.bias


def _special(form: FloatFormat, number: float) -> int:
    sign = int(math.copysign(1, number) < 0) << (form.bits - 1)
    if number != number:
        return nan_pattern(form) if form.has_nan else 1 << (form.bits - 1)
    if math.isinf(number):
        return overflow(form, number < 0)
    if form.zeros is Zeros.NONE:
        return nan_pattern(form)
    return sign if form.zeros is Zeros.SIGNED else 0


def overflow(form: FloatFormat, negative: bool) -> int:
    """What stands for a number beyond the largest one."""
    if not form.infinities and form.has_nan:
        return nan_pattern(form)
    if form.zeros is Zeros.NONE:
        return nan_pattern(form)
    top = ((1 << form.exponent_bits) - 1) << form.mantissa_bits if form.infinities else largest_pattern(form)
    return (negative << (form.bits - 1)) | top


def nan_pattern(form: FloatFormat) -> int:
    """A quiet NaN."""
    if form.nans is Nans.NEGATIVE_ZERO:
        return 1 << (form.bits - 1)
    exponent = ((1 << form.exponent_bits) - 1) << form.mantissa_bits
    return exponent | ((1 << form.mantissa_bits) - 1 if form.nans is Nans.ALL_ONES else 1 << (form.mantissa_bits - 1))


def largest_pattern(form: FloatFormat) -> int:
    """The pattern of the largest finite number."""
    return ((form.max_exponent + form.bias) << form.mantissa_bits) | form.max_mantissa


@lru_cache(64)
def largest(form: FloatFormat) -> Fraction:
    """The largest finite number."""
    return (1 + Fraction(form.max_mantissa, 1 << form.mantissa_bits)) * _power(form.max_exponent)


def unit(form: FloatFormat, number: Number) -> Fraction:
    """The unit in the last place that a number has in a format."""
    exponent = floor_log2(abs(number)) if isinstance(number, Fraction) else form.min_exponent
    return _power(max(exponent, form.min_exponent) - form.mantissa_bits)


def floor_log2(x: Fraction) -> int:
    """The largest e with 2**e <= x, for x > 0."""
    exponent = x.numerator.bit_length() - x.denominator.bit_length()
    return exponent if _power(exponent) <= x else exponent - 1


def round_half_even(x: Fraction) -> int:
    """The nearest integer, of two the even one."""
    whole, rest = divmod(x.numerator, x.denominator)
    twice = 2 * rest
    return whole + (twice > x.denominator or (twice == x.denominator and whole & 1))


def _power(exponent: int) -> Fraction:
    return Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)
