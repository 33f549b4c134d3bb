"""Choosing element by element, as `np.where` does, by masks of bits: a branch an element is slow on irregular masks."""

from __future__ import annotations

import numpy as np

from .cores import on_all_cores
from .lanes import BLOCK, blocks

_FEW = 1 << 12
"""Up to how many elements `np.where` is faster (measured)."""


def choose(mask: np.ndarray, on_true: np.ndarray, on_false: np.ndarray) -> np.ndarray:
    """Elements of `on_true` where `mask`, booleans, is true, elsewhere those of `on_false`: the same bits, any shapes
    that broadcast, one dtype."""
    width, shape = on_true.dtype.itemsize, mask.shape
    if mask.size <= _FEW or width > 8 or not shape == on_true.shape == on_false.shape:
        return np.where(mask, on_true, on_false)
    result = np.empty(shape, on_true.dtype)
    word = np.dtype(f"i{width}")
    flat = result.reshape(-1).view(word)

    def work(block: tuple[slice, list[np.ndarray]]) -> None:
        place, [flags, x, y] = block
        ones = np.negative(flags.view(np.int8)).astype(word, copy=False)  # all bits set where true
        out, other = flat[place], y.view(word)
        np.bitwise_xor(x.view(word), other, out=out)
        np.bitwise_and(out, ones, out=out)
        np.bitwise_xor(out, other, out=out)

    on_all_cores(work, list(blocks(mask, on_true, on_false, length=2 * BLOCK)))
    return result
