"""Numbers as unevaluated sums of two float64: 106 bits of significand.

A pair (high, low) of arrays stands for high + low, where high is the sum rounded to float64. Error-free sums and
products are Knuth's and Dekker's; sums, products and quotients of pairs follow Joldes, Muller and Popescu, "Tight and
rigorous error bounds for basic building blocks of double-word arithmetic" (TOMS 2017): their relative error is a few
2**-106. Functions take rank-1 arrays or floats. Products need magnitudes between 2**-450 and 2**450 (or zero), so
that no partial product over- or underflows; callers scale.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .lanes import head, ldexp

Real = np.ndarray | float


class Pair(NamedTuple):
    """high + low."""

    high: np.ndarray
    low: np.ndarray


def pair(x: np.ndarray) -> Pair:
    """x itself."""
    return Pair(x, np.zeros_like(x))


def two_sum(a: np.ndarray, b: Real) -> Pair:
    """a + b exactly."""
    total = a + b
    back = total - a
    return Pair(total, (a - (total - back)) + (b - back))


def fast_two_sum(a: np.ndarray, b: Real) -> Pair:
    """a + b exactly where |a| >= |b| or a = 0."""
    total = a + b
    return Pair(total, b - (total - a))


def two_sum_over(a: np.ndarray, b: Real) -> Pair:
    """As `two_sum`, with what is lost in place of a: arrays of long formulas stay in cache."""
    total = a + b
    back = total - a
    a -= total - back
    np.subtract(b, back, out=back)
    a += back
    return Pair(total, a)


def fast_two_sum_over(a: np.ndarray, b: Real) -> Pair:
    """As `fast_two_sum`, with what is lost in place of a."""
    total = a + b
    a -= total
    a += b
    return Pair(total, a)


def two_product(a: np.ndarray, b: Real) -> Pair:
    """a * b exactly."""
    product = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    return Pair(product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low)


def missing(product: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """product - a * b for a product that is a * b rounded, or next to that; off by 2**-105 a * b at most."""
    a_high, b_high = head(a), head(b)
    a_low, b_low = a - a_high, b - b_high
    rest = product - a_high * b_high
    rest -= a_high * b_low
    rest -= a_low * b_high
    a_low *= b_low
    rest -= a_low
    return rest


def _split(a: Real) -> tuple[Real, Real]:
    """a as a sum of two numbers of 26 bits."""
    scaled = 134217729.0 * a
    high = scaled - (scaled - a)
    return high, a - high


def add(x: Pair, y: Pair) -> Pair:
    """x + y."""
    high, error = two_sum(x.high, y.high)
    low, rest = two_sum(x.low, y.low)
    high, error = fast_two_sum(high, error + low)
    return fast_two_sum(high, error + rest)


def add_float(x: Pair, b: Real) -> Pair:
    """x + b."""
    high, error = two_sum(x.high, b)
    return fast_two_sum(high, error + x.low)


def negative(x: Pair) -> Pair:
    """-x."""
    return Pair(-x.high, -x.low)


def subtract(x: Pair, y: Pair) -> Pair:
    """x - y."""
    return add(x, negative(y))


def multiply(x: Pair, y: Pair) -> Pair:
    """x * y."""
    high, error = two_product(x.high, y.high)
    return fast_two_sum(high, error + (x.high * y.low + x.low * y.high))


def multiply_float(x: Pair, b: Real) -> Pair:
    """x * b."""
    high, error = two_product(x.high, b)
    return fast_two_sum(high, error + x.low * b)


def divide(x: Pair, y: Pair) -> Pair:
    """x / y, by two steps of long division."""
    quotient = x.high / y.high
    rest = subtract(x, multiply_float(y, quotient))
    return fast_two_sum(quotient, rest.high / y.high)


def quotient(x: Pair, y: Pair) -> np.ndarray:
    """x / y in float64, within 0.501 ULP."""
    rough = x.high / y.high
    product = two_product(rough, y.high)
    rest = ((x.high - product.high) - product.low) + (x.low - rough * y.low)
    return rough + rest / y.high


def reciprocal(high: np.ndarray, low: np.ndarray) -> np.ndarray:
    """1 / (high + low) in float64, within 0.501 ULP: a quotient of 26 bits, whose product with half of `high` is exact,
    and what is missing."""
    rough = 1 / high
    short, part = head(rough), head(high)
    rest = 1 - short * part
    rest -= short * (high - part)
    rest -= short * low
    rest *= rough
    rest += short
    return rest


def sqrt(x: Pair) -> Pair:
    """The square root of x >= 0, by one Newton step with an exact square."""
    root = np.sqrt(x.high)
    square = two_product(root, root)
    rest = subtract(x, square).high
    return fast_two_sum(root, np.where(root == 0, 0.0, rest / (2 * np.where(root == 0, 1.0, root))))


def sqrt_over(high: np.ndarray, low: np.ndarray) -> Pair:
    """As `sqrt` of high + low, in fewer steps and with one place less, in place of `low`; NaN below zero."""
    root = np.sqrt(high)
    low += missing(high, root, root)
    low /= np.maximum(2 * root, _TINY)  # nothing is missing from the root of zero
    return Pair(root, low)


_TINY = 2.0**-300


def polynomial(x: np.ndarray, coefficients: list[float]) -> np.ndarray:
    """The polynomial with these coefficients, constant first, in float64 (Horner)."""
    if len(coefficients) == 1:
        return np.full_like(x, coefficients[0])
    value = x * coefficients[-1]
    value += coefficients[-2]
    for coefficient in reversed(coefficients[:-2]):
        value *= x
        value += coefficient
    return value


def scale(x: Pair, exponent: np.ndarray) -> Pair:
    """x * 2**exponent."""
    return Pair(ldexp(x.high, exponent), ldexp(x.low, exponent))


def select(condition: np.ndarray, x: Pair, y: Pair) -> Pair:
    """x where the condition holds, y elsewhere."""
    return Pair(np.where(condition, x.high, y.high), np.where(condition, x.low, y.low))


def dot(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> Pair:
    """a * b + c * d, with relative error near 2**-53 of its low part even under cancellation (Kahan's determinant)."""
    first, second = two_product(a, b), two_product(c, d)
    high, error = two_sum(first.high, second.high)
    return fast_two_sum(high, error + (first.low + second.low))


def total(terms: list[np.ndarray]) -> Pair:
    """The sum of a few floats, cancelling or not, as if in threefold precision (Ogita, Rump and Oishi, SISC 2005)."""
    terms = list(terms)
    for _ in range(2):
        for k in range(1, len(terms)):
            terms[k], terms[k - 1] = two_sum(terms[k], terms[k - 1])
    rest = terms[0]
    for term in terms[1:-1]:
        rest = rest + term
    return two_sum(terms[-1], rest)
