"""Attributes as text, to the letter as MLIR prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...spec.attributes import (
    ArrayAttr,
    ComplexAttr,
    DictAttr,
    EnumAttribute,
    FloatAttr,
    IntegerAttr,
    Literal,
    OpaqueAttr,
    ResourceAttr,
    ResourceBlob,
    StructAttribute,
    SymbolRef,
    UnitAttr,
)
from ...spec.types import (
    F64,
    I1,
    SI64,
    BooleanType,
    Bounds,
    ElementType,
    FloatType,
    QuantizedType,
    Type,
    float_spelling,
)
from ..ir.locations import Location
from .print_dialect_attributes import enum_text, struct_text
from .print_literals import literal_body, splats
from .print_locations import location_text
from .print_strings import bare_or_quoted, quoted, symbol_text

ELIDED = "__elided__"
"""The resource that stands for a constant that is left out."""


class AttributeText:
    """Prints attributes. `resources` collects the data of those that stand at the end of the file.

    Constants of more than `elide` elements that are not all equal are left out; so is the data of resources of more.
    `dialect` is that of the operation whose attributes are printed: enumerations that CHLO shares with StableHLO are
    spelled with it.
    """

    def __init__(self, elide: int | None = None) -> None:
        self.resources: dict[str, ResourceBlob] = {}
        self.dialect = "stablehlo"
        self._elide = elide

    def __call__(self, attribute: Any, *, bare: bool = False) -> str:
        """Any attribute. With `bare`, the types `i64` and `f64` of numbers are left out, as inside of arrays."""
        match attribute:
            case bool():
                return "true" if attribute else "false"
            case str():
                return quoted(attribute)
            case IntegerAttr(value=value, type=type_):
                if type_ == I1:
                    return "true" if value else "false"
                return f"{value}" if bare and type_ == SI64 else f"{value} : {type_}"
            case FloatAttr(bits=bits, type=type_):
                text = float_spelling(bits, type_)
                return text if bare and type_ == F64 and not text.startswith("0x") else f"{text} : {type_}"
            case ComplexAttr(real=real, imag=imag):
                parts = ", ".join(float_spelling(part.bits, part.type) for part in (real, imag))
                return f"#complex.number<:{real.type} {parts}> : {attribute.type}"
            case UnitAttr():
                return "unit"
            case SymbolRef():
                return "::".join(symbol_text(part) for part in (attribute.name, *attribute.nested))
            case tuple():
                members: tuple[Any, ...] = attribute  # pyright: ignore[reportUnknownVariableType]
                return f"[{', '.join(self(member, bare=True) for member in members)}]"
            case DictAttr():
                return f"{{{self.entries(dict(attribute.entries))}}}"
            case ArrayAttr():
                return _array_text(attribute)
            case Literal() if self._elide is not None and attribute.array.size > self._elide and not splats(attribute):
                return f"dense_resource<{ELIDED}> : {attribute.type}"
            case Literal():
                return f"dense<{literal_body(attribute)}> : {attribute.type}"
            case ResourceAttr():
                if self._elide is None or attribute.type.size <= self._elide:
                    self.resources.setdefault(attribute.key, attribute.blob)
                return f"dense_resource<{bare_or_quoted(attribute.key)}> : {attribute.type}"
            case OpaqueAttr() | Bounds() | Type() | ElementType() | QuantizedType():
                return str(attribute)
            case EnumAttribute():
                return enum_text(attribute, self.dialect)
            case StructAttribute():
                return struct_text(attribute, self)
            case Location():
                return location_text(attribute, self)
            case _:
                raise TypeError(f"no text for an attribute of class {type(attribute).__name__}")

    def entries(self, attributes: Mapping[str, Any], names: Iterable[str] | None = None) -> str:
        """`a = 1 : i64, b`: the attributes of these names (by default all), sorted, without braces."""
        parts: list[str] = []
        for name in sorted(attributes if names is None else names):
            value = attributes[name]
            text = bare_or_quoted(name)
            parts.append(text if isinstance(value, UnitAttr) else f"{text} = {self(value)}")
        return ", ".join(parts)


def _array_text(attribute: ArrayAttr) -> str:
    """`array<i64: 1, 2>`."""
    if not attribute.values:
        return f"array<{attribute.element}>"
    return f"array<{attribute.element}: {', '.join(array_items(attribute))}>"


def array_items(attribute: ArrayAttr) -> list[str]:
    """The numbers of an array."""
    match attribute.element:
        case BooleanType():
            return ["true" if value else "false" for value in attribute.values]
        case FloatType() as element:
            return [float_spelling(value.bits, element) for value in attribute.values]
        case _:
            return [str(value) for value in attribute.values]
