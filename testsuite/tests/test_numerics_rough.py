"""The quick functions of float64 stay within the errors they declare: against those of 90 bits."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from stablehlo_reference.spec.numerics import near_ties, rough
from stablehlo_reference.spec.numerics.double_double import Pair, polynomial
from stablehlo_reference.spec.numerics.economized import economized

FUNCTIONS = ("expm1", "tanh", "log1p", "cbrt", "sin", "cos", "tan", "atan2")
COUNT = 100_000

_RANGES = {"expm1": (-149, 6.4), "tanh": (-149, 3.2), "sin": (-149, 9), "cos": (-149, 9), "tan": (-149, 9)}
"""Exponents of arguments; beyond, numpy's functions serve or the result is a limit."""


def numbers(lower: float, upper: float, seed: int) -> np.ndarray:
    """Values of float32 of both signs whose logarithms are evenly distributed."""
    random = np.random.default_rng(seed)
    sizes = np.exp2(random.uniform(lower, upper, COUNT))
    return (sizes * random.choice([-1, 1], COUNT)).astype(np.float32).astype(np.float64)


def operands(name: str) -> tuple[np.ndarray, ...]:
    """Arguments all over the range of a function, and more of usual size."""
    lower, upper = _RANGES.get(name, (-149, 127.9))
    x = np.concatenate([numbers(lower, upper, 1), numbers(-7, min(upper, 5), 2)])
    if name == "log1p":
        x = x[x > -1]
    return (np.roll(x, 1), x) if name == "atan2" else (x,)


def worst(name: str, *arguments: np.ndarray) -> float:
    """The largest relative error."""
    with np.errstate(all="ignore"):
        found = getattr(rough, name)(*arguments)
        exact: Pair = getattr(near_ties, name)(*arguments)
        return float(np.max(np.abs((found - exact.high) - exact.low) / np.abs(exact.high)))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_errors_are_as_small_as_declared(name: str) -> None:
    assert worst(name, *operands(name)) < (rough.CBRT_ERROR if name == "cbrt" else rough.ERROR)


@pytest.mark.parametrize("name", ["sin", "cos", "tan"])
def test_errors_are_small_next_to_multiples_of_a_right_angle(name: str) -> None:
    nearest = (np.arange(1, 326) * (np.pi / 2)).astype(np.float32)
    around = [nearest, np.nextafter(nearest, np.float32(0)), np.nextafter(nearest, np.float32(np.inf))]
    assert worst(name, np.concatenate(around).astype(np.float64)) < rough.ERROR


def test_errors_of_the_cube_root_are_small_in_all_three_binades() -> None:
    assert worst("cbrt", np.linspace(1, 8, 1_000_000)) < rough.CBRT_ERROR


def test_a_shorter_polynomial_is_nearly_as_good_as_the_series() -> None:
    series = [1 / factorial(n) for n in range(12)]
    x = np.linspace(-1, 1, 1001)
    off = {
        count: float(np.abs(polynomial(x, economized(series, -1.0, 1.0, count)) - np.exp(x)).max()) for count in (6, 7)
    }
    cut = float(np.abs(polynomial(x, series[:7]) - np.exp(x)).max())
    assert off[6] < cut / 4, "one term less than the cut series, and better"
    assert off[7] < off[6] / 10
