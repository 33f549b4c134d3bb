"""Mistakes that change no result, each group with its reason, in the file `harmless.toml`.

    [[harmless]]
    reason = "blocks of any length give the same elements"
    mistakes = [
        "numerics.lanes.blocks : * became * : size = *",
    ]

A mistake has three parts: in which function, what, in which lines; * and ? are those of file names, and what is left
out at the end is all. Where a line can go wrong in the same words at several places, `2 became 3 #2` is the second.

An entry that covers no mistake that can be made is an error: the file cannot outlive its reasons.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
            and any(fnmatchcase(what, self.what) for what in (candidate.mistake.what, candidate.numbered))
        )


def read_harmless(path: Path = FILE) -> list[Harmless]:
    """The entries of a file. Raises HarmlessError."""
    try:
        table = tomllib.loads(path.read_text())
    except OSError as error:
        raise HarmlessError(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HarmlessError(f"{path}: {error}") from None
    return [one for number, entry in enumerate(table.get("harmless", []), 1)
            for one in _group(f"{path}: entry {number}", entry)]  # fmt: skip


def _group(where: str, entry: dict[str, Any]) -> list[Harmless]:
    """Mistakes with one reason."""
    if set(entry) != {"reason", "mistakes"} or not entry["mistakes"]:
        raise HarmlessError(f"{where}: a reason, and mistakes: nothing else, and none of them empty")
    found: list[Harmless] = []
    for mistake in entry["mistakes"]:
        function, *rest = mistake.split(" : ", 2)
        what, source = (*rest, "*", "*")[:2]
        found.append(Harmless(function, entry["reason"], source, what))
    return found


def check_harmless(entries: Sequence[Harmless], all_: Iterable[Candidate], path: Path = FILE) -> None:
    """Raises HarmlessError where an entry covers nothing."""
    candidates = list(all_)
    for number, entry in enumerate(entries, 1):
        if not any(entry.covers(one) for one in candidates):
            described = " : ".join((entry.function, entry.what, entry.source))
            raise HarmlessError(f"{path}: mistake {number} ({described}) covers no mistake that can be made")
