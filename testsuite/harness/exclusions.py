"""Exclusions: cases that a backend is known not to pass, each with its reason, in a TOML file.

    [[exclude]]
    select = "op:fft and element:f64"    # which cases (see selection.py)
    reason = "the device has no f64"
    run = false                          # for cases that must not even be tried; true where it is left out

An entry that selects no case of the suite is an error, so that the file does not outlive its reasons. Excluded cases
are run all the same, and reported where they pass.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..golden import Case
from ..problem import Problem
from ..selection import Selection, SelectionError, parse_selection


class ExclusionError(Problem):
    """The file of exclusions cannot be used; the message names the file and the entry."""


@dataclass(frozen=True)
class Exclusion:
    """Why a case is excluded, and whether it is run nevertheless."""

    reason: str
    run: bool


def read_exclusions(path: Path, suite: Iterable[Case]) -> tuple[dict[str, Exclusion], str]:
    """Exclusions of the cases of a suite by id (the first entry counts), and a digest of the file.

    Raises ExclusionError.
    """
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode())
    except OSError as error:
        raise ExclusionError(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExclusionError(f"{path}: {error}") from None
    if unknown := set(table) - {"exclude"}:
        raise ExclusionError(f"{path}: unknown key {sorted(unknown)[0]!r}; entries are tables: [[exclude]]")
    entries = table.get("exclude", [])
    if not isinstance(entries, list):
        raise ExclusionError(f"{path}: entries are tables: [[exclude]]")
    cases = list(suite)
    found: dict[str, Exclusion] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{path}: entry {number}"
        selects, exclusion = _entry(where, entry)
        selected = [case for case in cases if selects(case)]
        if not selected:
            raise ExclusionError(f"{where}: {entry['select']!r} selects no case of the suite")
        for case in selected:
            found.setdefault(case.id, exclusion)
    return found, hashlib.sha256(content).hexdigest()[:16]


def _entry(where: str, entry: dict[str, Any]) -> tuple[Selection, Exclusion]:
    if unknown := set(entry) - {"select", "reason", "run"}:
        raise ExclusionError(f"{where}: unknown key {sorted(unknown)[0]!r}; there are select, reason, run")
    for name, kind in (("select", str), ("reason", str), ("run", bool)):
        if not isinstance(entry.get(name, True if name == "run" else None), kind):
            raise ExclusionError(f"{where}: {name} must be given as {'text' if kind is str else 'true or false'}")
        if kind is str and not entry[name].strip():
            raise ExclusionError(f"{where}: {name} is empty")
    try:
        return parse_selection(entry["select"]), Exclusion(entry["reason"], entry.get("run", True))
    except SelectionError as error:
        raise ExclusionError(f"{where}: select: {error}") from None
