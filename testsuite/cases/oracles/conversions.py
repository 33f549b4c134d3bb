"""`convert`, and the bits of elements for `bitcast_convert`."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from ....spec.types import BooleanType, ComplexType, ElementType, FloatType, IntegerType
from .integers import Open, wrap
from .reals import is_infinite, is_nan
from .rounding import Number, largest, number_of, pattern_of


def converted(source: Any, target: Any, cell: Any) -> Any:
    """An element in another type; open where the specification does not say which."""
    if isinstance(source, ComplexType):
        if isinstance(target, ComplexType):
            return tuple(converted(source.part, target.part, part) for part in cell)
        source, cell = source.part, cell[0]
    if isinstance(target, ComplexType):
        return converted(source, target.part, cell), 0
    if source == target:
        return cell
    number: Number = number_of(source.format, cell) if isinstance(source, FloatType) else Fraction(int(cell)) or 0.0
    if isinstance(target, BooleanType):
        return number != 0
    if isinstance(target, FloatType):
        return _as_float(target, number)
    if isinstance(source, FloatType):
        return _as_integer(target, number)
    n = int(number)
    return n if target.min <= n <= target.max else Open(wrap(target, n), "integer-to-integer-out-of-range")


def _as_float(target: FloatType, number: Number) -> Any:
    form = target.format
    pattern = pattern_of(form, number)
    beyond = isinstance(number, Fraction) and abs(number) > largest(form) and not form.infinities
    if beyond or (is_infinite(number) and not form.infinities) or (is_nan(number) and not form.has_nan):
        return Open(pattern, "narrow-float-overflow")
    return pattern


def _as_integer(target: IntegerType, number: Number) -> Any:
    if is_nan(number):
        return Open(0, "float-to-integer-out-of-range")
    if is_infinite(number):
        return Open(target.max if number > 0 else target.min, "float-to-integer-out-of-range")
    whole = math.trunc(number)
    if target.min <= whole <= target.max:
        return whole
    return Open(max(target.min, min(target.max, whole)), "float-to-integer-out-of-range")


def bits_of_cell(element: ElementType, cell: Any) -> int:
    """An element's bits as one integer; a complex number has its real part in the low half."""
    if isinstance(element, ComplexType):
        return cell[0] | cell[1] << element.part.bits
    return int(cell) % (1 << element.bits)


def cell_of_bits(element: ElementType, bits: int) -> Any:
    """The element that has these bits."""
    if isinstance(element, BooleanType):
        return bool(bits)
    if isinstance(element, ComplexType):
        return bits & ((1 << element.part.bits) - 1), bits >> element.part.bits
    return wrap(element, bits) if isinstance(element, IntegerType) else bits
