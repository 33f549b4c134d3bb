"""How results and diagnostics are shown: MLIR-like text, and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..spec.attributes import Literal
from ..spec.types import TENSOR_TYPES, TensorType, from_dtype
from .diagnostics import Diagnostic

FULL = 1024
"""Results with more elements are abridged unless asked for in full."""


def result_text(type_: Any, value: Any, *, full: bool = False) -> str:
    """A result as an MLIR-like value: `dense<[1, 2]> : tensor<2xi32>`."""
    if isinstance(value, tuple):
        parts = ", ".join(result_text(one, part, full=full) for one, part in zip(type_.elements, value, strict=True))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        return f"({parts}) : {type_}"
    if not isinstance(type_, TENSOR_TYPES):
        return f"{type_}"
    from .text.print_literals import print_literal

    if not isinstance(type_, TensorType) or not type_.static:
        type_ = type_.with_shape(value.shape)
    if full or value.size <= FULL:
        return print_literal(Literal(type_, value))
    head = value.reshape(-1)[:8]
    shown = print_literal(Literal(TensorType((8,), type_.element), head))
    return f"{shown[: shown.rindex(']')]}, ... ({value.size} elements)]> : {type_}"


def show(array: np.ndarray[Any, Any]) -> None:
    """Prints a tensor to standard output."""
    print(result_text(TensorType(array.shape, from_dtype(array.dtype)), array))


def results_as_json(types: tuple[Any, ...], values: list[Any]) -> list[Any]:
    """Results as JSON: type in MLIR spelling and nested lists; NaN and infinities as strings, complex as pairs."""
    return [_as_json(type_, value) for type_, value in zip(types, values, strict=True)]


def _as_json(type_: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        elements = [_as_json(one, part) for one, part in zip(type_.elements, value, strict=True)]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        return {"type": str(type_), "elements": elements}
    if not isinstance(value, np.ndarray):
        return {"type": str(type_)}
    return {"type": str(type_), "shape": list(value.shape), "data": _numbers(value)}


def _numbers(array: np.ndarray[Any, Any]) -> Any:
    if array.dtype.kind == "c":
        return _numbers(np.stack([array.real, array.imag], axis=-1))
    if array.dtype.kind in "biu" or "int" in array.dtype.name:
        return array.tolist() if array.dtype.kind in "biu" else array.astype(np.int64).tolist()
    wide = array.astype(np.float64)
    return wide.tolist() if np.isfinite(wide).all() else _with_words(wide.tolist())


def _with_words(data: Any) -> Any:
    """Non-finite numbers as words, which JSON has no numbers for."""
    if isinstance(data, list):
        return [_with_words(part) for part in data]  # pyright: ignore[reportUnknownVariableType]
    if data != data:
        return "NaN"
    return {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(data, data)


def diagnostics_as_json(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """What `stablehlo-interpret check --json` prints. The guide on diagnostics lists the fields."""
    return {"diagnostics": [diagnostic_as_json(one) for one in diagnostics]}


def diagnostic_as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as JSON."""
    return {
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "op": diagnostic.op,
        "label": diagnostic.label,
        "formula": diagnostic.formula,
        "hint": diagnostic.hint,
        "notes": [diagnostic_as_json(note) for note in diagnostic.notes],
    }
