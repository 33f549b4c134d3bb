"""Whether a result agrees with an example: by the accuracy that the op declares for the element type."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.attributes import Literal
from ...spec.lang import Bound, Op, elements_of
from ...spec.types import Type

STRICT = (Bound.EXACT, Bound.CORRECTLY_ROUNDED, Bound.BODY)
"""Bounds under which an example's value is the one right value."""


def disagreement(op: Op, actual: Any, expected: Any) -> str | None:
    """Why a result is not what an example says; None where it is.

    Tensors are held against a `Literal`: shape, dtype, then values. A bare type says nothing about values. Other values
    are tokens and tuples.
    """
    if isinstance(expected, tuple):
        if not isinstance(actual, tuple) or len(actual) != len(expected):
            return f"{actual} is not a tuple of {len(expected)} values"
        return next(filter(None, (disagreement(op, *pair) for pair in zip(actual, expected, strict=True))), None)
    if isinstance(expected, Type):
        return None
    if not isinstance(expected, Literal):
        return None if actual is expected else f"{actual} is not {expected}"
    array = expected.array
    if actual.shape != array.shape or actual.dtype != array.dtype:
        return f"{actual.dtype}{list(actual.shape)} is not {array.dtype}{list(array.shape)}"
    element = expected.type.element
    kind = elements_of(element)
    accuracy = None if kind is None else op.accuracy_of(kind, element)
    if accuracy is None:
        return f"{op.name} declares no accuracy for {element}"
    if array.dtype.kind in "biu" or accuracy.bound in STRICT:
        return None if same_values(actual, array) else f"{actual} is not {array}"
    wide = np.complex128 if array.dtype.kind == "c" else np.float64
    unit = 2.0 ** -np.finfo(array.dtype).nmant if array.dtype.kind in "fc" else 2.0**-4
    close = np.isclose(actual.astype(wide), array.astype(wide), max(accuracy.ulps, 4) * unit, 4 * unit, equal_nan=True)
    return None if close.all() else f"{actual} is not {array} ({accuracy})"


def same_values(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    """Equal values, signs of zeros included; any NaN equals any NaN."""
    if a.dtype.kind == "c":
        return same_values(a.real, b.real) and same_values(a.imag, b.imag)
    if a.dtype.kind in "biu" or "int" in a.dtype.name:
        return bool(np.all(a == b))
    with np.errstate(invalid="ignore"):  # signalling NaNs
        x, y = a.astype(np.float64), b.astype(np.float64)
    return bool(np.all(((x == y) & (np.signbit(x) == np.signbit(y))) | (np.isnan(x) & np.isnan(y))))
