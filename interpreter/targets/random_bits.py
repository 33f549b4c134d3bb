"""Ciphers that random numbers are made of."""

from __future__ import annotations

import numpy as np

from ...spec.lang import Array
from ...spec.numerics.random_bits import threefry2x32


def threefry(key0: Array, key1: Array, x0: Array, x1: Array) -> tuple[Array, Array]:
    """JAX on GPUs: Threefry-2x32 of 20 rounds, element by element; all operands are ui32 of one shape.

    Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
    """
    keys, words = np.broadcast_arrays(key0, key1), np.broadcast_arrays(x0, x1)
    return threefry2x32((keys[0], keys[1]), words[0], words[1])


TARGETS = {f"{platform}_threefry2x32{kind}": threefry for platform in ("cu", "hip") for kind in ("", "_ffi")}
