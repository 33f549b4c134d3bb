"""Cases as folders of `module.mlir` and `.npy` files, listed by one `manifest.json`.

Element types that .npy does not know are written as unsigned integers of the same size: their bits. The manifest holds
everything else of a case as in the suite's own files, with names of files in place of elements.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..golden import FORMAT, Case, Value
from ..golden.read import as_plain


def files(case: Case) -> Iterator[tuple[str, bytes]]:
    """Names and contents of a case's files."""
    folder = folder_of(case)
    yield f"{folder}/module.mlir", case.program.encode()
    for kind, values in (("in", case.inputs), ("out", case.expected)):
        for number, value in enumerate(values):
            yield f"{folder}/{kind}{number}.npy", npy(value)
    for number, judge in enumerate(case.judges):
        for name in ("offsets", "magnitudes", "open"):
            value = getattr(judge, name)
            if value is not None:
                yield f"{folder}/judge{number}-{name}.npy", npy(value)


def folder_of(case: Case) -> str:
    """The folder of a case."""
    return f"{case.level.value}/{case.id.replace('/', '-')}"


def npy(value: Value) -> bytes:
    """A tensor as an .npy file."""
    array = value.array
    if array.dtype.isbuiltin != 1:
        array = np.ascontiguousarray(array).view(f"u{array.dtype.itemsize}")
    stream = io.BytesIO()
    np.save(stream, np.ascontiguousarray(array).reshape(array.shape), allow_pickle=False)
    return stream.getvalue()


def entry(case: Case) -> dict[str, Any]:
    """A case in the manifest."""
    folder = folder_of(case)
    plain = as_plain(case)
    plain["program"] = f"{folder}/module.mlir"
    for kind, name in (("in", "inputs"), ("out", "expected")):
        for number, value in enumerate(plain.get(name, ())):
            _by_file(value, f"{folder}/{kind}{number}.npy")
    for number, judge in enumerate(plain.get("judges", ())):
        for name in ("offsets", "magnitudes", "open"):
            if name in judge:
                _by_file(judge[name], f"{folder}/judge{number}-{name}.npy")
    return plain


def _by_file(value: dict[str, Any], name: str) -> None:
    del value["data"]
    value.pop("splat", None)
    value["file"] = name


def manifest(cases: list[Case], suite: str) -> dict[str, Any]:
    """The whole manifest."""
    return {"format": FORMAT, "suite": suite, "cases": [entry(case) for case in cases]}
