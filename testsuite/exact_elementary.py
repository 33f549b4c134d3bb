"""Arithmetic and elementary functions of StableHLO and CHLO on mpmath numbers, real and complex.

Each may be called at any working precision; none is evaluated by the formula that its kernel uses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def elementary_functions() -> dict[str, Callable[..., Any]]:
    """The exact function of each op, by short name."""
    import mpmath as mp

    return {
        "add": lambda a, b: a + b,
        "subtract": lambda a, b: a - b,
        "multiply": lambda a, b: a * b,
        "divide": lambda a, b: a / b,
        "abs": abs,
        "sign": mp.sign,
        "exponential": mp.exp,
        "exponential_minus_one": mp.expm1,
        "log": mp.log,
        "log_plus_one": log_plus_one,
        "sqrt": mp.sqrt,
        "rsqrt": lambda x: 1 / mp.sqrt(x),
        "cbrt": cbrt,
        "sine": mp.sin,
        "cosine": mp.cos,
        "tan": mp.tan,
        "tanh": mp.tanh,
        "logistic": lambda x: 1 / (1 + mp.exp(-x)),
        "power": power,
        "atan2": atan2,
        "chlo.acos": mp.acos,
        "chlo.acosh": mp.acosh,
        "chlo.asin": mp.asin,
        "chlo.asinh": mp.asinh,
        "chlo.atan": mp.atan,
        "chlo.atanh": mp.atanh,
        "chlo.cosh": mp.cosh,
        "chlo.sinh": mp.sinh,
        "chlo.square": lambda x: x * x,
        "chlo.tan": mp.tan,
    }


def log_plus_one(x: Any) -> Any:
    """ln(1 + x), -infinity at -1."""
    import mpmath as mp

    return mp.log(1 + x) if isinstance(x, mp.mpc) else mp.log1p(x)


def cbrt(x: Any) -> Any:
    """The real cube root of real numbers, the principal one of complex numbers."""
    import mpmath as mp

    return mp.cbrt(x) if isinstance(x, mp.mpc) or x >= 0 else -mp.cbrt(-x)


def power(base: Any, exponent: Any) -> Any:
    """base ** exponent. Raises OverflowError for complex numbers whose power is far out of range of every type."""
    import mpmath as mp

    if isinstance(base, mp.mpf):
        return mp.power(base, exponent)
    growth = exponent * mp.log(base)
    if abs(growth.real) > 2**20:
        raise OverflowError("the power is out of range")
    return mp.exp(growth)


def atan2(y: Any, x: Any) -> Any:
    """The angle of (x, y). Raises ValueError at zeros, whose signs matter, which mpmath does not have, and for complex
    numbers with parts of very different size, where underflow may decide on which side of the cut they lie."""
    import mpmath as mp

    if not x or not y:
        raise ValueError("mpmath has no signed zeros")
    if isinstance(y, mp.mpf) and isinstance(x, mp.mpf):
        return mp.atan2(y, x)
    sizes = [mp.frexp(part)[1] for z in (x, y) for part in (z.real, z.imag)]
    if max(sizes) - min(sizes) > 400:
        raise ValueError("parts of very different size")
    return -1j * mp.log((x + 1j * y) / mp.sqrt(x * x + y * y))
