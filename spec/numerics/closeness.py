"""How close two tensors are: what programs that check their own results (`check.*`) mean by equal, almost equal, close.

(E1) Equal: the same value. Zeros of either sign are equal; a NaN equals any NaN.
(E2) Almost equal: equal, or both finite and at most `tolerance` apart (an absolute difference, taken in float64).
(E3) Distance in ULP: how many values of the type lie from one to the other; zeros of either sign are one value, so
     +1 and -1 times the smallest positive value are 2 apart. NaNs are 0 apart; any other pair with a value that is not
     finite is `FAR` apart unless it is the same value.
(E4) Complex elements: both parts must be (almost) equal; the distance is the larger one of the parts.
"""

from __future__ import annotations

import numpy as np

from ..lang.errors import CheckFailure
from .formats import bits, float_format, is_complex, is_float, unsigned
from .widening import to_float64

FAR = np.uint64(2**64 - 1)
"""Distance in ULP where there is no meaningful one."""


def expect_equal(actual: np.ndarray, expected: np.ndarray) -> None:
    """Raises CheckFailure unless all elements are equal (E1). Any one element type."""
    _expect_comparable(actual, expected)
    _expect_none(~equal(actual, expected), "differ", actual, expected)


def expect_almost_equal(actual: np.ndarray, expected: np.ndarray, tolerance: float) -> None:
    """Raises CheckFailure unless all elements are almost equal (E2); those of integer types must be equal."""
    _expect_comparable(actual, expected)
    _expect_none(~almost_equal(actual, expected, tolerance), f"differ by more than {tolerance:g}", actual, expected)


def expect_close(actual: np.ndarray, expected: np.ndarray, min_ulps: int, max_ulps: int) -> None:
    """Raises CheckFailure unless the distance of all elements is within min_ulps..max_ulps (E3). Floats and complex."""
    _expect_comparable(actual, expected)
    distance = ulp_distance(actual, expected)
    outside = (distance < np.uint64(min_ulps)) | (distance > np.uint64(max_ulps))
    limits = f"are not {min_ulps} to {max_ulps} ULP apart" if min_ulps else f"are more than {max_ulps} ULP apart"
    _expect_none(outside, limits, actual, expected)


def equal(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which elements are equal (E1). Arrays of one shape and dtype."""
    if is_complex(a.dtype):
        return equal(np.real(a), np.real(b)) & equal(np.imag(a), np.imag(b))  # E4
    with np.errstate(invalid="ignore"):  # signaling NaNs
        same = np.equal(a, b)
        return same | (np.isnan(a) & np.isnan(b)) if is_float(a.dtype) else same


def almost_equal(a: np.ndarray, b: np.ndarray, tolerance: float) -> np.ndarray:
    """Which elements are almost equal (E2). Arrays of one shape and dtype."""
    if is_complex(a.dtype):
        return almost_equal(np.real(a), np.real(b), tolerance) & almost_equal(np.imag(a), np.imag(b), tolerance)  # E4
    if not is_float(a.dtype):
        return equal(a, b)
    x, y = (to_float64(np.ascontiguousarray(value).reshape(-1)).reshape(value.shape) for value in (a, b))
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.isfinite(x) & np.isfinite(y) & (np.abs(x - y) <= tolerance)
    return near | equal(a, b)


def ulp_distance(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Distances in ULP (E3) as uint64. Arrays of one shape and one float or complex dtype."""
    if is_complex(a.dtype):
        return np.maximum(ulp_distance(np.real(a), np.real(b)), ulp_distance(np.imag(a), np.imag(b)))  # E4
    (negative_a, steps_a), (negative_b, steps_b) = _steps_from_zero(a), _steps_from_zero(b)
    apart = np.maximum(steps_a, steps_b) - np.minimum(steps_a, steps_b)
    distance = np.where(negative_a != negative_b, steps_a + steps_b, apart)
    with np.errstate(invalid="ignore"):  # signaling NaNs
        distance = np.where(np.isfinite(a) & np.isfinite(b), distance, FAR)
    return np.where(equal(a, b), np.uint64(0), distance)


def _steps_from_zero(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sign, and the number of values from zero to |x|: the bit pattern without its sign bit, in all our formats."""
    width = bits(x.dtype)
    pattern = np.ascontiguousarray(x).reshape(-1).view(unsigned(x.dtype)).astype(np.uint64).reshape(x.shape)
    pattern = pattern & np.uint64((1 << width) - 1)
    if not float_format(x.dtype).signed:
        return np.zeros(x.shape, np.bool_), pattern
    return (pattern >> np.uint64(width - 1)).astype(np.bool_), pattern & np.uint64((1 << (width - 1)) - 1)


def _expect_comparable(actual: np.ndarray, expected: np.ndarray) -> None:
    if actual.dtype != expected.dtype:
        raise CheckFailure(f"compares {actual.dtype} with {expected.dtype}", actual, expected)
    if actual.shape != expected.shape:
        message = f"found shape {list(actual.shape)} where {list(expected.shape)} is expected"
        raise CheckFailure(message, actual, expected)


def _expect_none(wrong: np.ndarray, relation: str, actual: np.ndarray, expected: np.ndarray) -> None:
    """Raises CheckFailure that counts the wrong elements and shows the first, where there are any."""
    if not wrong.any():
        return
    index = tuple(int(i) for i in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    message = (
        f"does not hold: {np.count_nonzero(wrong)} of {wrong.size} elements {relation}; "
        f"the first, at {list(index)}, is {actual[index]} where {expected[index]} is expected"
    )
    raise CheckFailure(message + _distance_text(actual[index], expected[index]), actual, expected)


def _distance_text(actual: np.generic, expected: np.generic) -> str:
    """` (7 ULP apart)`, where that says something."""
    if not (is_float(actual.dtype) or is_complex(actual.dtype)):
        return ""
    distance = ulp_distance(np.asarray(actual), np.asarray(expected))
    return "" if distance == FAR else f" ({distance} ULP apart)"
