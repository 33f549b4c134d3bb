"""Locations as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.locations import (
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    NameLocation,
    OpaqueLocation,
)
from .print_strings import quoted


def location_text(location: Location, show: Callable[[Any], str]) -> str:
    """`loc(...)`; `show` prints the attributes inside."""
    return f"loc({_body(location, show)})"


def _body(location: Location, show: Callable[[Any], str]) -> str:
    match location:
        case FileLocation():
            return f"{quoted(location.file)}:{location.line}:{location.column}{_range(location)}"
        case NameLocation(name=name, child=child):
            return quoted(name) if child is None else f"{quoted(name)}({_body(child, show)})"
        case CallLocation(callee=callee, caller=caller):
            return f"callsite({_body(callee, show)} at {_body(caller, show)})"
        case FusedLocation(members=members, metadata=metadata):
            head = "" if metadata is None else f"<{show(metadata)}>"
            return f"fused{head}[{', '.join(_body(member, show) for member in members)}]"
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
