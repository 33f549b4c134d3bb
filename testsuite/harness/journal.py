"""The journal of a run: a file of lines that only grows, so that a run that is cut off can go on where it was.

A line is handed to the operating system in one piece as soon as it is known, which survives the end of this process;
the file is brought to the disk once a second, which survives the end of the machine.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from ..problem import Problem
from .records import FORMAT, End, Header, Line, Result, adapter, line_of

SYNC_SECONDS = 1.0
FREE = ("started", "environment")
"""What may differ between a run and its continuation."""


class JournalError(Problem):
    """A file of results cannot be read or continued; the message names file and line."""


class Journal:
    """A journal that is written."""

    def __init__(self, path: Path, header: Header, resume: bool) -> None:
        """Begins a journal, or continues one: `done` holds its results by id. Raises JournalError."""
        self.path = path
        self.done: dict[str, Result] = {}
        existed = path.exists() and path.stat().st_size > 0
        if existed and not resume:
            raise JournalError(f"{path} exists already: --resume continues it")
        if existed:
            self.done = self._continued(header)
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        except OSError as error:
            raise JournalError(f"{path}: {error.strerror}") from None
        self._synced = time.monotonic()
        if not existed or path.stat().st_size == 0:
            self._write(header)
            os.fsync(self._file)

    def _continued(self, header: Header) -> dict[str, Result]:
        """Results of the file, whose last line is taken away where it is not whole."""
        whole = self.path.read_bytes().rfind(b"\n") + 1
        os.truncate(self.path, whole)
        if not whole:
            return {}
        old, results = read_results(self.path)
        for name in (one.name for one in fields(Header) if one.name not in FREE):
            if (was := getattr(old, name)) != (now := getattr(header, name)):
                raise JournalError(f"{self.path} is of another run: its {name} is {was!r}, now it is {now!r}")
        return {result.id: result for result in results}

    def append(self, result: Result) -> None:
        """Writes down a result."""
        self._write(result)
        if time.monotonic() - self._synced > SYNC_SECONDS:
            os.fsync(self._file)
            self._synced = time.monotonic()

    def end(self, verdicts: Counter[str], seconds: float) -> None:
        """Writes down that the run is complete."""
        self._write(End(now(), round(seconds, 3), dict(sorted(verdicts.items()))))

    def close(self) -> None:
        os.fsync(self._file)
        os.close(self._file)

    def _write(self, record: Line) -> None:
        line = line_of(record)
        while line:
            line = line[os.write(self._file, line) :]


def now() -> str:
    """The time, in UTC, as records have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_lines(path: Path) -> Iterator[Line]:
    """The whole lines of a file of results. Raises JournalError."""
    from pydantic import ValidationError

    try:
        content = path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from None
    for number, line in enumerate(content[: content.rfind(b"\n") + 1].splitlines(), 1):
        kind = Header if number == 1 else End if line.startswith(b'{"finished"') else Result
        try:
            record = adapter(kind).validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            raise JournalError(f"{path}:{number}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}") from None
        if isinstance(record, Header) and record.format != FORMAT:
            raise JournalError(f"{path}:1: format {record.format}; this reader knows format {FORMAT}")
        yield record


def read_results(path: Path) -> tuple[Header, list[Result]]:
    """Header and results of a file, one a case (the last, where a case has several). Raises JournalError."""
    lines = list(read_lines(path))
    if not lines or not isinstance(lines[0], Header):
        raise JournalError(f"{path}: no header")
    return lines[0], list({line.id: line for line in lines if isinstance(line, Result)}.values())
