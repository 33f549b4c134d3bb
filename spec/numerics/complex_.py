"""Complex numbers, complex64 and complex128, of any shape: the functions of the modules `complex_*`, and order.

(R1) complex64 is computed in float64 and each part rounded once. complex128 is computed with double-double arithmetic
     and each part rounded once; nothing over- or underflows on the way.
(R2) Branch cuts and signed zeros follow Kahan, "Branch cuts for complex elementary functions" (1987): logarithms and
     roots are cut along the negative real axis, continuous from above where the imaginary part is +0 and from below
     where it is -0.
(R3) Special values are those of C99 Annex G, except for products (plain formula) and exponentials (see
     `complex_exp`).
(R4) Order is lexicographic by (real, imaginary).

Errors of each part of complex128, measured against mpmath on random numbers over the whole plane, near zeros, poles and
branch points, are below 0.6 ULP of that part. complex64 is correctly rounded on all of them.

Real parts of `expm1` and `logistic` that are the rest of a cancellation of k bits have about 103 - k good bits, so
less than 53 where a number lies closer than 2**-50 to the curve on which that part is zero.

XLA CPU differs from these rules in flushing subnormals, in NaN for most operands with an infinite or NaN part, in
ignoring the sign of zero imaginary parts in `sqrt`, and by many ULP where a part cancels.
"""

from __future__ import annotations

import numpy as np

from .complex_arc import (
    acos as acos,
    acosh as acosh,
    asin as asin,
    asinh as asinh,
    atan as atan,
    atanh as atanh,
)
from .complex_exp import (
    cos as cos,
    cosh as cosh,
    exp as exp,
    expm1 as expm1,
    logistic as logistic,
    sin as sin,
    sinh as sinh,
    tan as tan,
    tanh as tanh,
)
from .complex_log import atan2 as atan2, log as log, log1p as log1p
from .complex_power import power as power
from .complex_products import divide as divide, multiply as multiply
from .complex_roots import absolute as absolute, cbrt as cbrt, rsqrt as rsqrt, sign as sign, sqrt as sqrt
from .lanes import elementwise


@elementwise
def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs."""
    return lhs + rhs


@elementwise
def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs."""
    return lhs - rhs


@elementwise
def negate(operand: np.ndarray) -> np.ndarray:
    """-operand, zeros included."""
    return np.negative(operand)


@elementwise
def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand (R4); the one that has a NaN, if one has."""
    first = _precedes(rhs, lhs)
    return np.where(first & ~np.isnan(rhs) | np.isnan(lhs), lhs, rhs)


@elementwise
def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand (R4); the one that has a NaN, if one has."""
    first = _precedes(lhs, rhs)
    return np.where(first & ~np.isnan(rhs) | np.isnan(lhs), lhs, rhs)


def _precedes(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs < rhs (R4)."""
    x, y, u, v = np.real(lhs), np.imag(lhs), np.real(rhs), np.imag(rhs)
    return (x < u) | ((x == u) & (y < v))
