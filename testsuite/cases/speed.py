"""A row of the benchmark: a program of one op, its inputs, and the plain numpy expression that gives the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...spec.types import COMPLEX64, COMPLEX128, TensorType, from_dtype

Array = np.ndarray[Any, Any]

SIDE = 1024
"""Inputs are SIDE x SIDE, about a million elements; matrices of contractions have 256 x 256."""


@dataclass(frozen=True)
class Case:
    """One row. `text` is a program whose @main takes the inputs; `plain` gives its result, or a tuple of them.

    `tolerance` bounds how far plain numpy may be away, relative to the largest magnitude in the result; 0 is exact.
    Where numpy has nothing that gives the same, `plain` is None.
    """

    name: str
    op: str
    text: str
    inputs: tuple[Array, ...]
    plain: Callable[..., Any] | None
    tolerance: float


def type_of(array: Any) -> str:
    """The tensor type of an array, as text."""
    kinds = {np.dtype(np.complex64): COMPLEX64, np.dtype(np.complex128): COMPLEX128}
    return str(TensorType(array.shape, kinds.get(array.dtype) or from_dtype(array.dtype)))


def case(
    name: str,
    op: str,
    inputs: tuple[Any, ...],
    plain: Callable[..., Any] | None,
    attributes: str = "",
    *,
    regions: str = "",
    results: str | None = None,
    tolerance: float = 0.0,
) -> Case:
    """A row of one op in generic form. `results` are the result types as text, by default that of the first input."""
    arrays = tuple(np.asarray(one) for one in inputs)
    types = [type_of(array) for array in arrays]
    results = types[0] if results is None else results
    outputs = results.count("tensor<")
    named = "%r" if outputs == 1 else f"%r:{outputs}"
    given = ", ".join(f"%{i}" for i in range(len(types)))
    region = f" ({regions})" if regions else ""
    applied = f'{named} = "stablehlo.{op}"({given}){region} {{{attributes}}} : ({", ".join(types)}) -> ({results})'
    names = "%r" if outputs == 1 else ", ".join(f"%r#{i}" for i in range(outputs))
    return Case(name, op, main(arrays, f"{applied}\n    return {names} : {results}", results), arrays, plain, tolerance)


def program_case(
    name: str,
    op: str,
    inputs: tuple[Any, ...],
    plain: Callable[..., Any] | None,
    body: str,
    results: str,
    tolerance: float = 0.0,
) -> Case:
    """A row of several operations: `body` is what stands in @main, whose arguments are %0, %1, ..."""
    arrays = tuple(np.asarray(one) for one in inputs)
    return Case(name, op, main(arrays, body, results), arrays, plain, tolerance)


def main(inputs: tuple[Array, ...], body: str, results: str) -> str:
    """A module of one function."""
    arguments = ", ".join(f"%{i}: {type_of(array)}" for i, array in enumerate(inputs))
    return f"module {{\n  func.func @main({arguments}) -> ({results}) {{\n    {body}\n  }}\n}}\n"


def binary(op: str, element: str, result: str | None = None, attributes: str = "") -> str:
    """A region that applies an op to two scalars."""
    scalar, out = f"tensor<{element}>", f"tensor<{result or element}>"
    return (
        f'{{ ^bb0(%a: {scalar}, %b: {scalar}): %c = "stablehlo.{op}"(%a, %b) {{{attributes}}} : '
        f'({scalar}, {scalar}) -> {out} "stablehlo.return"(%c) : ({out}) -> () }}'
    )


def in_f64(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function computed in f64 and rounded once: what the specification of these ops asks for here."""
    return lambda *xs: function(*(x.astype(np.float64) for x in xs)).astype(np.float32)


def in_long_double(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function computed in C's long double and rounded once: as accurate as the specification of these ops asks
    for, and the same on every processor that has 80 bits there; numpy's own functions of float64 are neither."""

    def apply(*xs: Any) -> Any:
        wide = np.clongdouble if xs[0].dtype.kind == "c" else np.longdouble
        return function(*(x.astype(wide) for x in xs)).astype(xs[0].dtype)

    return apply


def in_f32(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of narrow floats computed in f32 and rounded once."""
    return lambda *xs: function(*(x.astype(np.float32) for x in xs)).astype(xs[0].dtype)


def in_c128(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function computed in complex128 and rounded once."""
    return lambda *xs: function(*(x.astype(np.complex128) for x in xs)).astype(np.complex64)
