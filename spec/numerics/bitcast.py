"""`bitcast_convert`: the same bits as elements of another type.

(R1) Types of equal width: element by element.
(R2) To a narrower type: a new last dimension holds the pieces of each element, least significant piece first.
(R3) To a wider type: the last dimension disappears, its elements are the pieces, least significant first.

Widths are those of the specification: 1 bit for booleans, 4 for f4E2M1FN, both parts together for complex types
(whose real part comes first in memory, so it counts as the less significant).
"""

from __future__ import annotations

import sys

import numpy as np

from .formats import bits, unsigned


def bitcast(x: np.ndarray, dtype: np.dtype | type) -> np.ndarray:
    """The bits of x, of any shape, as elements of `dtype`, in a new array (R1 to R3).

    Raises ValueError where the wider type's width is no multiple of the narrower one's, or where x's last dimension is
    not their ratio (R3).
    """
    target = np.dtype(dtype)
    old, new = bits(x.dtype), bits(target)
    if max(old, new) % min(old, new):
        raise ValueError(f"{x.dtype} of {old} bits and {target} of {new} bits do not divide")
    if new > old and (x.ndim == 0 or x.shape[-1] * old != new):
        raise ValueError(f"the last dimension of shape {x.shape} does not hold {new} bits of {old}-bit {x.dtype}")
    shape = x.shape if new == old else (*x.shape, old // new) if new < old else x.shape[:-1]
    if sys.byteorder == "little" and old % 8 == 0 and new % 8 == 0:
        result = np.empty(shape, target)
        result.reshape(-1).view(x.dtype)[...] = x.reshape(-1)
        return result
    return _from_bits(_to_bits(x), target).reshape(shape)


def patterns(x: np.ndarray) -> np.ndarray:
    """A view of x as unsigned integers where its element type is not one of numpy's own; else x.

    numpy's views with strides of one's own need a type that numpy can name: it cannot name f8E5M2.
    """
    return x if x.dtype.isbuiltin == 1 else x.view(unsigned(x.dtype))


def _to_bits(x: np.ndarray) -> np.ndarray:
    """All bits of x as one row of 0 and 1, least significant first within each element."""
    words = np.ascontiguousarray(_little(x)).reshape(-1)
    octets = words.view(np.uint8).reshape(x.size, x.dtype.itemsize)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, : bits(x.dtype)].reshape(-1)


def _from_bits(row: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """The elements of `dtype` that have those bits, in a row."""
    width, memory = bits(dtype), 8 * dtype.itemsize
    fields = row.reshape(row.size // width, width)
    padded = np.pad(fields, ((0, 0), (0, memory - width)))
    octets = np.packbits(padded, axis=1, bitorder="little").reshape(-1)
    return _little(octets.view(dtype))


def _little(x: np.ndarray) -> np.ndarray:
    """x with little-endian memory (and back): parts of complex numbers stay in order."""
    return x if sys.byteorder == "little" or x.dtype.itemsize == 1 else x.byteswap()
