"""Composites held against what stands beside their decomposition: an override, or the op that bears the same name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..attributes import DictAttr
from ..lang import Attribute, CheckFailure, Op, Unsupported, WrongKind, elements_of, parameters
from ..lang.binding import WrongCount, apply
from ..lang.op import RESOURCES
from ..lang.registry import find
from ..numerics.closeness import almost_equal, equal, ulp_distance
from ..numerics.formats import is_complex, is_float
from ..types import FunctionType, TensorType, Type

MOST_ULPS = 16.0
"""How far a decomposition may lie from the op that it stands for where the op itself declares less."""


def expect_agreement(name: str, given: Sequence[Any], decomposed: Sequence[Any], ulps: float, atol: float) -> None:
    """Raises CheckFailure with both values unless all pairs of tensors are at most `ulps` units in the last place or
    `atol` apart; integers and booleans must be equal."""
    for index, (one, other) in enumerate(zip(given, decomposed, strict=True)):
        if not isinstance(one, np.ndarray):
            continue
        wrong = ~_agree(one, other, ulps, atol)
        if not wrong.any():
            continue
        where = tuple(int(i) for i in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
        message = (
            f"{name!r}: result {index} is not that of the decomposition: {np.count_nonzero(wrong)} of {wrong.size} "
            f"elements differ; the first, at {list(where)}, is {one[where]} where the decomposition gives "
            f"{other[where]}{_distance(one[where], other[where])}"
        )
        raise CheckFailure(message, one, other)


def _agree(one: np.ndarray, other: np.ndarray, ulps: float, atol: float) -> np.ndarray:
    if not (is_float(one.dtype) or is_complex(one.dtype)):
        return equal(one, other)
    return (ulp_distance(one, other) <= np.uint64(ulps)) | almost_equal(one, other, atol)


def _distance(one: np.generic, other: np.generic) -> str:
    if not (is_float(one.dtype) or is_complex(one.dtype)):
        return ""
    return f" ({ulp_distance(np.asarray(one), np.asarray(other))} ULP apart)"


def compare_with_op(
    name: str, inputs: tuple[Any, ...], attributes: DictAttr, decomposition: FunctionType, decomposed: tuple[Any, ...]
) -> None:
    """Where `name` is that of an op of a known dialect, holds what the decomposition gave against the op's kernel.

    Nothing is compared where inputs, attributes or results are not those of the op. Raises CheckFailure.
    """
    op = find(name)
    if op is None or op.run is None or op.regions or set(parameters(op.run)) & RESOURCES:
        return
    inputs_types = [one for one in decomposition.inputs if isinstance(one, Type)]
    results = [one for one in decomposition.outputs if isinstance(one, Type)]
    try:
        values = {slot.name: slot.kind.read(attributes.get(slot.name)) for slot in _given(op, attributes)}
        given = apply(op, inputs, inputs_types, values, results)
    except (Unsupported, WrongKind, WrongCount):
        return
    expect_agreement(name, given, decomposed, max(MOST_ULPS, *_declared(op, results)), 0.0)


def _given(op: Op, attributes: DictAttr) -> list[Attribute]:
    """Attribute slots that have a value. Raises WrongCount where one is missing, or a value is for no slot."""
    names = {name for name, _ in attributes.entries}
    if names - {slot.name for slot in op.attributes} or any(
        slot.required and slot.name not in names for slot in op.attributes
    ):
        raise WrongCount(f"attributes of {op.name}")
    return [slot for slot in op.attributes if slot.name in names]


def _declared(op: Op, results: Sequence[Type]) -> list[float]:
    """Units in the last place that the op declares for the results' element types."""
    kinds = [(elements_of(one.element), one.element) for one in results if isinstance(one, TensorType)]
    found = [op.accuracy_of(kind, element) for kind, element in kinds if kind is not None]
    return [one.ulps for one in found if one is not None] or [0.0]
