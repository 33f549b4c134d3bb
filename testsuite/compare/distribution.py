"""DISTRIBUTION: random numbers of a named distribution.

Elements are within its range, and the empirical distribution function is near the true one: by the inequality of
Dvoretzky, Kiefer and Wolfowitz with Massart's constant (Annals of Probability 18, 1990), n independent samples are
farther apart than sqrt(ln(2 / p) / 2n) with a probability of at most p = 1e-12.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.numerics.formats import float_format, is_float
from .numbers import Array, as_floats, patterns
from .question import Answer, Question

Distribution = Callable[[Array], Array]
"""A distribution function: the probability of a value that is not larger."""

DOUBT = 1e-12
"""Probability with which right random numbers are called wrong."""


def judge(question: Question) -> Answer:
    """Range, then the distance of distribution functions, or of frequencies of bits."""
    if question.judge.distribution == "bits":
        return _bits(question.actual)
    values = as_floats(question.actual)[:, 0]
    rounded = is_float(question.actual.dtype)
    if question.judge.distribution == "uniform":
        low, high = question.judge.parameters
        high = high if rounded else max(high, low + 1)  # an empty interval gives its start
        wrong = ~((values >= low) & ((values <= high) if rounded else (values < high)))  # rounding may reach the end
        share = _uniform(low, high, 0.0 if rounded else 1.0)
    else:
        wrong = ~np.isfinite(values)
        share = _normal(*question.judge.parameters)
    if wrong.any() or not values.size:
        return Answer(wrong)
    return Answer(wrong, _distance(values, share, 0.0 if rounded else 1.0, _coarseness(question.actual.dtype)))


def _uniform(low: float, high: float, step: float) -> Distribution:
    """Of real numbers in [low, high), or with step 1 of the integers there."""
    return lambda x: np.clip((x + step - low) / ((high - low) or 1.0), 0, 1)


def _normal(mean: float, deviation: float) -> Distribution:
    scale = (abs(deviation) or 1e-300) * math.sqrt(2)
    return lambda x: np.array([0.5 * math.erfc((mean - value) / scale) for value in x.tolist()])


def _coarseness(dtype: np.dtype[Any]) -> float:
    """How much rounding to the type moves the distribution function at most (two units in the last place at 1)."""
    return 2.0 ** (1 - float_format(dtype).mantissa_bits) if is_float(dtype) else 0.0


def _distance(values: Array, share: Distribution, step: float, slack: float) -> str:
    """What is wrong with samples of a distribution function, "" if nothing. `step` leads from a value to the next."""
    found, counts = np.unique(values, return_counts=True)
    upto = np.cumsum(counts) / values.size
    before = upto - counts / values.size
    distance = float(max(np.max(np.abs(upto - share(found))), np.max(np.abs(before - share(found - step)))))
    limit = math.sqrt(math.log(2 / DOUBT) / (2 * values.size)) + slack
    if distance <= limit:
        return ""
    return f"the distribution function is off by {distance:.3g}; {values.size} samples allow {limit:.3g}"


def _bits(array: Array) -> Answer:
    """Bits: each bit of the elements is set in about half of them (Hoeffding's inequality)."""
    found = patterns(array)[:, 0]
    none = np.zeros(found.size, np.bool_)
    if not found.size:
        return Answer(none)
    limit = math.sqrt(math.log(2 / DOUBT) / (2 * found.size))
    for bit in range(8 * found.dtype.itemsize):
        share = float(np.mean((found >> found.dtype.type(bit)) & found.dtype.type(1)))
        if abs(share - 0.5) > limit:
            return Answer(none, f"bit {bit} is set in {share:.3g} of {found.size} elements")
    return Answer(none)
