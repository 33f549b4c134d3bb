"""Locations: where the author of a program says that an operation comes from (`loc(...)`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Location:
    """Base of all locations."""


@dataclass(frozen=True)
class UnknownLocation(Location):
    """`loc(unknown)`."""


@dataclass(frozen=True)
class FileLocation(Location):
    """`loc("file":line:column)`, or a range `loc("file":line:column to line:column)`."""

    file: str
    line: int
    column: int
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True)
class NameLocation(Location):
    """`loc("name"(child))`."""

    name: str
    child: Location | None = None


@dataclass(frozen=True)
class CallLocation(Location):
    """`loc(callsite(callee at caller))`."""

    callee: Location
    caller: Location


@dataclass(frozen=True)
class FusedLocation(Location):
    """`loc(fused<metadata>[a, b])`."""

    members: tuple[Location, ...]
    metadata: Any = None


@dataclass(frozen=True)
class OpaqueLocation(Location):
    """A location of a kind that is not known here, kept as it was spelled."""

    text: str


UNKNOWN = UnknownLocation()
