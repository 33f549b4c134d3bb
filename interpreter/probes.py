"""What `interpreter.probe` records: values in memory, and in a folder where the run has one."""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np

from ..spec.lang.errors import CheckFailure, InvalidValue
from ..spec.types import TensorType

INDEX = "index.csv"


class Probes:
    """Records of one run.

    With a folder, each record is `<probe>_<iteration>.npy` there, and a line `probe,type,file` in its index.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self.folder = None if folder is None else os.fspath(folder)
        self._records: dict[str, list[tuple[TensorType, np.ndarray[Any, Any]]]] = {}
        self._lines: list[str] = []

    def record(self, probe: str, type_: TensorType, value: np.ndarray[Any, Any]) -> None:
        """Records a value as the next iteration of a probe. Raises InvalidValue where it cannot be written."""
        records = self._records.setdefault(probe, [])
        records.append((type_, value))
        if self.folder is None:
            return
        name = f"{re.sub(r'[^A-Za-z0-9_.-]', '_', probe)}_{len(records)}.npy"
        self._lines.append(f"{probe},{type_},{name}\n")
        try:
            os.makedirs(self.folder, exist_ok=True)
            write_whole(os.path.join(self.folder, name), lambda file: np.save(file, stored(value), allow_pickle=False))
            write_whole(os.path.join(self.folder, INDEX), lambda file: file.write("".join(self._lines).encode()))
        except OSError as error:
            raise InvalidValue(f"cannot write probe {probe!r} to {self.folder}: {error.strerror}") from None

    def recorded(self, probe: str, iteration: int) -> tuple[TensorType, np.ndarray[Any, Any]]:
        """Type and value of an iteration (from 0) of a probe. Raises CheckFailure where there is none."""
        records = self._records.get(probe, [])
        if iteration >= len(records):
            raise CheckFailure(f"finds no iteration {iteration} of probe {probe!r}; it has {len(records)}")
        return records[iteration]


def stored(value: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A tensor as .npy files hold it: as bytes where numpy does not have the type, whose name files would not tell."""
    if is_numpys_own(value.dtype):
        return value
    return np.ascontiguousarray(value).view(f"V{value.dtype.itemsize}").reshape(value.shape)


def is_numpys_own(dtype: np.dtype[Any]) -> bool:
    """Whether numpy itself has the dtype (2: others registered it)."""
    return dtype.isbuiltin != 2


def write_whole(path: str, write: Any) -> None:
    """Writes a file that is there in whole or not at all."""
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
