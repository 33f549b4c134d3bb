"""Correct rounding by Ziv's strategy: compute with a bound of the error, and again with more digits where in doubt.

(R1) A function brings two programs: `rough`, in float64 with an error bound, and `precise`, in double-double.
(R2) Types of at most 32 bits: where everything within the bound rounds to one value, that is the result; elsewhere,
     about once in 100,000 elements, `precise` decides. Only a result closer than some 2**-90 to the midpoint of two
     values, which no argument of these types is known to have, could still go astray.
(R3) float64: `precise`, rounded once, so that errors stay below 0.51 ULP, in subnormal results too.

Results do not depend on the machine's vector instructions: `precise` uses nothing that IEEE 754 leaves open, and what
`rough` returns, in which numpy's functions may differ, decides nothing but the way that is taken.

Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", TOMS 1991.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

import numpy as np

from .double_double import Pair
from .formats import unsigned
from .lanes import elementwise, ldexp
from .rounding import narrow
from .tables import tabulated
from .widening import to_float64


class Scaled(NamedTuple):
    """(high + low) * 2**exponent."""

    high: np.ndarray
    low: np.ndarray
    exponent: np.ndarray | int


class Rough(NamedTuple):
    """Values in float64 and bounds of their absolute errors; NaN says that a value could not be had."""

    value: np.ndarray
    error: np.ndarray


class Settled(NamedTuple):
    """Which results are limits or conventions, and these (anything elsewhere), in float64."""

    where: np.ndarray
    value: np.ndarray


Kernel = Callable[..., np.ndarray]


def correctly_rounded(
    precise: Callable[..., Scaled], settled: Callable[..., Settled]
) -> Callable[[Callable[..., Rough]], Kernel]:
    """Makes the decorated `rough` a function of floats of every type and any shape.

    All three functions take rank-1 arrays of float64, one for each operand; `precise` and `rough` meet only arguments
    that `settled` does not settle.
    """

    def decorate(rough: Callable[..., Rough]) -> Kernel:
        def ordinary(dtype: np.dtype, *operands: np.ndarray) -> np.ndarray:
            if dtype == np.float64:
                return to_nearest(precise(*operands), dtype)
            value, error = rough(*operands)
            result, other = narrow(value - error, dtype), narrow(value + error, dtype)
            doubt = (result.view(unsigned(dtype)) != other.view(unsigned(dtype))) | np.isnan(value)
            doubt |= error > np.abs(value)  # both ends may be NaN where a format has no infinities
            if doubt.any():
                result[doubt] = to_nearest(precise(*(operand[doubt] for operand in operands)), dtype)
            return result

        @tabulated
        @elementwise
        @wraps(rough)
        def compute(*operands: np.ndarray) -> np.ndarray:
            dtype = operands[0].dtype
            wide = [to_float64(operand) for operand in operands]
            where, value = settled(*wide)
            if not where.any():
                return ordinary(dtype, *wide)
            result = narrow(value, dtype)
            rest = ~where
            if rest.any():
                result[rest] = ordinary(dtype, *(operand[rest] for operand in wide))
            return result

        return compute

    return decorate


def scaled(x: Pair, exponent: np.ndarray | int = 0) -> Scaled:
    """x * 2**exponent."""
    return Scaled(x.high, x.low, exponent)


def to_nearest(x: Scaled, dtype: np.dtype) -> np.ndarray:
    """x rounded once to a float type."""
    high, shift = np.frexp(x.high)
    low, exponent = ldexp(x.low, -shift), x.exponent + shift
    if dtype == np.float64:
        return _to_float64(high, low, exponent)
    toward_zero = (low != 0) & (np.signbit(low) != np.signbit(high))
    odd = (high.view(np.int64) - toward_zero) | (low != 0)  # Boldo and Melquiond, see `rounding`
    return narrow(ldexp(odd.view(np.float64), np.clip(exponent, -600, 600)), dtype)


def _to_float64(high: np.ndarray, low: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """(high + low) * 2**exponent for |high| between 1/2 and 1; numpy's ldexp would round subnormal results twice."""
    result = ldexp(high, exponent)
    small = exponent < -1021
    if small.any():
        sign, place = np.sign(high[small]), np.maximum(exponent[small], -1080)
        head, tail = high[small] * sign, low[small] * sign
        unit = ldexp(np.ones_like(head), -1074 - place)
        anchor = 2.0**52 * unit  # the last place of a sum with it is the unit
        kept = (head + anchor) - anchor
        rest = head - kept
        kept += unit * ((rest == unit / 2) & (tail > 0)) - unit * ((rest == -unit / 2) & (tail < 0))
        result[small] = np.copysign(ldexp(kept, place), sign)
    return result
