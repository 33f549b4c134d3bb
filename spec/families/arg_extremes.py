"""Where the largest or smallest elements stand: reductions whose body carries an index with each element.

A body that only compares its arguments and chooses among them (`Body.chooses`) is known altogether once it is known
what it does for each way in which they can compare. So it is run once on an example of each; where it proves to keep
the larger (or smaller) element with its index, numpy's `argmax` (or `argmin`) finds the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from ..lang import Array, Body
from .native import native_real

_WORTH_A_TRIAL = 1 << 12
"""Elements from which on it pays to try the body out."""


class _Rule(NamedTuple):
    """What a body keeps. `lowest`: of equal elements the one with the lower index, otherwise the left one. `nan`: a NaN
    before any number, otherwise nothing is known of NaN."""

    find: Callable[..., Any]
    lowest: bool
    nan: bool


def arg_extremes(body: Body, lines: Sequence[Array], axis: int) -> list[Array] | None:
    """Extreme elements along an axis and their indices, as the body joins them; None where that is not what it does, or
    where numpy would differ in zeros or NaN."""
    if len(lines) != 2 or lines[0].size < _WORTH_A_TRIAL:
        return None
    elements, indices = lines
    # Of one type they could be compared with each other.
    if not native_real(elements.dtype) or indices.dtype.kind not in "iu" or elements.dtype == indices.dtype:
        return None
    rule = _rule(body, elements.dtype, indices.dtype)
    if rule is None or (rule.lowest and not _ascend(indices, axis)):
        return None
    places = np.expand_dims(rule.find(elements, axis=axis), axis)
    found = [np.squeeze(np.take_along_axis(x, places, axis), axis) for x in lines]
    if elements.dtype.kind == "f":
        if np.isnan(found[0]).any() and not (rule.nan and _without_sign(elements, np.isnan(elements))):
            return None
        if (found[0] == 0).any() and not _without_sign(elements, elements == 0):
            return None
    return found


def _rule(body: Body, element: np.dtype[Any], index: np.dtype[Any]) -> _Rule | None:
    """What the body keeps, from what it does with each way in which its arguments can compare."""
    numbers = (0, 1, np.nan) if element.kind == "f" else (0, 1)
    trials = list(product(numbers, numbers, (0, 1)))
    a, b = (np.array([trial[i] for trial in trials], element) for i in (0, 1))
    j = np.array([trial[2] for trial in trials], index)
    k = 1 - j
    kept, kept_index = body(a, j, b, k)
    left = kept_index == j
    together = (kept_index == np.where(left, j, k)) & _same(kept, np.where(left, a, b))
    if not together.all():
        return None
    unequal = (a < b) | (a > b)
    if _agree(left, a > b, unequal):
        find = np.argmax
    elif _agree(left, a < b, unequal):
        find = np.argmin
    else:
        return None
    tie, lower = a == b, j < k
    lowest = _agree(left, lower, tie)
    if not lowest and not left[tie].all():
        return None
    # numpy finds the first NaN. With rule `lowest` that has the lowest index.
    both = np.isnan(a) & np.isnan(b)
    nan = _agree(left, np.isnan(a), np.isnan(a) != np.isnan(b)) and (
        bool(left[both].all()) or (lowest and _agree(left, lower, both))
    )
    return _Rule(find, lowest, nan)


def _agree(left: Array, expected: Array, where: Array) -> bool:
    """Whether, of the trials `where`, the left one is kept in those that are expected."""
    return bool((left == expected)[where].all())


def _without_sign(elements: Array, where: Array) -> bool:
    """Whether none of these elements has a sign, which comparisons in total order look at."""
    return not np.signbit(elements[where]).any()


def _same(x: Array, y: Array) -> Array:
    return (x == y) | ((x != x) & (y != y))


def _ascend(indices: Array, axis: int) -> bool:
    """Whether indices never fall along the axis. Dimensions along which they are repeated count once."""
    if indices.strides[axis] == 0:
        return True
    once = tuple(slice(0, 1) if stride == 0 else slice(None) for stride in indices.strides)
    lean = np.moveaxis(indices[once], axis, 0)
    return bool((lean[1:] >= lean[:-1]).all())
