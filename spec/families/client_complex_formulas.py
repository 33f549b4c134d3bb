"""Formulas of CHLO's trigonometric and hyperbolic functions of complex numbers in terms of StableHLO's ops.

They work on the parts, so that neither cancels or overflows before the result does.
Sources: Hull, Fairgrieve and Tang, "Implementing the complex arcsine and arccosine functions using exception handling"
(TOMS 1997); Kahan, "Branch cuts for complex elementary functions" (1987).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ..types import ComplexType, FloatType
from . import client_formulas
from .client_formulas import large, polynomial, precision, with_sign_of
from .client_special_formulas import asymptotic_coefficients
from .expressions import Expression, apply, equal, like, unequal, where

Parts = tuple[Expression, Expression]


def _by_parts(formula: Callable[[Expression, Expression], Parts]) -> Callable[[Expression], Expression]:
    """A formula that takes real and imaginary part and gives those of the result."""

    def whole(z: Expression) -> Expression:
        assert isinstance(z.element, ComplexType)
        return apply("complex", *formula(apply("real", z), apply("imag", z)))

    return whole


def tan(z: Expression) -> Expression:
    """StableHLO has the same function."""
    return apply("tan", z)


@_by_parts
def sinh(x: Expression, y: Expression) -> Parts:
    """(sinh x cos y, cosh x sin y)."""
    sine, cosine = apply("sine", y), apply("cosine", y)
    re = where((equal(x, 0) | _infinite(x)) & ~apply("is_finite", y), x, _sinh_times(x, cosine))
    return re, where(equal(y, 0), y, _cosh_times(x, sine))


@_by_parts
def cosh(x: Expression, y: Expression) -> Parts:
    """(cosh x cos y, sinh x sin y)."""
    sine, cosine = apply("sine", y), apply("cosine", y)
    re = where(_infinite(x) & ~apply("is_finite", y), math.inf, _cosh_times(x, cosine))
    zero = where(_negative(x), -sine, sine) * 0
    zero = where(apply("is_finite", sine), zero, 0)
    return re, where(equal(x, 0) | equal(y, 0), zero, _sinh_times(x, sine))


def _infinite(x: Expression) -> Expression:
    return equal(abs(x), math.inf)


def _sinh_times(x: Expression, factor: Expression) -> Expression:
    """sinh(x) * factor, also where sinh(x) is beyond the range."""
    usual, beyond = _usual_and_beyond(x, factor)
    return where(usual, client_formulas.sinh(x) * factor, with_sign_of(x, beyond))


def _cosh_times(x: Expression, factor: Expression) -> Expression:
    """cosh(x) * factor, also where cosh(x) is beyond the range."""
    usual, beyond = _usual_and_beyond(x, factor)
    return where(usual, client_formulas.cosh(x) * factor, beyond)


def _usual_and_beyond(x: Expression, factor: Expression) -> Parts:
    """Whether e**|x| is well within the range; e**|x| / 2 * factor, in steps that are."""
    assert isinstance(x.element, FloatType)
    root = apply("exponential", abs(x) / 2)
    return abs(x) < math.floor(math.log(x.element.format.max_finite)), root / 2 * factor * root


_NODES, _FAR = 20, 25.0
"""Nodes of the trapezoidal rule in a quarter of the circle, and up to where they are enough. (Off the real axis the
function grows less, so that it takes more than there.)"""


@_by_parts
def bessel_i1e(x: Expression, y: Expression) -> Parts:
    """e**-|x| I1(z), odd and symmetric, so that it is computed in the first quadrant."""
    p, q = abs(x), abs(y)
    far = (p >= _FAR) | (q >= _FAR)
    pairs = zip((x, y), _bessel_near(p, q), _bessel_far(where(far, p, _FAR), q), strict=True)
    infinite, undefined = _infinite(p) | _infinite(q), unequal(p, p) | unequal(q, q)
    re, im = (
        where(undefined, math.nan, _signed(where(infinite, 0, where(far, beyond, near)), part))
        for part, near, beyond in pairs
    )
    return re, im


def _bessel_near(p: Expression, q: Expression) -> Parts:
    """The integral of sinh(z cos t) cos t (DLMF 10.32.3) by the trapezoidal rule."""
    re, im = like(p, 0), like(p, 0)
    for number in range(_NODES):
        half = math.pi * number / (4 * _NODES)
        c, weight = math.cos(2 * half), 1 if number else 0.5
        scaled = apply("exponential", p * (-2 * math.sin(half) ** 2)) * (weight * c / (2 * _NODES))
        drop = -apply("exponential_minus_one", p * (-2 * c))
        re = re + scaled * drop * apply("cosine", q * c)
        im = im + scaled * (2 - drop) * apply("sine", q * c)
    return re, im


def _bessel_far(p: Expression, q: Expression) -> Parts:
    """The asymptotic expansion with both exponentials (DLMF 10.40.5)."""
    z = apply("complex", p, q)
    inverse = _FAR / z
    coefficients = asymptotic_coefficients(_FAR, precision(p))
    sine, cosine, falling = apply("sine", q), apply("cosine", q), apply("exponential", -2 * p)
    growing = apply("complex", cosine, sine) * polynomial(inverse, coefficients)
    other = apply("complex", -sine * falling, -cosine * falling) * polynomial(-inverse, coefficients)
    found = (growing + other) * apply("rsqrt", z) * (1 / math.sqrt(2 * math.pi))
    return apply("real", found), apply("imag", found)


@_by_parts
def asin(x: Expression, y: Expression) -> Parts:
    """The angle of (root, x) and the growth, with the sign of y."""
    return _asin(x, y)


@_by_parts
def asinh(x: Expression, y: Expression) -> Parts:
    """i asin(-iz)."""
    im, re = _asin(y, x)
    return re, im


@_by_parts
def acos(x: Expression, y: Expression) -> Parts:
    """The angle of (x, root) and the growth, with the sign of -y."""
    angle, growth = _acos(x, y)
    return angle, where(_negative(y), growth, -growth)


@_by_parts
def acosh(x: Expression, y: Expression) -> Parts:
    """The parts of the arc cosine, exchanged."""
    angle, growth = _acos(x, y)
    return growth, where(_negative(y), -angle, angle)


@_by_parts
def atanh(x: Expression, y: Expression) -> Parts:
    """ln(1 + 4x / ((1 - x)**2 + y**2)) / 4 and half the angle of ((1 - x) (1 + x) - y**2, 2y)."""
    return _atanh(x, y)


@_by_parts
def atan(x: Expression, y: Expression) -> Parts:
    """-i atanh(iz)."""
    im, re = _atanh(-y, x)
    return re, -im


def _negative(x: Expression) -> Expression:
    """Whether the sign bit of a number is set."""
    return where(equal(x, 0), 1 / x, x) < 0


def _signed(magnitude: Expression, x: Expression) -> Expression:
    """A magnitude with the sign of x, that of a zero too."""
    return where(_negative(x), -magnitude, magnitude)


def _tiny(x: Expression) -> float:
    """Parts below this vanish beside the distance of the other part from 1, and their squares may be left out."""
    return 2.0 ** (-2 * precision(x))


def _huge(x: Expression) -> float:
    """Beyond this 1 vanishes beside a part."""
    return large(x) * large(x)


def _asin(x: Expression, y: Expression) -> Parts:
    root, growth = _sides(abs(x), abs(y))
    return where(equal(x, 0), x, apply("atan2", x, root)), _signed(growth, y)


def _acos(x: Expression, y: Expression) -> Parts:
    root, growth = _sides(abs(x), abs(y))
    return where(equal(x, 0) & unequal(y, y), math.pi / 2, apply("atan2", root, x)), growth


def _sides(p: Expression, q: Expression) -> Parts:
    """sqrt(a**2 - p**2) and ln(a + sqrt(a**2 - 1)), where a is half the sum of the distances of (p, q) from 1 and -1:
    `root` and `growth`. Neither a - p nor a - 1 is a difference."""
    usual, thin, left = (p < _huge(p)) & (q < _huge(p)), q < _tiny(p), p <= 1
    height = where(thin, 0, q)
    square, before, after = height * height, 1 - p, 1 + p
    far, near = apply("abs", apply("complex", after, height)), apply("abs", apply("complex", before, height))
    whole = near + abs(before)
    part = square / where(equal(whole, 0), 1, whole)
    other = square / (far + after)
    excess, rest = (other + where(left, part, whole)) / 2, (other + where(left, whole, part)) / 2
    root = apply("sqrt", rest * (excess + 1 + p))
    growth = apply("log_plus_one", excess + apply("sqrt", excess * (excess + 2)))
    distance = apply("sqrt", abs(before) * after)
    corner = apply("sqrt", q)
    beside = where(equal(p, 1), corner, where(left, root, q / distance * p))
    root = where(thin, beside, root)
    growth = where(thin & left, where(equal(p, 1), corner, q / distance), growth)
    return where(usual, root, q), where(usual, growth, _log_of_double(p, q))


def _log_of_double(p: Expression, q: Expression) -> Expression:
    """ln(2 |z|); infinite if a part is, even beside NaN."""
    longer, ratio = _ratio(p, q)
    found = apply("log", longer) + (math.log(2) + apply("log_plus_one", ratio * ratio) / 2)
    return where(_infinite(p) | _infinite(q), math.inf, found)


def _ratio(p: Expression, q: Expression) -> Parts:
    """The longer of two sides, and what the shorter is of it."""
    longer = apply("maximum", p, q)
    return longer, apply("minimum", p, q) / longer


def _atanh(x: Expression, y: Expression) -> Parts:
    p, q = abs(x), abs(y)
    usual, thin = (p < _huge(p)) & (q < _huge(p)), q < _tiny(p)
    before, square = 1 - p, q * q
    corner = equal(p, 1) & thin
    re = apply("log_plus_one", 4 * p / (before * before + square)) / 4
    re = where(corner, (math.log(2) - apply("log", q)) / 2, re)
    im = apply("atan2", 2 * q, before * (1 + p) - square) / 2
    im = where(corner, where(equal(q, 0), q, math.pi / 4), im)
    longer, ratio = _ratio(p, q)
    far = p / longer / (1 + ratio * ratio) / longer
    far = where(_infinite(p) | _infinite(q), like(p, 0), far)
    im = where(~usual & equal(q, q) & (equal(p, p) | _infinite(q)), math.pi / 2, im)
    return _signed(where(equal(x, 0), p, where(usual, re, far)), x), _signed(im, y)
