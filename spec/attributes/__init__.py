"""Attributes: one frozen dataclass or enumeration for each attribute of the dialect, and the builtin ones of MLIR."""

from .base import EnumAttribute, StructAttribute, find
from .builtin import (
    UNIT,
    ArrayAttr,
    Attribute,
    ComplexAttr,
    DictAttr,
    FloatAttr,
    IntegerAttr,
    Literal,
    OpaqueAttr,
    ResourceAttr,
    ResourceBlob,
    SymbolRef,
    UnitAttr,
)

__all__ = [
    "UNIT", "ArrayAttr", "Attribute", "ComplexAttr", "DictAttr", "EnumAttribute", "FloatAttr", "IntegerAttr", "Literal",
    "OpaqueAttr", "ResourceAttr", "ResourceBlob", "StructAttribute", "SymbolRef", "UnitAttr", "find",
]  # fmt: skip
