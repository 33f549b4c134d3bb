"""Arithmetic on elements of any type: one rule for each kind of type.

(R1) Booleans: `add` and `maximum` are OR, `multiply` and `minimum` are AND. The other functions have no boolean form.
(R2) Integers: `integers`. Floats: `floats`, and `real` for powers. Complex numbers: `complex_`, without `remainder`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import floats, integers
from .formats import is_boolean, is_complex, is_integer
from .lanes import elementwise

Function = Callable[..., np.ndarray]


def _choose(integer: Function, floating: Function, *operands: np.ndarray) -> np.ndarray:
    """The function for the operands' kind, applied (R2). That of complex numbers, which has the name of the one of
    floats, is loaded when it is needed.
    """
    dtype = operands[0].dtype
    if is_integer(dtype):
        return integer(*operands)
    if not is_complex(dtype):
        return floating(*operands)
    from . import complex_

    plane: Function | None = getattr(complex_, floating.__name__, None)
    if plane is None:
        raise TypeError(f"no such function of {dtype}")
    return plane(*operands)


def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs."""
    return _either(lhs, rhs) if is_boolean(lhs.dtype) else _choose(integers.add, floats.add, lhs, rhs)


def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs."""
    return _choose(integers.subtract, floats.subtract, lhs, rhs)


def multiply(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * rhs."""
    if is_boolean(lhs.dtype):
        return _both(lhs, rhs)
    return _choose(integers.multiply, floats.multiply, lhs, rhs)


def divide(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs / rhs, truncated for integers."""
    return _choose(integers.divide, floats.divide, lhs, rhs)


def remainder(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs * trunc(lhs / rhs). Raises TypeError for complex numbers, for which the specification has no rule."""
    return _choose(integers.remainder, floats.remainder, lhs, rhs)


def power(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs ** rhs."""
    from . import real

    return _choose(integers.power, real.power, lhs, rhs)


def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand."""
    if is_boolean(lhs.dtype):
        return _either(lhs, rhs)
    return _choose(integers.maximum, floats.maximum, lhs, rhs)


def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand."""
    if is_boolean(lhs.dtype):
        return _both(lhs, rhs)
    return _choose(integers.minimum, floats.minimum, lhs, rhs)


def negate(operand: np.ndarray) -> np.ndarray:
    """-operand."""
    return _choose(integers.negate, floats.negate, operand)


def absolute(operand: np.ndarray) -> np.ndarray:
    """|operand|; for complex numbers the modulus, in the type of the parts."""
    return _choose(integers.absolute, floats.absolute, operand)


def sign(operand: np.ndarray) -> np.ndarray:
    """The direction of operand: -1, 0 or 1, or operand / |operand|."""
    return _choose(integers.sign, floats.sign, operand)


@elementwise
def _either(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return lhs | rhs  # R1


@elementwise
def _both(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return lhs & rhs  # R1
