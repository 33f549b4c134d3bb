"""Locations as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.locations import (
    UNKNOWN,
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    NameLocation,
    OpaqueLocation,
)
from .print_strings import quoted

Show = Callable[[Any], str]


def location_text(location: Location, show: Show) -> str:
    """`loc(...)`, all written out; `show` prints the attributes inside."""
    return f"loc({_body(location, show)})"


def _body(location: Location, show: Show) -> str:
    return spelled(location, show, lambda inner: _body(inner, show))


def spelled(location: Location, show: Show, inside: Callable[[Location], str]) -> str:
    """What stands in the parentheses; `inside` spells the locations inside of this one."""
    match location:
        case FileLocation():
            return f"{quoted(location.file)}:{location.line}:{location.column}{_range(location)}"
        case NameLocation(name=name, child=child):
            return quoted(name) if child in (None, UNKNOWN) else f"{quoted(name)}({inside(child)})"
        case CallLocation(callee=callee, caller=caller):
            return f"callsite({inside(callee)} at {inside(caller)})"
        case FusedLocation(members=members, metadata=metadata):
            head = "" if metadata is None else f"<{show(metadata)}>"
            return f"fused{head}[{', '.join(map(inside, members))}]"
        case OpaqueLocation(text=text):
            return text
        case _:
            return "unknown"


def _range(location: FileLocation) -> str:
    """` to line:column`, without the line where it is that of the beginning."""
    if location.end_column is None:
        return ""
    line = "" if location.end_line in (None, location.line) else location.end_line
    return f" to {line}:{location.end_column}"
