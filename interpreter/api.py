"""The public functions of the interpreter: parse, check, run."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Protocol

from .diagnostics import Diagnostic, InputError, LimitExceeded, ParseError, Severity, VerifyError, diagnose
from .ir import Module, Operation, Source
from .limits import Limits

ProgramSource = str | bytes | os.PathLike[str]
"""Program text as str or bytes, or a path to a file that holds it. A str is always text, never a path."""

_PIECE = 1 << 16
_LIMITS = Limits()


class SupportsRead(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes: ...


def parse(
    source: ProgramSource, name: str | None = None, *, allow_unregistered: bool = False, limits: Limits | None = None
) -> Module:
    """Reads and verifies a program.

    `name` is what diagnostics call the source (a path's own name by default). With `allow_unregistered` operations
    and attributes of unknown dialects are kept as they are. Raises ParseError, VerifyError, LimitExceeded, and
    InputError where a file cannot be read.
    """
    module = read(source, name, allow_unregistered=allow_unregistered, limits=limits)
    from .verify import verify

    problems = verify(module)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise VerifyError(*problems)
    return module


def check(
    source: ProgramSource,
    name: str | None = None,
    *,
    allow_unregistered: bool = False,
    limits: Limits | None = None,
    recover: bool = True,
) -> list[Diagnostic]:
    """Everything that is wrong with a program, in order of appearance; [] when it is valid.

    After an error of syntax reading goes on at the next operation; what cannot be read is unknown from there on, and
    nothing is said about what follows from it. With `recover=False` it is all that is said, as MLIR's tools do. A valid
    program gets a remark where it asks for more accuracy than an operation declares.

    Raises InputError where a file cannot be read, LimitExceeded where a limit is passed before anything is wrong.
    """
    from .verify import verify
    from .verify.promises import remarks

    try:
        module = read(source, name, allow_unregistered=allow_unregistered, limits=limits)
        return verify(module) or remarks(module)
    except ParseError as error:
        if not recover:
            return list(error.diagnostics)
    from .text.reader import survey

    limits = limits or _LIMITS
    found = survey(load(source, name, limits), limits=limits, allow_unregistered=allow_unregistered)
    more = verify(found.module, found.doubtful) if found.module else []
    unique: dict[tuple[int, str], Diagnostic] = {}
    for one in sorted((*found.problems, *more), key=lambda one: (one.line, one.column)):
        unique.setdefault((one.line, one.message), one)
    return list(unique.values())


def read(
    source: ProgramSource, name: str | None = None, *, allow_unregistered: bool = False, limits: Limits | None = None
) -> Module:
    """Reads a program without verifying it. Raises ParseError, InputError, LimitExceeded."""
    from .text.reader import read_module

    limits = limits or _LIMITS
    return read_module(load(source, name, limits), limits=limits, allow_unregistered=allow_unregistered)


def load(source: ProgramSource, name: str | None, limits: Limits) -> Source:
    """The named text of a source. Raises InputError and LimitExceeded.

    Bytes that are not UTF-8 become surrogates, which the reader refuses outside of strings and comments.
    """
    if isinstance(source, str):
        _check_source_size(len(source), name or "<string>", limits)
        return Source(name or "<string>", source)
    if isinstance(source, bytes):
        name = name or "<bytes>"
        _check_source_size(len(source), name, limits)
        return Source(name, source.decode(errors="surrogateescape"))
    path = os.fspath(source)
    return load_file(path, name or path, limits)


def load_file(path: str, name: str, limits: Limits) -> Source:
    """The text of a file. Raises InputError and LimitExceeded."""
    try:
        _check_source_size(os.stat(path).st_size, name, limits)
        with open(path, "rb", buffering=0) as file:
            return load_stream(file, name, limits)
    except OSError as error:
        raise InputError(Diagnostic(Severity.ERROR, f"cannot read: {error.strerror}", file=name)) from None


def load_stream(file: SupportsRead, name: str, limits: Limits) -> Source:
    """The text that a stream of bytes gives. Raises LimitExceeded, and what reading raises.

    It takes the memory of the text, not also that of its bytes: what grows at its end, in a `for`, is not copied by
    CPython. Pieces grow as well, so that little is copied where it is.
    """
    decoder, text, size = codecs.getincrementaldecoder("utf-8")("surrogateescape"), "", 0
    for piece in _pieces(file):
        size += len(piece)
        _check_source_size(size, name, limits)
        text += decoder.decode(piece)
    rest = decoder.decode(b"", True)
    return Source(name, text + rest if rest else text)


def _pieces(file: SupportsRead) -> Iterator[bytes]:
    """A stream in pieces of an eighth of what came before."""
    size = _PIECE << 3
    while piece := file.read(size >> 3):
        size += len(piece)
        yield piece


def _check_source_size(size: int, name: str, limits: Limits) -> None:
    if limits.max_source_bytes is not None and size > limits.max_source_bytes:
        message = f"limit max_source_bytes passed: {size} bytes, the limit is {limits.max_source_bytes}"
        raise LimitExceeded(Diagnostic(Severity.ERROR, message, file=name), limit="max_source_bytes")


def run(
    module: Module,
    *inputs: Any,
    entry: str | None = None,
    limits: Limits | None = None,
    seed: int = 0,
    probe_folder: str | os.PathLike[str] | None = None,
    verify_composites: bool = False,
) -> list[Any]:
    """Runs a function of a verified program and gives its results.

    `inputs` are numpy arrays of the declared dtypes (ml_dtypes for narrow types), Python scalars or nested lists.
    `entry` defaults to `main`, else to the one function that no other calls. Results are numpy arrays, in order;
    a tuple is a Python tuple of arrays. `seed` starts the random numbers of `stablehlo.rng`. `interpreter.probe` writes
    the values it sees to `probe_folder`, where one is given. With `verify_composites` the decomposition of each
    `stablehlo.composite` is held against the override that is registered for it, or the op that bears its name; a
    difference is a CheckFailed with both values.

    Raises InputError, CheckFailed, UnsupportedError, ExecutionError, LimitExceeded, InternalError.
    """
    function = find_entry(module, entry)
    return _runner()(module, function, inputs, limits or _LIMITS, seed, probe_folder, verify_composites)


@cache
def _runner() -> Callable[..., list[Any]]:
    """What runs a function, which few commands need; to import it at each run would take part of a run's time."""
    from .one_run import run_function

    return run_function


def find_entry(module: Module, entry: str | None = None) -> Operation:
    """The function to run. Raises InputError where there is none, or several could be meant."""
    if entry is None and (main := module.symbols.get("main")) is not None and main.name == "func.func":
        return main
    functions = module.functions
    if entry is not None:
        if entry in functions:
            return functions[entry]
        raise _no_entry(module, f"no function @{entry}; the program has {_names(list(functions))}")
    called = {name for operation in module.walk() for name in _referenced(operation)}
    roots = [name for name in functions if name not in called]
    if len(roots) == 1:
        return functions[roots[0]]
    if not functions:
        raise _no_entry(module, "the program has no function")
    raise _no_entry(module, f"no @main; choose an entry among {_names(roots or list(functions))}")


def _referenced(operation: Operation) -> Iterator[str]:
    """Names of the functions that an operation refers to."""
    from ..spec.attributes import SymbolRef

    for attribute in operation.attributes.values():
        for one in attribute if isinstance(attribute, tuple) else (attribute,):
            if isinstance(one, SymbolRef):
                yield one.name


def _names(names: list[str]) -> str:
    return ", ".join(f"@{name}" for name in names) or "none"


def _no_entry(module: Module, message: str) -> InputError:
    name = module.source.name if module.source else ""
    return InputError(diagnose(message) if not name else Diagnostic(Severity.ERROR, message, file=name))
