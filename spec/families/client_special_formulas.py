"""Formulas of CHLO's error functions and of its Bessel function in terms of StableHLO's ops, for decompositions.

Sources: the trapezoidal rule for functions that decay like e**(-t**2): Chiarella and Reichel, "On the evaluation of
integrals related to the error function" (Math. Comp. 22, 1968); for periodic functions: DLMF 3.5.
"""

from __future__ import annotations

import math

from .client_formulas import maximum, polynomial, precision, with_sign_of
from .expressions import Expression, apply, where

_STEP = 0.5
"""Step of the trapezoidal rule for erfc: its error is e**(-pi**2 / step**2), 2**-56, relative to the result."""


_NODES = 14
"""Nodes of the trapezoidal rule in a quarter of the circle: enough for |x| < 32."""


def _decay(x: Expression) -> Expression:
    """e**(-x**2) for x >= 0: in two factors, the exponent of the first of which is exact."""
    head = apply("floor", x * 16) / 16
    return apply("exponential", -(head * head)) * apply("exponential", -((x - head) * (x + head)))


def _erf_near(x: Expression) -> Expression:
    """erf(x) for |x| < 1: 2/sqrt(pi) x e**(-x**2) times the sum of (2 x**2)**n / (2n + 1)!! (DLMF 7.6.2)."""
    terms = [1.0]
    while terms[-1] > 2.0 ** -(precision(x) + 3):
        terms.append(terms[-1] * 2 / (2 * len(terms) + 1))
    square = x * x
    return x * (2 / math.sqrt(math.pi)) * (apply("exponential", -square) * polynomial(square, terms))


def _erfc_far(x: Expression) -> Expression:
    """erfc(x) for x >= 0: the integral DLMF 7.7.1 by the trapezoidal rule at odd multiples of half a step, and what the
    pole at t = ix adds to it while it lies closer than pi / step."""
    last = math.sqrt(math.log(2) * (precision(x) + 4))
    square = x * x
    sums, at = None, _STEP / 2
    while at < last:
        term = math.exp(-at * at) / (square + at * at)
        sums = term if sums is None else sums + term
        at += _STEP
    assert sums is not None
    smooth = _decay(x) * (x * (2 * _STEP / math.pi) * sums)
    pole = 2 / (1 + apply("exponential", x * (2 * math.pi / _STEP)))
    return where(x < math.pi / _STEP, smooth + pole, smooth)


def erf(x: Expression) -> Expression:
    """A series near 0, elsewhere 1 - erfc(|x|)."""
    size = abs(x)
    return where(size < 1, _erf_near(x), apply("sign", x) * (1 - _erfc_far(_within(size))))


def erfc(x: Expression) -> Expression:
    """A formula for x >= 0; below that 2 - erfc(-x)."""
    found = _erfc_far(_within(abs(x)))
    return where(x < 0, 2 - found, found)


def _within(size: Expression) -> Expression:
    """Sizes beyond 30, where erfc is zero in every type, as 30."""
    return where(size > 30, 30, size)


def erf_inv(x: Expression) -> Expression:
    """Two steps of Halley's method from Winitzki's approximation ("A handy approximation for the error function and
    its inverse", 2008); residuals are those of erf for |x| < 1/2, elsewhere those of erfc, so that none cancels."""
    size = abs(x)
    a = 0.147
    log = apply("log_plus_one", -(size * size))
    middle = log / 2 + 2 / (math.pi * a)
    y = apply("sqrt", (-log / a) / (apply("sqrt", middle * middle - log / a) + middle))
    for _ in range(2):
        near, far = _erf_near(y) - size, (1 - size) - _erfc_far(y)
        step = where(size < 0.5, near, far) / (apply("exponential", -(y * y)) * (2 / math.sqrt(math.pi)))
        y = y - step / (1 + y * step)
    return with_sign_of(x, where(size < 1, y, where(size > 1, math.nan, size / (1 - size))))


def bessel_i1e(x: Expression) -> Expression:
    """e**-|x| I1(x): the integral of sinh(x cos t) cos t (DLMF 10.32.3) by the trapezoidal rule, all terms of which
    have one sign; from 32 on the asymptotic series (DLMF 10.40.1)."""
    size = abs(x)
    near = None
    for number in range(_NODES):
        half = math.pi * number / (4 * _NODES)
        c, weight = math.cos(2 * half), 1 if number else 0.5
        scaled = apply("exponential", size * (-2 * math.sin(half) ** 2))  # e**(|x| (c - 1))
        term = scaled * -apply("exponential_minus_one", size * (-2 * c)) * (weight * c / (2 * _NODES))
        near = term if near is None else near + term
    assert near is not None
    inverse = 1 / maximum(size, 32)
    series = polynomial(inverse * 32, asymptotic_coefficients(32, precision(x)))
    return with_sign_of(x, where(size < 32, near, series * (apply("sqrt", inverse) / math.sqrt(2 * math.pi))))


def asymptotic_coefficients(scale: float, digits: int) -> list[float]:
    """Coefficients of scale/x in the asymptotic series of I1 (DLMF 10.17.1 and 10.40.1)."""
    terms = [1.0]
    while abs(terms[-1]) > 2.0 ** -(digits + 3):
        k = len(terms)
        terms.append(-terms[-1] * (4 - (2 * k - 1) ** 2) / (8 * k) / scale)
    return terms
