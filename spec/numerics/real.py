"""Elementary functions of real floats of every type, and of any shape.

(R1) Types of at most 32 bits are computed in float64 and rounded once. float64 itself is computed in `float64`, within
     0.54 ULP (0.8 where the result is subnormal).
(R2) For narrower types float64 need not be that good: numpy's functions, which differ between processors by a few ULP,
     or those of `rough` where they are faster. Where their error leaves open how a result rounds, it is decided by
     `near_ties`. So types of at most 32 bits are correctly rounded, and results of all types are the same on every
     machine.
(R3) Signed zeros, infinities, NaN and subnormals are those of C99 Annex F, which IEEE 754-2019 section 9.2 shares.
     Every NaN is positive and quiet.

XLA CPU (jaxlib 0.10) has the same special values, but flushes subnormals, and is less accurate: log1p 87 ULP, tanh 6,
expm1 4 and cbrt 3 in float64; expm1 and tanh 4, log1p and logistic 2 in float32.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np

from . import float64, near_ties, rough
from .correct_rounding import scaled, to_nearest
from .double_double import Pair
from .formats import unsigned
from .lanes import elementwise, one_nan
from .rounding import narrow
from .tables import tabulated
from .widening import to_float64

Kernel = Callable[..., np.ndarray]


def _rounded_once(
    double: Kernel, precise: Callable[..., Pair] | None = None, error: float = rough.ERROR
) -> Callable[[Kernel], Kernel]:
    """The decorated function of float64 arrays for types of at most 32 bits, with one rounding, and `double` for
    float64 (R1). `precise` decides what a relative `error` of float64 leaves in doubt (R2)."""

    def decorate(function: Kernel) -> Kernel:
        @tabulated
        @elementwise
        @wraps(function)
        def compute(*operands: np.ndarray) -> np.ndarray:
            dtype = operands[0].dtype
            if dtype == np.float64:
                return one_nan(double(*operands))
            wide = [to_float64(operand) for operand in operands]
            found = one_nan(function(*wide))
            if precise is None:
                return narrow(found, dtype)
            result = narrow(found * (1 - error), dtype)
            found *= 1 + error
            word = unsigned(dtype)
            doubtful = result.view(word) != narrow(found, dtype).view(word)
            if doubtful.any():
                result[doubtful] = to_nearest(scaled(precise(*(operand[doubtful] for operand in wide))), dtype)
            return result

        return compute

    return decorate


@_rounded_once(float64.exp, near_ties.exp)
def exp(x: np.ndarray) -> np.ndarray:
    """e**x."""
    return np.exp(x)


@_rounded_once(float64.expm1, near_ties.expm1)
def expm1(x: np.ndarray) -> np.ndarray:
    """e**x - 1 without cancellation."""
    return rough.expm1(x)


@_rounded_once(float64.log, near_ties.log)
def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm; -infinity for zeros, NaN below."""
    return np.log(x)


@_rounded_once(float64.log1p, near_ties.log1p)
def log1p(x: np.ndarray) -> np.ndarray:
    """ln(1 + x) without cancellation; -infinity for -1, NaN below."""
    return rough.log1p(x)


@_rounded_once(np.sqrt)
def sqrt(x: np.ndarray) -> np.ndarray:
    """Square root, correctly rounded; -0 for -0, NaN below."""
    return np.sqrt(x)


@_rounded_once(float64.rsqrt, near_ties.rsqrt)
def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x); infinity with its sign for zeros, NaN below."""
    root = np.sqrt(x)
    return np.divide(1, root, out=root)


@_rounded_once(float64.cbrt, near_ties.cbrt, rough.CBRT_ERROR)
def cbrt(x: np.ndarray) -> np.ndarray:
    """Real cube root, odd."""
    return rough.cbrt(x)


@_rounded_once(float64.sin, near_ties.sin)
def sin(x: np.ndarray) -> np.ndarray:
    """Sine of radians, whatever their size; NaN for infinities."""
    return rough.sin(x)


@_rounded_once(float64.cos, near_ties.cos)
def cos(x: np.ndarray) -> np.ndarray:
    """Cosine of radians, whatever their size; NaN for infinities."""
    return rough.cos(x)


@_rounded_once(float64.tan, near_ties.tan)
def tan(x: np.ndarray) -> np.ndarray:
    """Tangent of radians, whatever their size; NaN for infinities."""
    return rough.tan(x)


@_rounded_once(float64.sinh, near_ties.sinh)
def sinh(x: np.ndarray) -> np.ndarray:
    """Hyperbolic sine."""
    return np.sinh(x)


@_rounded_once(float64.cosh, near_ties.cosh)
def cosh(x: np.ndarray) -> np.ndarray:
    """Hyperbolic cosine."""
    return np.cosh(x)


@_rounded_once(float64.tanh, near_ties.tanh)
def tanh(x: np.ndarray) -> np.ndarray:
    """Hyperbolic tangent."""
    return rough.tanh(x)


@_rounded_once(float64.logistic, near_ties.logistic)
def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e**-x), without overflow in between: 0 at -infinity, 1 at infinity."""
    power = np.exp(-x)
    power += 1
    return np.divide(1, power, out=power)


@_rounded_once(float64.asin, near_ties.asin)
def asin(x: np.ndarray) -> np.ndarray:
    """Arc sine, between -pi/2 and pi/2; NaN where |x| > 1."""
    return np.arcsin(x)


@_rounded_once(float64.acos, near_ties.acos)
def acos(x: np.ndarray) -> np.ndarray:
    """Arc cosine, between 0 and pi; NaN where |x| > 1."""
    return np.arccos(x)


@_rounded_once(float64.atan, near_ties.atan)
def atan(x: np.ndarray) -> np.ndarray:
    """Arc tangent, between -pi/2 and pi/2."""
    return np.arctan(x)


@_rounded_once(float64.asinh, near_ties.asinh)
def asinh(x: np.ndarray) -> np.ndarray:
    """Inverse hyperbolic sine."""
    return np.arcsinh(x)


@_rounded_once(float64.acosh, near_ties.acosh)
def acosh(x: np.ndarray) -> np.ndarray:
    """Inverse hyperbolic cosine; NaN below 1."""
    return np.arccosh(x)


@_rounded_once(float64.atanh, near_ties.atanh)
def atanh(x: np.ndarray) -> np.ndarray:
    """Inverse hyperbolic tangent; infinite at -1 and 1, NaN beyond."""
    return np.arctanh(x)


@_rounded_once(float64.arctan2, near_ties.atan2)
def atan2(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The angle of the point (x, y), from -pi to pi, with the sign of y."""
    return rough.atan2(y, x)


@_rounded_once(float64.power, near_ties.power)
def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """base ** exponent; 1 for exponent 0 and for base 1, even beside NaN. Negative bases have integral powers only."""
    return np.power(base, exponent)
