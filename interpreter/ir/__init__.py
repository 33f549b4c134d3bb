"""The intermediate representation: modules, operations, regions, blocks, values, locations."""

from .core import Block, Module, Operation, Region, Source, Span, Value
from .locations import (
    UNKNOWN,
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    NameLocation,
    OpaqueLocation,
    UnknownLocation,
)

__all__ = [
    "UNKNOWN", "Block", "CallLocation", "FileLocation", "FusedLocation", "Location", "Module", "NameLocation",
    "OpaqueLocation", "Operation", "Region", "Source", "Span", "UnknownLocation", "Value",
]  # fmt: skip
