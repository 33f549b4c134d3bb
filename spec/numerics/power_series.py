"""Power series in double-double: coefficients computed once in fixed point, the first terms exact to 106 bits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import double_double as dd
from .constants import pieces
from .double_double import Pair, Real
from .fixed_point import BITS


class PowerSeries(NamedTuple):
    """Coefficients, constant first; the first `len(low)` of them with a second part."""

    high: tuple[float, ...]
    low: tuple[float, ...]


def power_series(coefficients: list[int], precise: int) -> PowerSeries:
    """A series from coefficients in fixed point, of which the first `precise` are used to 106 bits."""
    parts = [constant(number) for number in coefficients]
    return PowerSeries(tuple(float(part.high) for part in parts), tuple(float(part.low) for part in parts[:precise]))


def constant(value: int) -> Pair:
    """A number in fixed point as a double-double scalar."""
    if value == 0:
        return Pair(np.asarray(0.0), np.asarray(0.0))
    high, low = pieces(abs(value), BITS, (53, 53))
    return Pair(np.asarray(high), np.asarray(low)) if value > 0 else Pair(np.asarray(-high), np.asarray(-low))


def evaluate(series: PowerSeries, x: Pair | np.ndarray) -> Pair:
    """The sum in double-double; its last terms, which matter less, in float64."""
    exact = isinstance(x, Pair)
    value = roughly(series, x.high if exact else x, len(series.low))
    sums = Pair(value, np.zeros_like(value))
    for high, low in zip(series.high[len(series.low) - 1 :: -1], reversed(series.low), strict=True):
        product = dd.multiply(sums, x) if exact else dd.multiply_float(sums, x)
        sums = _add_constant(product, high, low)
    return sums


def _add_constant(x: Pair, high: Real, low: Real) -> Pair:
    """x + high + low; the low parts may be added as they are, where the sum does not cancel."""
    total, error = dd.two_sum(x.high, high)
    return dd.fast_two_sum(total, error + (x.low + low))


def roughly(series: PowerSeries, x: np.ndarray, start: int = 0, terms: int | None = None) -> np.ndarray:
    """In float64 (Horner): the sum of the terms from `start` on, divided by x**start."""
    coefficients = series.high[start:terms]
    value = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value = value * x + coefficient
    return value
