"""Formulas of CHLO's real functions in terms of StableHLO's, for decompositions.

They are chosen not to cancel and not to overflow before the result does. Floats narrower than 32 bits are computed in
f32, complex numbers have no formula here.
Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", sections 4.4 to 4.6.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ..lang import Unsupported
from ..lang.regions import Node
from ..types import F32, FloatType
from .expressions import Expression, apply, in_element, lift, where


def real(operand: Node, formula: Callable[[Expression], Expression]) -> Expression:
    """A formula of a real operand. Raises Unsupported for other operands."""
    x = lift(operand)
    if not isinstance(x.element, FloatType):
        raise Unsupported(f"elements of type {x.element} have no decomposition")
    return in_element(x, F32, formula) if x.element.bits < 32 else formula(x)


def large(x: Expression) -> float:
    """From here on 1 does not count beside x * x."""
    assert isinstance(x.element, FloatType)
    return 2.0 ** (x.element.format.precision // 2 + 2)


def with_sign_of(x: Expression, magnitude: Expression) -> Expression:
    """A magnitude with the sign of x; a zero x stays as it is."""
    return where((x < 0) | (x > 0), apply("sign", x) * magnitude, x + x)


def acosh(x: Expression) -> Expression:
    """log(x + sqrt(x**2 - 1)), by t = x - 1."""
    t = x - 1
    near = apply("log_plus_one", t + apply("sqrt", t * (t + 2)))
    return where(x < 1, math.nan, where(x > large(x), apply("log", x) + math.log(2), near))


def asinh(x: Expression) -> Expression:
    """sign(x) log(|x| + sqrt(x**2 + 1))."""
    size = abs(x)
    square = size * size
    near = apply("log_plus_one", size + square / (1 + apply("sqrt", 1 + square)))
    return with_sign_of(x, where(size > large(x), apply("log", size) + math.log(2), near))


def sinh(x: Expression) -> Expression:
    """(e**x - e**-x) / 2: by expm1 near 0, elsewhere by the root of e**|x|, so that it does not overflow too early."""
    size = abs(x)
    grown = apply("exponential_minus_one", size)
    near = (grown + grown / (grown + 1)) / 2
    root = apply("exponential", size / 2)
    return with_sign_of(x, where(size < 1, near, root / 2 * root - 1 / (root * 2) / root))


def cosh(x: Expression) -> Expression:
    """(e**x + e**-x) / 2."""
    root = apply("exponential", abs(x) / 2)
    return root / 2 * root + 1 / (root * 2) / root
