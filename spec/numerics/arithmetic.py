"""Arithmetic on elements of any type: one rule for each kind of type.

(R1) Booleans: `add` and `maximum` are OR, `multiply` and `minimum` are AND. The other functions have no boolean form.
(R2) Integers: `integers`. Floats: `real`. Complex numbers: `complex_`, which has no `remainder`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import complex_, integers, real
from .formats import is_boolean, is_complex, is_integer
from .lanes import elementwise

Function = Callable[..., np.ndarray]


def _choose(integer: Function, floating: Function, plane: Function | None, *operands: np.ndarray) -> np.ndarray:
    """The function for the operands' kind, applied (R2)."""
    dtype = operands[0].dtype
    if is_integer(dtype):
        return integer(*operands)
    if not is_complex(dtype):
        return floating(*operands)
    if plane is None:
        raise TypeError(f"no such function of {dtype}")
    return plane(*operands)


def add(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs + rhs."""
    return _either(lhs, rhs) if is_boolean(lhs.dtype) else _choose(integers.add, real.add, complex_.add, lhs, rhs)


def subtract(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs."""
    return _choose(integers.subtract, real.subtract, complex_.subtract, lhs, rhs)


def multiply(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs * rhs."""
    if is_boolean(lhs.dtype):
        return _both(lhs, rhs)
    return _choose(integers.multiply, real.multiply, complex_.multiply, lhs, rhs)


def divide(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs / rhs, truncated for integers."""
    return _choose(integers.divide, real.divide, complex_.divide, lhs, rhs)


def remainder(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs - rhs * trunc(lhs / rhs). Raises TypeError for complex numbers, for which the specification has no rule."""
    return _choose(integers.remainder, real.remainder, None, lhs, rhs)


def power(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """lhs ** rhs."""
    return _choose(integers.power, real.power, complex_.power, lhs, rhs)


def maximum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The larger operand."""
    if is_boolean(lhs.dtype):
        return _either(lhs, rhs)
    return _choose(integers.maximum, real.maximum, complex_.maximum, lhs, rhs)


def minimum(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    """The smaller operand."""
    if is_boolean(lhs.dtype):
        return _both(lhs, rhs)
    return _choose(integers.minimum, real.minimum, complex_.minimum, lhs, rhs)


def negate(operand: np.ndarray) -> np.ndarray:
    """-operand."""
    return _choose(integers.negate, real.negate, complex_.negate, operand)


def absolute(operand: np.ndarray) -> np.ndarray:
    """|operand|; for complex numbers the modulus, in the type of the parts."""
    return _choose(integers.absolute, real.absolute, complex_.absolute, operand)


def sign(operand: np.ndarray) -> np.ndarray:
    """The direction of operand: -1, 0 or 1, or operand / |operand|."""
    return _choose(integers.sign, real.sign, complex_.sign, operand)


@elementwise
def _either(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return lhs | rhs  # R1


@elementwise
def _both(lhs: np.ndarray, rhs: np.ndarray) -> np.ndarray:
    return lhs & rhs  # R1
