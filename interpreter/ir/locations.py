"""Locations: where the author of a program says that an operation comes from (`loc(...)`)."""

from __future__ import annotations

from typing import Any

from ...spec.record import record


class Location:
    """Base of all locations."""


@record
class UnknownLocation(Location):
    """`loc(unknown)`."""


@record
class FileLocation(Location):
    """`loc("file":line:column)`, or a range `loc("file":line:column to line:column)`."""

    file: str
    line: int
    column: int
    end_line: int | None = None
    end_column: int | None = None


@record
class NameLocation(Location):
    """`loc("name"(child))`."""

    name: str
    child: Location | None = None


@record
class CallLocation(Location):
    """`loc(callsite(callee at caller))`."""

    callee: Location
    caller: Location


@record
class FusedLocation(Location):
    """`loc(fused<metadata>[a, b])`."""

    members: tuple[Location, ...]
    metadata: Any = None


@record
class OpaqueLocation(Location):
    """A location of a kind that is not known here, kept as it was spelled."""

    text: str


UNKNOWN = UnknownLocation()
