"""Reads programs, prints them, and holds the print against MLIR's and against the program itself.

A file is split at `// -----`; parts that say which errors they expect are left out, as are operations that check
results (`check.*`), which jaxlib's bindings do not know: their text is cut out of the part before both sides read it.
"""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...interpreter import Error, Module, parse
from ...interpreter.ir.equality import same_module
from .mlir import Mlir, Refused


class Outcome(enum.Enum):
    """What became of a program."""

    SAME = "same"
    DIFFERS = "differs"
    CHANGED = "changed by printing"
    REFUSED = "refused"
    PEER = "refused by the peer"


@dataclass(frozen=True)
class Program:
    """A program and where it stands."""

    name: str
    text: str


@dataclass(frozen=True)
class Report:
    """What became of one program; `message` says more."""

    program: str
    outcome: Outcome
    message: str = ""


def programs(path: Path) -> Iterator[Program]:
    """The programs of a file, or of all .mlir files below a folder."""
    for file in [path] if path.is_file() else sorted(path.rglob("*.mlir")):
        text = file.read_text()
        split = "split-input-file" in text
        line = 1
        for part in re.split(r"(?m)^[ \t]*// -----.*$", text) if split else [text]:
            if re.sub(r"//.*", "", part).strip() and "expected-error" not in part:
                yield Program(f"{file.name}:{line}", part)
            line += part.count("\n")


def round_trip(program: Program, mlir: Mlir) -> Report:
    """Whether our print of a program is MLIR's, and is read as the same program again."""
    try:
        text = without_checks(program.text)
        module = parse(text, "-", allow_unregistered=True)  # the name that the bindings give to a text
    except Error as error:
        return _refused(program, error, mlir)
    for generic in (False, True):
        ours = module.text(generic=generic)
        try:
            again = parse(ours, program.name, allow_unregistered=True)
        except Error as error:
            return Report(program.name, Outcome.CHANGED, f"our print is not read: {error.diagnostics[0]}")
        if difference := same_module(module, again):
            return Report(program.name, Outcome.CHANGED, difference)
    return _compare(program, text, module, mlir)


def without_checks(text: str) -> str:
    """The text without its operations of the dialect `check`, which have no results."""
    if "check." not in text:
        return text
    module = parse(text, allow_unregistered=True)
    for operation in reversed([one for one in module.walk() if one.name.startswith("check.")]):
        assert operation.span is not None
        text = text[: operation.span.start] + text[operation.span.end :]
    return text


def _refused(program: Program, error: Error, mlir: Mlir) -> Report:
    try:
        mlir.parse(program.text, unregistered=True)
    except Refused:
        return Report(program.name, Outcome.PEER, f"and by us: {error.diagnostics[0]}")
    return Report(program.name, Outcome.REFUSED, str(error.diagnostics[0]))


def _compare(program: Program, text: str, module: Module, mlir: Mlir) -> Report:
    try:
        theirs = mlir.parse(text, unregistered=True)
    except Refused as refused:
        return Report(program.name, Outcome.PEER, str(refused))
    for generic, locations in ((False, False), (True, False), (False, True), (True, True)):
        expected = mlir.text(theirs, generic=generic, locations=locations)
        ours = module.text(generic=generic, locations=locations)
        if expected.rstrip("\n") != ours.rstrip("\n"):
            return Report(program.name, Outcome.DIFFERS, _difference(expected, ours))
    return Report(program.name, Outcome.SAME)


def _difference(expected: str, ours: str) -> str:
    """The first lines that differ: MLIR's with `-`, ours with `+`."""
    lines = difflib.unified_diff(expected.splitlines(), ours.splitlines(), "mlir", "ours", n=0, lineterm="")
    return "\n".join(list(lines)[2:8])
