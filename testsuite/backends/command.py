"""`command:EXECUTABLE ARGUMENT...`: any program that reads and writes files.

It is run in a folder of its own, once a case. The folder holds

    module.mlir      the program, whose entry is @main
    in0.npy ...      the inputs, in order
    case.json        {"replicas": 1, "partitions": 1, "inputs": [TYPE, ...], "outputs": [TYPE, ...], "reject": false}

and the environment the numbers of inputs and outputs, STABLEHLO_INPUTS and STABLEHLO_OUTPUTS, and STABLEHLO_REJECT,
which is 1 for a program that must be refused (it has neither) and 0 for any other.

The command writes out0.npy, out1.npy, ... and ends with exit code

    0    it ran, and the outputs are there; or, without outputs, it accepts the program
    2    the program is not valid
    3    the program, or something that it needs, is not supported

Any other end counts as a crash. What it prints shows up in reports when something is wrong.

Files are numpy's (format version 1.0, row-major order). Element types that numpy lacks are held as raw bytes, an
element each as the least whole number of bytes that holds it: unsigned integers of one or two bytes (`|u1`, `<u2`),
or what numpy writes for ml_dtypes (`|V1`, `<V2`). These are i2, i4, ui2, ui4, bf16 and all floats below 16 bits;
quantized tensors hold their storage integers.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ...interpreter.probes import is_numpys_own
from ...spec.types import TensorType
from .protocol import BackendError, Program, Refused, Run, Unsupported

INVALID, UNSUPPORTED = 2, 3
"""Exit codes, those of `stablehlo-interpret`."""


class CommandFailed(Exception):  # noqa: N818 - named after what it says
    """The command ended as it must not, or wrote what cannot be read."""


class Command:
    """Runs an executable once a program."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def versions(self) -> Mapping[str, str]:
        """What the command prints for --version, its first line, where it ends well."""
        try:
            done = subprocess.run([*self._words, "--version"], capture_output=True, timeout=20, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return {}
        lines = done.stdout.decode(errors="replace").strip().splitlines()
        return {"command": lines[0][:200]} if done.returncode == 0 and lines else {}

    def compile(self, program: Program) -> Run:
        if not program.outputs:
            self._call(program, ())  # it must be refused, or has nothing to give
        return lambda inputs: self._call(program, inputs)

    def _call(self, program: Program, inputs: Sequence[Any]) -> list[np.ndarray[Any, Any]]:
        with tempfile.TemporaryDirectory(prefix="stablehlo-case-") as name:
            folder = Path(name)
            write_case(folder, program, inputs)
            done = subprocess.run(
                self._words,
                cwd=folder,
                env=os.environ | counts(program),
                capture_output=True,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            said = (done.stderr or done.stdout).decode(errors="replace").strip()[-2000:]
            if done.returncode == INVALID:
                raise Refused(said)
            if done.returncode == UNSUPPORTED:
                raise Unsupported(said)
            if done.returncode:
                how = f"signal {-done.returncode}" if done.returncode < 0 else f"exit code {done.returncode}"
                raise CommandFailed(f"{how}: {said}")
            return read_outputs(folder, program.outputs, said)


def write_case(folder: Path, program: Program, inputs: Sequence[Any]) -> None:
    """Writes what the command reads."""
    (folder / "module.mlir").write_text(program.text, encoding="utf-8")
    about = {
        "replicas": program.replicas,
        "partitions": program.partitions,
        "inputs": list(map(str, program.inputs)),
        "outputs": list(map(str, program.outputs)),
        "reject": not program.outputs,
    }
    (folder / "case.json").write_text(json.dumps(about), encoding="utf-8")
    for number, value in enumerate(inputs):
        np.save(folder / f"in{number}.npy", as_stored(value), allow_pickle=False)


def counts(program: Program) -> dict[str, str]:
    """What the command finds in its environment."""
    return {
        "STABLEHLO_INPUTS": str(len(program.inputs)),
        "STABLEHLO_OUTPUTS": str(len(program.outputs)),
        "STABLEHLO_REJECT": str(int(not program.outputs)),
    }


def read_outputs(folder: Path, types: Sequence[TensorType], said: str) -> list[np.ndarray[Any, Any]]:
    """Reads what the command wrote. Raises CommandFailed."""
    found = sorted(folder.glob("out*.npy"), key=lambda path: (len(path.name), path.name))
    if [path.name for path in found] != [f"out{number}.npy" for number in range(len(found))]:
        raise CommandFailed(f"outputs are {', '.join(path.name for path in found)}")
    if not found and types:
        raise CommandFailed(f"no out0.npy is there: {said}")
    outputs: list[np.ndarray[Any, Any]] = []
    for number, path in enumerate(found):
        try:
            array = np.load(path, allow_pickle=False)
        except (ValueError, OSError, EOFError) as error:
            raise CommandFailed(f"{path.name}: {error}") from None
        outputs.append(as_typed(array, types[number]) if number < len(types) else array)
    return outputs


def as_stored(value: Any) -> np.ndarray[Any, Any]:
    """An array as files hold it: raw bytes where numpy lacks the element type."""
    array = np.ascontiguousarray(value).reshape(np.shape(value))
    return array if is_numpys_own(array.dtype) else array.view(f"<u{array.dtype.itemsize}")


def as_typed(array: np.ndarray[Any, Any], type_: TensorType) -> np.ndarray[Any, Any]:
    """An array from a file in the dtype of its element type, where it holds raw bytes."""
    dtype = type_.dtype
    if is_numpys_own(dtype) or array.dtype.str[1:] not in (f"u{dtype.itemsize}", f"V{dtype.itemsize}"):
        return array
    return np.ascontiguousarray(array).view(dtype).reshape(array.shape)


def create(options: str) -> Command:
    """The backend; its option is a command line. Raises BackendError."""
    try:
        words = shlex.split(options)
    except ValueError as error:
        raise BackendError(f"command: {error}") from None
    if not words:
        raise BackendError("command:EXECUTABLE needs an executable")
    found = shutil.which(words[0])
    if found is None:
        raise BackendError(f"command: no executable {words[0]!r}")
    # cases run in other folders: files of this one are named from the root
    given = [os.path.abspath(word) if os.path.exists(word) and os.sep in word else word for word in words[1:]]
    return Command((os.path.abspath(found), *given))
