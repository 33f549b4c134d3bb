"""What a run of the suite leaves behind: a header and one result a case, as lines of JSON.

The format (version 1) is described in docs/guides/test-a-backend.rst and by `results.schema.json`. A file holds the
header, results in the order in which they came, and an end. A file without an end is that of a run that was cut off,
or still goes on.
"""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..compare import Comparison
from ..golden import Level, Value
from ..golden.read import as_plain

FORMAT = 1
"""Version of the format. A reader refuses files of a later one."""

SCHEMA = Path(__file__).parent / "results.schema.json"


class Mode(enum.Enum):
    """How inputs get to a program."""

    ARGUMENTS = "arguments"
    """As arguments of @main: kernels compute."""
    CONSTANTS = "constants"
    """As constants of the program: a compiler's folder may compute."""
    BARRIER = "barrier"
    """As constants behind an optimization barrier: a compiler must not fold."""


class Verdict(enum.Enum):
    """What became of a case."""

    PASS = "PASS"
    FAIL = "FAIL"
    """An output is not what it must be."""
    REJECTED_VALID = "REJECTED-VALID"
    """A valid program was refused."""
    ACCEPTED_INVALID = "ACCEPTED-INVALID"
    """A program that must be refused was not."""
    UNSUPPORTED = "UNSUPPORTED"
    """The backend says that it does not do this. Not a pass."""
    CRASH = "CRASH"
    """The backend ended its process, ran out of memory, or raised what it must not."""
    TIMEOUT = "TIMEOUT"
    EXCLUDED = "EXCLUDED"
    """The case is in the file of exclusions; its reason is in the result."""

    @property
    def failed(self) -> bool:
        """Whether a run with this verdict does not succeed."""
        return self not in (Verdict.PASS, Verdict.UNSUPPORTED, Verdict.EXCLUDED)


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on a case, with what is needed to understand it.

    `message` says what is wrong, `log` is the end of what the backend wrote to its standard error before it crashed.
    `outputs` compare output by output. `actual` holds outputs with wrong elements, unless they are large. An excluded
    case has the `reason` and the verdict it would have had (`otherwise`), None where it was not run.
    """

    id: str
    verdict: Verdict
    level: Level
    ops: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    seconds: float = 0.0
    message: str = ""
    log: str = ""
    outputs: tuple[Comparison, ...] = ()
    actual: tuple[Value, ...] = ()
    reason: str | None = None
    otherwise: Verdict | None = None


@dataclass(frozen=True)
class Header:
    """What was run, on what, and how. A run may be resumed where all but `started` and `environment` is the same."""

    format: int
    tool: str
    suite: str
    backend: str
    versions: dict[str, str] = field(default_factory=dict[str, str])
    mode: Mode = Mode.ARGUMENTS
    profile: dict[str, Any] = field(default_factory=dict[str, Any])
    select: str = ""
    levels: tuple[str, ...] = ()
    shard: str = "1/1"
    exclusions: str = ""
    cases: int = 0
    started: str = ""
    environment: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class End:
    """The last line of a run that came to its end."""

    finished: str
    seconds: float
    verdicts: dict[str, int]


Line = Header | Result | End


@cache
def adapter(kind: Any = Line) -> Any:
    """pydantic's validator of lines."""
    from pydantic import ConfigDict, TypeAdapter, with_config

    strict = with_config(ConfigDict(extra="forbid"))
    parts = [strict(one) for one in (getattr(kind, "__args__", None) or (kind,))]
    union: Any = parts[0]
    for part in parts[1:]:
        union = union | part
    return TypeAdapter(union)


def line_of(record: Line) -> bytes:
    """A record as a line of JSON; fields with default values are left out."""
    return json.dumps(as_plain(record), separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode() + b"\n"


def schema_text() -> str:
    """The JSON Schema of a line, as it is committed."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A line of results of the StableHLO conformance suite, format {FORMAT}",
    }
    return json.dumps(head | adapter().json_schema(), indent=1, sort_keys=True) + "\n"
