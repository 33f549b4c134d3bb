"""What is said about programs, and the tree of errors.

Error
├── ProgramError          the program is not valid                     exit code 2
│   ├── ParseError            it cannot be read
│   └── VerifyError           it breaks a rule of its dialects
├── InputError            inputs or options do not fit the program     exit code 2
├── ExecutionError        values met while running break a rule        exit code 2
├── CheckFailed           a check.* operation does not hold            exit code 1
├── UnsupportedError      valid, but this implementation does not do it    exit code 3
├── LimitExceeded         a limit is passed                            exit code 4
└── InternalError         our fault                                    exit code 5
"""

from __future__ import annotations

import dataclasses
import enum
from typing import TYPE_CHECKING, ClassVar

from ..spec.record import record

if TYPE_CHECKING:
    from .ir.core import Span


class Severity(enum.Enum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    REMARK = "remark"


@record
class Diagnostic:
    """One thing said about a program.

    It is about the text from `line` and `column` up to `end_line` and `end_column`, which is past the last character;
    all count from 1, columns in characters (0 where there is no source). `op` is the full name of the operation,
    `label` the constraint (C1, I2, ...) that does not hold, `formula` what it says, `hint` what may have been meant.
    Notes point at other places that are concerned: where a value is defined, which bracket is not closed.
    """

    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    op: str | None = None
    label: str | None = None
    formula: str | None = None
    hint: str | None = None
    source_line: str | None = None
    notes: tuple[Diagnostic, ...] = ()

    def with_notes(self, *notes: Diagnostic) -> Diagnostic:
        """The same, with these notes."""
        return dataclasses.replace(self, notes=notes)

    def __str__(self) -> str:
        return self.render()

    def render(self, *, color: bool = False) -> str:
        """`file:line:column: error: message`, the source line with a caret, then notes and hint."""
        codes = ("\033[1m", "\033[1;31m", "\033[32m", "\033[36m", "\033[0m")
        bold, red, green, cyan, off = codes if color else [""] * 5
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: " if self.file else ""
        shade = {Severity.ERROR: red, Severity.WARNING: bold, Severity.NOTE: cyan, Severity.REMARK: cyan}[self.severity]
        lines = [f"{bold}{place}{off}{shade}{self.severity.value}: {off}{self.message}"]
        if self.source_line and self.line and self.column <= len(self.source_line) + 1:
            text, column = _window(self.source_line, self.column)
            end = self.end_column if self.end_line == self.line else len(self.source_line.rstrip()) + 1
            width = max(1, min(end - self.column, len(text) - column + 1))
            blank = "".join("\t" if char == "\t" else " " for char in text[: column - 1])
            lines += [f"  {text}", f"  {blank}{green}{'^' + '~' * (width - 1)}{off}"]
        lines += [note.render(color=color) for note in self.notes]
        if self.hint:
            lines.append(f"  {cyan}hint: {off}{self.hint}")
        return "\n".join(lines)


def _window(line: str, column: int, width: int = 160) -> tuple[str, int]:
    """The part of a long line around a column, and the column in it."""
    if len(line) <= width:
        return line, column
    start = max(0, min(column - 1 - width // 2, len(line) - width))
    part = line[start : start + width]
    prefix = "..." if start else ""
    return f"{prefix}{part}{'...' if start + width < len(line) else ''}", column - start + len(prefix)


def diagnose(
    message: str,
    span: Span | None = None,
    *,
    severity: Severity = Severity.ERROR,
    op: str | None = None,
    label: str | None = None,
    formula: str | None = None,
    hint: str | None = None,
    notes: tuple[Diagnostic, ...] = (),
) -> Diagnostic:
    """A diagnostic at a span of source."""
    message = _printable(message)
    if span is None:
        return Diagnostic(severity, message, op=op, label=label, formula=formula, hint=hint, notes=notes)
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(max(span.start, span.end))
    text = _printable(span.source.line(line))
    place = (span.source.name, line, column, end_line, end_column)
    return Diagnostic(severity, message, *place, op, label, formula, hint, text, notes)


def _printable(text: str) -> str:
    """The text with question marks for bytes that are not UTF-8 (surrogates here), which no stream would take."""
    return text if text.isascii() else text.encode(errors="replace").decode()


class Error(Exception):
    """Base of everything this package raises on purpose. `diagnostics` are never empty; `str()` shows them all."""

    exit_code: ClassVar[int] = 5

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(map(str, self.diagnostics))


class ProgramError(Error):
    """The program is not valid."""

    exit_code = 2


class ParseError(ProgramError):
    """The program cannot be read."""


class VerifyError(ProgramError):
    """The program breaks a rule of its dialects."""


class InputError(Error):
    """Inputs or options do not fit the program."""

    exit_code = 2


class ExecutionError(Error):
    """Values met while running break a rule that types cannot express."""

    exit_code = 2


class CheckFailed(Error):  # noqa: N818 - named after what it says
    """A check.* operation does not hold. `actual` and `expected` are the two values."""

    exit_code = 1

    def __init__(self, *diagnostics: Diagnostic, actual: object = None, expected: object = None) -> None:
        super().__init__(*diagnostics)
        self.actual = actual
        self.expected = expected


class UnsupportedError(Error):
    """The program is valid, and this implementation does not do what it asks for."""

    exit_code = 3


class LimitExceeded(Error):  # noqa: N818 - named after what it says
    """A limit is passed. `limit` is its name."""

    exit_code = 4

    def __init__(self, *diagnostics: Diagnostic, limit: str = "") -> None:
        super().__init__(*diagnostics)
        self.limit = limit


class InternalError(Error):
    """A mistake of this implementation."""
