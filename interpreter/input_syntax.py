"""How inputs and outputs are written on the command line.

@x.npy                        an array from a file
2x3xf32=1,2,3,4,5,6           numbers in row-major order (nested lists work too)
2x3xf32=zeros                 also: ones, iota, random:SEED
f32=1.5                       a tensor of rank 0
dense<[1, 2]> : tensor<2xi32> an MLIR constant
"""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np

from ..spec.attributes import Literal
from ..spec.types import BooleanType, ComplexType, ElementType, FloatType, IntegerType, TensorType
from .diagnostics import Diagnostic, Error, InputError, LimitExceeded, ParseError, Severity
from .limits import Limits
from .probes import is_numpys_own, stored


def read_input(text: str, declared: Any, limits: Limits) -> Any:
    """The value of one `--input`; `declared` is the argument type it is meant for. Raises InputError."""
    if text.startswith("@"):
        return _load(text[1:], declared, limits)
    if text.startswith("dense"):
        return _literal(text, limits).array
    type_text, equals, data = text.partition("=")
    if not equals:
        raise _error(f"input {_short(text)!r}: expected @FILE.npy, TYPE=VALUES or a dense<...> constant")
    type_ = read_shape(type_text, limits)
    _check_size(f"{type_}", type_.size, type_.nbytes, limits)
    return _fill(type_, data.strip())


def _check_size(what: str, elements: int, nbytes: int, limits: Limits) -> None:
    """Raises LimitExceeded for an input that is too large, before memory is taken for it."""
    for name, size, unit in (("max_elements", elements, "elements"), ("max_bytes", nbytes, "bytes")):
        most = getattr(limits, name)
        if most is not None and size > most:
            message = f"limit {name} passed: input {what} has {size} {unit}, the limit is {most}"
            raise LimitExceeded(Diagnostic(Severity.ERROR, message), limit=name)


def read_args(text: str, limits: Limits) -> list[Any]:
    """The values of upstream's `--args="[dense<1> : tensor<2xi32>, ...]"`. Raises InputError."""
    from .text.reader import read_attribute

    try:
        attribute = read_attribute(text, limits=limits)
    except ParseError as error:
        raise _error(f"--args: {error.diagnostics[0].message}") from None
    if not isinstance(attribute, tuple) or not all(isinstance(one, Literal) for one in attribute):  # pyright: ignore[reportUnknownVariableType]
        raise _error("--args: expected a list of constants, like [dense<1> : tensor<2xi32>]")
    return [one.array for one in attribute]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


def read_shape(text: str, limits: Limits) -> TensorType:
    """`2x3xf32` as a static tensor type. Raises InputError."""
    from .text.reader import read_type

    try:
        type_ = read_type(f"tensor<{text}>", limits=limits)
    except ParseError as error:
        raise _error(f"input type {_short(text)!r}: {error.diagnostics[0].message}") from None
    if not isinstance(type_, TensorType) or not type_.static:
        raise _error(f"input type {_short(text)!r} is not a static tensor type like 2x3xf32")
    try:
        type_.dtype  # noqa: B018 - some types can be named but not held
    except TypeError as error:
        raise _error(f"input type {_short(text)!r}: {error}") from None
    return type_


def _literal(text: str, limits: Limits) -> Literal:
    from .text.reader import read_literal

    try:
        return read_literal(text, limits=limits)
    except ParseError as error:
        raise _error(f"input {_short(text)!r}: {error.diagnostics[0].message}") from None


def _fill(type_: TensorType, data: str) -> Any:
    element = type_.storage
    if data in ("zeros", "ones"):
        return np.broadcast_to(np.asarray(data == "ones", np.float64).astype(element.dtype), type_.sizes)
    if data == "iota":
        return np.arange(type_.size).astype(element.dtype).reshape(type_.sizes)
    if match := re.fullmatch(r"random(?::(\d+))?", data):
        return _random(type_, int(match[1] or 0))
    import json

    try:
        values = json.loads(data if data.startswith("[") else f"[{_as_json(data)}]")
        array = np.asarray(values)
        if isinstance(element, ComplexType) and array.shape[-1:] == (2,) and array.size == 2 * type_.size:
            array = array[..., 0] + 1j * array[..., 1]
        if array.size == 1:
            return np.broadcast_to(_fitting(array.reshape(()), element), type_.sizes)
        if array.size != type_.size:
            raise ValueError(f"{array.size} values where {type_.size} are needed")
        return _fitting(array.reshape(type_.sizes), element)
    except json.JSONDecodeError as error:
        raise _error(f"input {type_}: expected numbers or nested lists of them: {error}") from None
    except RecursionError:
        raise _error(f"input {type_}: lists are nested too deeply") from None
    except (ValueError, TypeError, OverflowError) as error:
        raise _error(f"input {type_}: {_short(str(error))}") from None


def _as_json(data: str) -> str:
    """Numbers as Python and MLIR write them, as JSON reads them (`nan`, `inf`, `.5`, `1.`, `True`)."""
    return ", ".join(_number(part.strip()) for part in data.split(",")) if data else ""


def _number(text: str) -> str:
    if text.lower() in ("true", "false") or re.fullmatch(r"-?(0|[1-9]\d*)", text):
        return text.lower()
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{_short(text)!r} is not a number") from None
    if value != value:
        return "NaN"
    return repr(value).replace("inf", "Infinity")


def _fitting(array: np.ndarray[Any, Any], element: ElementType) -> np.ndarray[Any, Any]:
    """Numbers converted to the element type. Raises where a number does not belong to it."""
    if isinstance(element, BooleanType) and array.size:
        if not np.isin(array, (0, 1)).all():
            raise ValueError("booleans are true, false, 1 or 0")
        return array.astype(np.bool_)
    if isinstance(element, IntegerType) and array.size:
        if array.dtype.kind not in "iub":
            raise ValueError(f"values are not integers that fit {element}")
        if int(array.min()) < element.min or int(array.max()) > element.max:
            raise OverflowError(f"values outside [{element.min}, {element.max}] of {element}")
    if array.dtype.kind not in "biuf" and not (isinstance(element, ComplexType) and array.dtype.kind == "c"):
        raise ValueError("values are not numbers")
    with np.errstate(all="ignore"):
        return array.astype(element.dtype)


def _random(type_: TensorType, seed: int) -> np.ndarray[Any, Any]:
    """Standard normal floats, small integers, fair booleans: the same for the same seed everywhere."""
    generator = np.random.Generator(np.random.PCG64(seed))
    element = type_.storage
    if isinstance(element, BooleanType):
        return generator.integers(0, 2, type_.sizes).astype(np.bool_)
    if isinstance(element, FloatType):
        return generator.standard_normal(type_.sizes).astype(element.dtype)
    if isinstance(element, ComplexType):
        parts = generator.standard_normal((2, *type_.sizes))
        return (parts[0] + 1j * parts[1]).astype(element.dtype)
    low, high = (max(-10, element.min), min(10, element.max)) if isinstance(element, IntegerType) else (-10, 10)
    return generator.integers(low, high, type_.sizes, endpoint=True).astype(element.dtype)


def _load(path: str, declared: Any, limits: Limits) -> Any:
    """An array from an .npy file. Types that the format does not know are read by their size, from bytes or integers.

    The file is mapped first: a header that promises more than there is takes no memory.
    """
    try:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        if not isinstance(mapped, np.ndarray):
            mapped.close()
            raise _error(f"input @{path}: holds several arrays; give one .npy file an input")
        _check_size(f"@{path}", mapped.size, mapped.nbytes, limits)
        array = np.array(mapped)
    except (Error, MemoryError):
        raise
    except OSError as error:
        raise _error(f"input @{path}: cannot read: {error.strerror or error}") from None
    except Exception as error:  # damaged files raise what numpy happens to meet
        raise _error(f"input @{path}: not an .npy file: {error}") from None
    if array.dtype.kind in "Vu" and isinstance(declared, TensorType):
        dtype = declared.dtype
        if dtype.itemsize == array.dtype.itemsize and not is_numpys_own(dtype):
            return array.view(dtype)
    return array


def write_outputs(paths: list[str], values: list[Any]) -> None:
    """Writes results as .npy files: all of them, or none. Raises InputError."""
    import tempfile

    written: list[tuple[str, str]] = []
    path = ""
    try:
        for path, value in zip(paths, values, strict=False):
            if not path or os.path.isdir(path):
                raise _error(f"cannot write {path!r}: not the name of a file")
            handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path) or ".", suffix=".part")
            written.append((temporary, path))
            with os.fdopen(handle, "wb") as file:
                np.save(file, stored(value), allow_pickle=False)
        for temporary, path in written:
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
    except OSError as error:
        raise _error(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        for temporary, _ in written:
            if os.path.exists(temporary):
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _short(text: str, most: int = 80) -> str:
    """A text as messages quote it."""
    return text if len(text) <= most else f"{text[:most]}..."


def _error(message: str) -> InputError:
    return InputError(Diagnostic(Severity.ERROR, message))
