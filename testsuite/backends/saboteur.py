"""`saboteur:DEFECT`: the reference with one deliberate defect, to see that the harness catches it.

A harness that cannot fail proves nothing. Each defect has verdicts that it deserves, and a test holds the harness
against them. `stablehlo-conform run --backend saboteur:lost-minus-zero` shows what a report of failures looks like.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .protocol import BackendError, Program, Refused, Run
from .reference import Reference

Array = np.ndarray[Any, Any]


def _floats(x: Array) -> bool:
    """Whether an array holds floats, ml_dtypes' own included, or complex numbers."""
    return x.dtype.kind in "fc" or (x.dtype.kind == "V" and "float" in x.dtype.name)


def _parts(change: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """A change of floats as one of arrays: complex numbers are changed part by part, all else is kept."""

    def apply(x: Array) -> Array:
        if not _floats(x):
            return x
        if x.dtype.kind != "c":
            return change(x)
        result = np.empty_like(x)
        result.real, result.imag = change(x.real), change(x.imag)
        return result

    return apply


@_parts
def ulp_too_far(x: Array) -> Array:
    """Finite floats are one unit in the last place larger in magnitude (the largest one becomes what follows it)."""
    pattern = x.view(f"u{x.dtype.itemsize}")
    with np.errstate(all="ignore"):
        return np.where(np.isfinite(x) & (x != 0), pattern + 1, pattern).astype(pattern.dtype).view(x.dtype)


@_parts
def lost_minus_zero(x: Array) -> Array:
    """Zeros are positive."""
    return np.where(x == 0, x.dtype.type(0), x)


@_parts
def nan_to_zero(x: Array) -> Array:
    """NaN is zero."""
    return np.where(np.isnan(x), x.dtype.type(0), x)


@_parts
def flushed_subnormals(x: Array) -> Array:
    """f32 and f64 have no subnormals: they are zeros of the same sign."""
    if x.dtype.kind != "f" or x.dtype.itemsize < 4:
        return x
    return np.where(np.abs(x) < np.finfo(x.dtype).tiny, np.copysign(x.dtype.type(0), x), x)


def wrong_dtype(x: Array) -> Array:
    """f32 comes as f64, si32 as si64."""
    wider = {np.dtype(np.float32): np.float64, np.dtype(np.int32): np.int64}
    return x.astype(wider.get(x.dtype, x.dtype))


def wrong_shape(x: Array) -> Array:
    """There is one more dimension."""
    return x[np.newaxis]


def wrong_for_one_type(x: Array) -> Array:
    """si8 results are one too large."""
    return x + np.int8(1) if x.dtype == np.int8 else x


OUTPUTS: dict[str, Callable[[Array], Array]] = {
    "ulp-too-far": ulp_too_far,
    "lost-minus-zero": lost_minus_zero,
    "nan-to-zero": nan_to_zero,
    "flushed-subnormals": flushed_subnormals,
    "wrong-dtype": wrong_dtype,
    "wrong-shape": wrong_shape,
    "wrong-for-one-type": wrong_for_one_type,
}
"""Defects of results."""


def swapped_operands(inputs: Sequence[Array]) -> Sequence[Array]:
    """The first two inputs change places, where they are of one type."""
    if len(inputs) < 2 or inputs[0].dtype != inputs[1].dtype or inputs[0].shape != inputs[1].shape:
        return inputs
    return [inputs[1], inputs[0], *inputs[2:]]


def _raise() -> None:
    raise RuntimeError("sabotage")


def _hang() -> None:
    while True:
        time.sleep(1)


def _eat() -> None:
    """Takes memory until there is none."""
    eaten: list[bytearray] = []
    while True:
        eaten.append(bytearray(1 << 26))


DEATHS: dict[str, Callable[[], None]] = {"exception": _raise, "abort": os.abort, "hang": _hang, "out-of-memory": _eat}
"""What happens instead of results."""

OTHERS = ("swapped-operands", "missing-output", "accepts-everything", "refuses-everything")
DEFECTS = (*OUTPUTS, *DEATHS, *OTHERS)


class Saboteur:
    """The reference with a defect."""

    def __init__(self, defect: str) -> None:
        self._defect = defect
        self._honest = Reference()

    def versions(self) -> Mapping[str, str]:
        return self._honest.versions()

    def compile(self, program: Program) -> Run:
        if self._defect == "refuses-everything":
            raise Refused("sabotage")
        try:
            run = self._honest.compile(program)
        except Refused:
            if self._defect == "accepts-everything":
                return lambda inputs: []
            raise

        def call(inputs: Sequence[Array]) -> Sequence[Any]:
            if self._defect in DEATHS:
                DEATHS[self._defect]()
            outputs = list(run(swapped_operands(inputs) if self._defect == "swapped-operands" else inputs))
            if self._defect == "missing-output":
                return outputs[:-1]
            return [OUTPUTS[self._defect](one) for one in outputs] if self._defect in OUTPUTS else outputs

        return call


def create(options: str) -> Saboteur:
    """The backend with the defect that the options name."""
    if options not in DEFECTS:
        raise BackendError(f"saboteur needs a defect, one of {', '.join(DEFECTS)}; {options!r} given")
    return Saboteur(options)
