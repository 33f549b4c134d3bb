"""Formulas of CHLO's real functions in terms of StableHLO's, for decompositions.

They are chosen not to cancel and not to overflow before the result does. Floats narrower than 32 bits are computed in
f32. Formulas of complex numbers stand in `client_complex_formulas`.
Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", sections 4.4 to 4.6.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import update_wrapper

from ..lang import Unsupported
from ..lang.regions import Node
from ..types import F32, FloatType
from .expressions import Expression, apply, convert, lift, like, where

Formula = Callable[..., Expression]


def written_as(formula: Formula, complex_formula: Formula | None = None) -> Callable[[Node], Expression]:
    """The decomposition of an elementwise op of one operand: a formula of reals, and one of complex numbers."""

    def decomposition(operand: Node) -> Expression:
        x = lift(operand)
        if isinstance(x.element, FloatType):
            return of_reals(formula, operand)
        if complex_formula is None:
            raise Unsupported(f"elements of type {x.element} have no decomposition")
        return complex_formula(x)

    return update_wrapper(decomposition, formula, (), ())  # the op's page shows what is wrapped


def of_reals(formula: Formula, *operands: Node) -> Expression:
    """A formula of real operands of one type, computed in f32 where they are narrower."""
    values = [lift(one) for one in operands]
    element = values[0].element
    assert isinstance(element, FloatType)
    return convert(formula(*(convert(x, F32) if element.bits < 32 else x for x in values)), element)


def precision(x: Expression) -> int:
    """How many bits a significand has."""
    assert isinstance(x.element, FloatType)
    return x.element.format.precision


def large(x: Expression) -> float:
    """From here on 1 does not count beside x * x."""
    return 2.0 ** (precision(x) // 2 + 2)


def with_sign_of(x: Expression, magnitude: Expression) -> Expression:
    """A magnitude with the sign of x; a zero x stays as it is."""
    return where((x < 0) | (x > 0), apply("sign", x) * magnitude, x + x)


def polynomial(x: Expression, coefficients: Sequence[float]) -> Expression:
    """The sum of coefficients[k] * x**k, by Horner's rule."""
    result = like(x, coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        result = result * x + coefficient
    return result


def maximum(x: Expression, least: float) -> Expression:
    """x, but not less than a number."""
    return apply("maximum", x, like(x, least))


def minimum(x: Expression, most: float) -> Expression:
    """x, but not more than a number."""
    return apply("minimum", x, like(x, most))


def acos(x: Expression) -> Expression:
    """The angle of (x, sqrt(1 - x**2))."""
    return apply("atan2", apply("sqrt", (1 - x) * (1 + x)), x)


def asin(x: Expression) -> Expression:
    """Twice the angle of (1 + sqrt(1 - x**2), x)."""
    return 2 * apply("atan2", x, 1 + apply("sqrt", (1 - x) * (1 + x)))


def atan(x: Expression) -> Expression:
    """The angle of (1, x)."""
    return apply("atan2", x, like(x, 1))


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


def atanh(x: Expression) -> Expression:
    """(log(1 + x) - log(1 - x)) / 2."""
    return (apply("log_plus_one", x) - apply("log_plus_one", -x)) / 2


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


def tan(x: Expression) -> Expression:
    """StableHLO has the same function, of complex numbers too."""
    return apply("tan", x)
