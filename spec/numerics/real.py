"""Elementary functions of real floats of every type, and of any shape.

(R1) Types of at most 32 bits are computed in float64 and rounded once; float64 is within 1 ULP.
(R2) Signed zeros, infinities, NaN and subnormals are those of C99 Annex F, which IEEE 754-2019 section 9.2 shares.

Measured errors of float64 in ULP against mpmath (random arguments over the whole range, near zeros, poles and
multiples of pi/2; numpy 2.4 with AVX-512, with AVX2 and with neither; glibc 2.36). Types of at most 32 bits are
correctly rounded on all of them: 0.50.

    exp 0.68   expm1 0.74   log 0.57   log1p 0.66   sqrt 0.50   rsqrt 0.51   cbrt 0.51   logistic 0.51
    sin 0.52   cos 0.52     tan 0.69   tanh 0.51    atan2 0.75  power 0.66   remainder exact

numpy 1.26 with AVX-512 is less accurate: tan 3.2, expm1 1.9, log1p 1.9, log 1.7, exp 1.5, atan2 1.1.

numpy's own tanh (1.83), cbrt (2.85) and 1 / sqrt(x) (1.5) are replaced for float64 by those in `float64`. Subnormal
results of logistic are rounded twice and may be off by 0.85.

XLA CPU (jaxlib 0.10) has the same special values, but flushes subnormals, and is less accurate: log1p 87 ULP, tanh 6,
expm1 4 and cbrt 3 in float64; expm1 and tanh 4, log1p and logistic 2 in float32.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps

import numpy as np

from . import float64
from .formats import unsigned
from .lanes import elementwise
from .rounding import narrow
from .widening import to_float64, widen

Kernel = Callable[..., np.ndarray]

_WORTH_A_TABLE = 1 << 16  # elements; there are no more values of 16 bits


def _in_float64(precise: Kernel | None = None) -> Callable[[Kernel], Kernel]:
    """R1: the decorated function of float64 arrays, rounded once; `precise` takes its place for float64 itself."""

    def decorate(rough: Kernel) -> Kernel:
        @elementwise
        def compute(*operands: np.ndarray) -> np.ndarray:
            dtype = operands[0].dtype
            function = precise if precise and dtype == np.float64 else rough
            return narrow(function(*(to_float64(operand) for operand in operands)), dtype)

        @cache
        def table(dtype: np.dtype) -> np.ndarray:
            patterns = np.arange(1 << 8 * dtype.itemsize).astype(unsigned(dtype))
            return compute(patterns.view(dtype))

        @wraps(rough)
        def apply(*operands: np.ndarray) -> np.ndarray:
            first = operands[0]
            if len(operands) == 1 and first.dtype.itemsize <= 2 and first.size >= _WORTH_A_TABLE:
                return np.take(table(first.dtype), first.view(unsigned(first.dtype)))
            return compute(*operands)

        return apply

    return decorate


@_in_float64()
def exp(x: np.ndarray) -> np.ndarray:
    """e**x."""
    return np.exp(x)


@_in_float64()
def expm1(x: np.ndarray) -> np.ndarray:
    """e**x - 1 without cancellation."""
    return np.expm1(x)


@_in_float64()
def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm; -infinity for zeros, NaN below."""
    return np.log(x)


@_in_float64()
def log1p(x: np.ndarray) -> np.ndarray:
    """ln(1 + x) without cancellation; -infinity for -1, NaN below."""
    return np.log1p(x)


@_in_float64()
def sqrt(x: np.ndarray) -> np.ndarray:
    """Square root, correctly rounded; -0 for -0, NaN below."""
    return np.sqrt(x)


@_in_float64(float64.rsqrt)
def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x); infinity with its sign for zeros, NaN below."""
    return 1 / np.sqrt(x)


@_in_float64(float64.cbrt)
def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root, odd."""
    return np.cbrt(x)


@_in_float64()
def sin(x: np.ndarray) -> np.ndarray:
    """Sine of radians, whatever their size; NaN for infinities."""
    return np.sin(x)


@_in_float64()
def cos(x: np.ndarray) -> np.ndarray:
    """Cosine of radians, whatever their size; NaN for infinities."""
    return np.cos(x)


@_in_float64()
def tan(x: np.ndarray) -> np.ndarray:
    """Tangent of radians, whatever their size; NaN for infinities."""
    return np.tan(x)


@_in_float64(float64.tanh)
def tanh(x: np.ndarray) -> np.ndarray:
    """Hyperbolic tangent."""
    return np.tanh(x)


@_in_float64(float64.logistic)
def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e**-x), without overflow in between: 0 at -infinity, 1 at infinity."""
    return 1 / (1 + np.exp(-x))


@_in_float64()
def atan2(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The angle of the point (x, y), from -pi to pi, with the sign of y."""
    return np.arctan2(y, x)


@_in_float64()
def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """base ** exponent; 1 for exponent 0 and for base 1, even beside NaN. Negative bases have integral powers only."""
    return np.power(base, exponent)


@elementwise
def remainder(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs * trunc(lhs / rhs), exactly, with the sign of lhs (C's fmod); NaN for rhs zero or lhs infinite."""
    return narrow(np.fmod(widen(lhs), widen(rhs)), lhs.dtype)


@elementwise
def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand; NaN if one is NaN; +0 is larger than -0 (IEEE 754-2019 maximum)."""
    left, right = widen(lhs), widen(rhs)
    larger = np.maximum(left, right)
    if not (larger != 0).all():  # numpy takes either of two zeros; the sum is -0 only of two -0
        larger = np.where((left == 0) & (right == 0), left + right, larger)
    return narrow(larger, lhs.dtype)


@elementwise
def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand; NaN if one is NaN; -0 is smaller than +0 (IEEE 754-2019 minimum)."""
    left, right = widen(lhs), widen(rhs)
    smaller = np.minimum(left, right)
    if not (smaller != 0).all():  # as above; this one is +0 only of two +0
        smaller = np.where((left == 0) & (right == 0), -(-left - right), smaller)
    return narrow(smaller, lhs.dtype)


@elementwise
def sign(x: np.ndarray) -> np.ndarray:
    """-1 or 1, or the operand itself for zeros and NaN."""
    wide = widen(x)
    directions = np.sign(wide)
    if wide.dtype == x.dtype and (directions != 0).all():
        return directions  # numpy gives NaN back as it is
    return np.where((wide == 0) | np.isnan(wide), x, narrow(directions, x.dtype))


@elementwise
def absolute(x: np.ndarray) -> np.ndarray:
    """x without its sign."""
    return narrow(np.abs(widen(x)), x.dtype)


@elementwise
def negate(x: np.ndarray) -> np.ndarray:
    """x with the other sign, zeros included (where the format has a negative zero)."""
    return narrow(np.negative(widen(x)), x.dtype)


@elementwise
def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs, rounded once."""
    return narrow(widen(lhs) + widen(rhs), lhs.dtype)


@elementwise
def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs, rounded once."""
    return narrow(widen(lhs) - widen(rhs), lhs.dtype)


@elementwise
def multiply(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * rhs, rounded once."""
    return narrow(widen(lhs) * widen(rhs), lhs.dtype)


@elementwise
def divide(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs / rhs, rounded once; infinity with its sign for division by zero, NaN for 0 / 0."""
    return narrow(widen(lhs) / widen(rhs), lhs.dtype)
