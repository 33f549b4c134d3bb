"""Mistakes that change no result, each group with its reason, in the file `harmless.toml`.

    [[harmless]]
    function = "numerics.lanes.blocks"    # of which function; * and ? as in file names
    source = "size = *"                   # in which lines; all where it is left out
    what = "* became *"                   # which mistakes; all where it is left out
    reason = "blocks of any length give the same elements"

An entry that covers no mistake that can be made is an error: the file cannot outlive its reasons.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from ..problem import Problem

if TYPE_CHECKING:
    from .measure import Candidate

FILE = Path(__file__).parent / "harmless.toml"


class HarmlessError(Problem):
    """The file cannot be used; the message names the file and the entry."""


@dataclass(frozen=True)
class Harmless:
    """A group of mistakes and why they do no harm."""

    function: str
    reason: str
    source: str = "*"
    what: str = "*"

    def covers(self, candidate: Candidate) -> bool:
        return (
            fnmatchcase(candidate.function.name, self.function)
            and fnmatchcase(candidate.source, self.source.replace("[", "[[]"))
            and fnmatchcase(candidate.mistake.what, self.what)
        )


def read_harmless(path: Path = FILE) -> list[Harmless]:
    """The entries of a file. Raises HarmlessError."""
    try:
        table = tomllib.loads(path.read_text())
    except OSError as error:
        raise HarmlessError(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HarmlessError(f"{path}: {error}") from None
    found: list[Harmless] = []
    for number, entry in enumerate(table.get("harmless", []), 1):
        try:
            found.append(Harmless(**entry))
        except TypeError:
            raise HarmlessError(f"{path}: entry {number}: function and reason, perhaps source and what") from None
    return found


def check_harmless(entries: Sequence[Harmless], all_: Iterable[Candidate], path: Path = FILE) -> None:
    """Raises HarmlessError where an entry covers nothing."""
    candidates = list(all_)
    for number, entry in enumerate(entries, 1):
        if not any(entry.covers(one) for one in candidates):
            raise HarmlessError(f"{path}: entry {number} ({entry.function}: {entry.source}) covers no mistake")
