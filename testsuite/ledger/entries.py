"""Entries of the ledger, in `ledger.toml`: groups of results that have been examined, each with its cause.

    [[entry]]
    peers = ["xla", "xla:*"]          # backends, * and ? as in file names
    verdicts = ["FAIL"]               # any that is no pass, where it is left out
    select = "element:f32 and edge"   # which cases (see selection.py); all where it is left out
    message = "is -?0\\.0 .* where"    # a regular expression that the message, or the log, holds
    cause = "flushes subnormal numbers to zero"
    fault = "theirs"                  # "ours", or "silent" where the specification leaves it open

The first entry that fits a result explains it.
"""

from __future__ import annotations

import enum
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ..golden import Case
from ..harness.records import Result, Verdict
from ..problem import Problem
from ..selection import Selection, SelectionError, parse_selection

FILE = Path(__file__).parent / "ledger.toml"


class LedgerError(Problem):
    """The ledger cannot be used; the message names the file and the entry."""


class Fault(enum.Enum):
    """Whose fault a result is."""

    OURS = "ours"
    """The case asks for what the specification does not, or the way to the backend is at fault."""
    THEIRS = "theirs"
    """The backend does not do what the specification says."""
    SILENT = "silent"
    """The specification does not say, or says two things."""


@dataclass(frozen=True)
class Entry:
    """Results of some peers with one cause."""

    peers: tuple[str, ...]
    cause: str
    fault: Fault
    verdicts: tuple[Verdict, ...]
    select: str
    selects: Selection
    message: re.Pattern[str]

    def explains(self, peer: str, result: Result, case: Case) -> bool:
        """Whether the entry is about a result of a peer."""
        return (
            result.verdict in self.verdicts
            and any(fnmatchcase(peer, one) for one in self.peers)
            and self.message.search(f"{result.message}\n{result.log}") is not None
            and self.selects(case)
        )


def read_ledger(path: Path = FILE) -> list[Entry]:
    """The entries of a file. Raises LedgerError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{path}: {error}") from None
    if unknown := set(table) - {"entry"}:
        raise LedgerError(f"{path}: unknown key {sorted(unknown)[0]!r}; entries are tables: [[entry]]")
    return [_entry(f"{path}: entry {number}", one) for number, one in enumerate(table.get("entry", []), 1)]


KEYS = ("peers", "cause", "fault", "verdicts", "select", "message")


def _entry(where: str, entry: dict[str, Any]) -> Entry:
    if unknown := set(entry) - set(KEYS):
        raise LedgerError(f"{where}: unknown key {sorted(unknown)[0]!r}; there are {', '.join(KEYS)}")
    failed = tuple(one for one in Verdict if one.failed)
    try:
        return Entry(
            tuple(entry["peers"]),
            str(entry["cause"]),
            Fault(entry["fault"]),
            tuple(Verdict(one) for one in entry["verdicts"]) if "verdicts" in entry else failed,
            entry.get("select", ""),
            parse_selection(entry.get("select", "")),
            re.compile(entry.get("message", ""), re.DOTALL),
        )
    except KeyError as error:
        raise LedgerError(f"{where}: needs {error.args[0]}") from None
    except (ValueError, TypeError, re.error, SelectionError) as error:
        raise LedgerError(f"{where}: {error}") from None
