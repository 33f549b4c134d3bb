"""Measures of how far results are from expected ones, as vendors report them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .numbers import Array, as_floats
from .question import Question
from .ulps import offsets_of, ulp_errors

LARGEST = float(np.finfo(np.float64).max)


class Statistics(NamedTuple):
    """Over all parts where both values are finite; None where there are none, or where a measure has no meaning.

    ULP errors are those of floats, against the exact result where the case knows it. Relative errors leave out
    expected zeros. `nans` and `infinities` count expected and actual ones.
    """

    max_ulp: float | None = None
    mean_ulp: float | None = None
    max_absolute: float | None = None
    max_relative: float | None = None
    cosine: float | None = None
    pcc: float | None = None
    nans: tuple[int, int] = (0, 0)
    infinities: tuple[int, int] = (0, 0)


def measure(question: Question) -> Statistics:
    """All measures of one output."""
    actual, expected = as_floats(question.actual), as_floats(question.expected)
    finite = np.isfinite(actual) & np.isfinite(expected)
    a, e = actual[finite], expected[finite]
    counts = tuple((int(test(expected).sum()), int(test(actual).sum())) for test in (np.isnan, np.isinf))
    if not a.size:
        return Statistics(nans=counts[0], infinities=counts[1])
    with np.errstate(all="ignore"):
        errors = np.minimum(np.abs(a - e), LARGEST)
        relative = np.minimum(errors[e != 0] / np.abs(e[e != 0]), LARGEST)
    units = _ulps(question)
    units = None if units is None else np.minimum(units[finite], LARGEST)
    return Statistics(
        None if units is None else float(units.max()),
        None if units is None else float(np.mean(units / units.size) * units.size),
        float(errors.max()),
        float(relative.max()) if relative.size else None,
        _cosine(a, e),
        _cosine(_centred(a), _centred(e)),
        *counts,
    )


def _ulps(question: Question) -> Array | None:
    if not question.real_valued:
        return None
    return ulp_errors(question.found, question.wanted, offsets_of(question), question.judge.by_modulus)


def _scaled(x: Array) -> Array:
    """x over a power of two near its largest size, so that squares stay in range."""
    exponent = int(np.frexp(np.max(np.abs(x)))[1])
    return np.ldexp(x, -exponent)


def _centred(x: Array) -> Array:
    scaled = _scaled(x)
    return scaled - scaled.mean()


def _cosine(a: Array, e: Array) -> float | None:
    """Cosine of the angle between two vectors; None where one of them is zero and the other is not."""
    if np.array_equal(a, e):
        return 1.0
    x, y = _scaled(a), _scaled(e)
    norms = float(np.sqrt(x @ x) * np.sqrt(y @ y))
    return None if norms == 0 else float(np.clip((x @ y) / norms, -1, 1))
