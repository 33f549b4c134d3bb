"""Rounds irrational numbers: mpmath at a precision that is doubled until the rounding is decided.

A computed number y is taken to lie within 2**SLACK units of the working precision from the exact one (mpmath's own
claim is a few units). When both ends of that interval round to the same pattern, that is the rounding of the exact
number. Where that is not so even at LIMIT bits, the number is taken for the tie it cannot be told from.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ....spec.types import FloatFormat
from .rounding import Number, number_of, pattern_of, unit
from .tensors import NoOracle

SLACK = 12
LIMIT = 5000

Real = Callable[[Any], Any]
"""A real (or complex) number: a function of mpmath that computes it in the working precision."""


def rounded(form: FloatFormat, real: Real) -> tuple[int, int]:
    """Pattern of a real number rounded to nearest, and how far the exact one lies from it (in 2**-15 units)."""
    import mpmath

    bits = form.precision + 48
    while True:
        with mpmath.workprec(bits):
            value = real(mpmath)
            exact = fraction(value, form)
        if not isinstance(exact, Fraction):
            return pattern_of(form, exact), 0
        error = abs(exact) / (1 << (bits - SLACK))
        low, high = pattern_of(form, exact - error), pattern_of(form, exact + error)
        if low == high:
            return low, offset(form, low, exact)
        if bits > LIMIT:
            tie = Fraction(mpmath.nstr(value, 40)) if value else exact
            pattern = pattern_of(form, tie)
            return pattern, offset(form, pattern, tie)
        bits *= 2


def rounded_parts(form: FloatFormat, complex_: Real) -> list[tuple[int, int]]:
    """Both parts of a complex number, each rounded. Raises NoOracle where a part cannot be told from zero."""
    import mpmath

    bits = form.precision + 64
    while bits <= LIMIT:
        with mpmath.workprec(bits):
            value = mpmath.mpc(complex_(mpmath))
            parts = [fraction(value.real, form), fraction(value.imag, form)]
        if all(isinstance(part, Fraction) for part in parts):
            error = max(abs(part) for part in parts) / (1 << (bits - SLACK))
            ends = [(pattern_of(form, part - error), pattern_of(form, part + error)) for part in parts if part]
            if all(low == high for low, high in ends) and all(abs(part) > error for part in parts):
                return [(low, offset(form, low, part)) for (low, _), part in zip(ends, parts, strict=True)]
        bits *= 2
    raise NoOracle("a part of a complex number that is zero, or nearly")


def fraction(value: Any, form: FloatFormat) -> Number:
    """An mpf as a fraction, moved near where it would lie far beyond the format."""
    import mpmath

    if mpmath.isnan(value) or mpmath.isinf(value):
        return float(value)
    sign, mantissa, exponent, length = value._mpf_
    if not mantissa:
        return 0.0
    top = exponent + length
    far = 4 * (form.max_exponent - form.min_exponent + form.mantissa_bits) + 64
    if abs(top) > far:
        exponent += (far if top > 0 else -far) - top
    magnitude = Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)
    return -magnitude if sign else magnitude


def offset(form: FloatFormat, pattern: int, exact: Fraction) -> int:
    """(exact - rounded) / unit in the last place, in steps of 2**-15; 0 where rounding gave no finite number."""
    given = number_of(form, pattern)
    if isinstance(given, float) and given != 0:
        return 0
    steps = (exact - Fraction(given)) / unit(form, exact) * (1 << 15)
    return max(-(1 << 15) + 1, min((1 << 15) - 1, round(steps)))
