"""Logic on booleans and on the bits of integers."""

from __future__ import annotations

import numpy as np

from ..lang import Array
from ..numerics.integers import from_machine, to_machine
from .native import native


def bitwise(function: np.ufunc, *operands: Array) -> Array:
    """A ufunc on bits, applied to booleans or integers of any width (2- and 4-bit ones lie in bytes)."""
    dtype = operands[0].dtype
    if native(dtype):
        return function(*operands)
    return from_machine(np.asarray(function(*map(to_machine, operands))), dtype)
