"""Reads the golden suite. A file holds the cases of one op, one line of JSON each; a first line tells the format.

Files are validated (pydantic) while they are read. What engines said stands in files of its own, `witnesses/`, and
counts as long as the case is the one that they were asked about.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from ..problem import Problem
from .model import FORMAT, Case

SUITE = Path(__file__).parent / "suite"
"""The committed suite."""


class SuiteError(Problem):
    """A file of the suite cannot be read; the message names file and line."""


def load(folder: Path = SUITE) -> list[Case]:
    """All cases, sorted by file, in the order of the files. Raises SuiteError."""
    heard = read_witnesses(folder)
    return [_with_witnesses(case, heard.get(known)) for path in files(folder) for case, known in digested(path)]


def files(folder: Path = SUITE) -> list[Path]:
    """The files of cases."""
    return sorted(folder.glob("*.jsonl"))


def read(path: Path) -> list[Case]:
    """The cases of one file. Raises SuiteError."""
    return [case for case, _ in digested(path)]


def digested(path: Path) -> Iterator[tuple[Case, str]]:
    """The cases of one file, each with its digest. Raises SuiteError."""
    lines = path.read_bytes().splitlines()
    if lines and _check_head(path, lines[0]):
        yield from zip(_cases(path, lines[1:]), map(_digest_of, lines[1:]), strict=True)


def _check_head(path: Path, line: bytes) -> bool:
    try:
        version = json.loads(line)["format"]
    except (ValueError, TypeError, KeyError):
        raise SuiteError(f'{path}:1: the first line is {{"format": {FORMAT}}}') from None
    if version != FORMAT:
        raise SuiteError(f"{path}:1: format {version}; this reader knows format {FORMAT}")
    return True


def _cases(path: Path, lines: Iterable[bytes]) -> Iterator[Case]:
    from pydantic import ValidationError

    validate = adapter().validate_json
    for number, line in enumerate(lines, 2):
        try:
            yield validate(line)
        except ValidationError as error:
            raise SuiteError(f"{path}:{number}: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from None


@cache
def adapter() -> Any:
    """pydantic's validator of cases."""
    from pydantic import ConfigDict, TypeAdapter, with_config

    return TypeAdapter(with_config(ConfigDict(extra="forbid"))(Case))


Heard = tuple[tuple[str, ...], tuple[str, ...]]
"""Engines that agree with a case, and engines that do not."""


def read_witnesses(folder: Path) -> dict[str, Heard]:
    """What engines said, by the digest of the case. Raises SuiteError."""
    found: dict[str, Heard] = {}
    for path in sorted((folder / "witnesses").glob("*.json")):
        try:
            for one in json.loads(path.read_bytes()):
                heard = tuple(one["agree"]), tuple(one["dissent"])
                found.update((digest_, heard) for row in one["cases"] for digest_ in row.split())
        except (ValueError, TypeError, KeyError) as error:
            raise SuiteError(f"{path}: {error}") from None
    return found


def _with_witnesses(case: Case, heard: Heard | None) -> Case:
    return case if heard is None else replace(case, witnesses=heard[0], dissents=heard[1])


def line_of(case: Case) -> str:
    """A case as one line of JSON: fields in order, those with default values and witnesses left out."""
    plain = as_plain(replace(case, witnesses=(), dissents=()))
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)


def as_plain(value: Any) -> Any:
    """Records as dictionaries without default values, enumerations as their values, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [as_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            one.name: as_plain(getattr(value, one.name))
            for one in fields(value)
            if one.default is MISSING or getattr(value, one.name) != one.default
        }
    return value


def digest(case: Case) -> str:
    """Eight characters (48 bits, base64url) that tell a case's content."""
    return _digest_of(line_of(case).encode())


def _digest_of(line: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(line).digest()[:6]).decode()


def suite_hash(folder: Path = SUITE) -> str:
    """SHA-256 of all files of cases: names and contents. Two runs of equal hash judged the same suite."""
    whole = hashlib.sha256()
    for path in files(folder):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def text_of(cases: Iterable[Case]) -> str:
    """A file of cases."""
    return "".join(f"{line}\n" for line in (json.dumps({"format": FORMAT}), *map(line_of, cases)))
