"""Ops that put padding around and between the elements of a tensor: pad and its dynamic form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..lang import Array
from ..types import Size
from .movement import demand


def padded_size(size: Size, low: int, high: int, interior: int) -> Size:
    """low + size + high, and `interior` between each two of the `size` elements; None where the size is unknown."""
    return None if size is None else low + size + max(size - 1, 0) * interior + high


def padded(operand: Array, value: Array, low: Sequence[int], high: Sequence[int], interior: Sequence[int]) -> Array:
    """`operand` padded with `value`; negative `low` and `high` take away. Raises InvalidValue for negative sizes."""
    paddings = list(zip(operand.shape, low, high, interior, strict=True))
    demand(min(interior, default=0) >= 0, f"interior_padding {list(interior)} is negative")
    sizes = [padded_size(*padding) or 0 for padding in paddings]
    demand(min(sizes, default=0) >= 0, f"the padded tensor would have shape {sizes}")
    result = np.full(sizes, value, operand.dtype)
    source: list[slice] = []
    target: list[slice] = []
    for (size, before, _, between), whole in zip(paddings, sizes, strict=True):
        step = between + 1
        first = max(0, -(before // step))  # the first and the last element whose place before + i * step is in range
        last = min(size, -((before - whole) // step))
        source.append(slice(first, max(first, last)))
        target.append(slice(before + first * step, max(before + last * step, 0), step))
    result[tuple(target)] = operand[tuple(source)]
    return result
