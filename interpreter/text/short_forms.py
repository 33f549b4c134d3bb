"""Attributes in the short form that assembly formats give them: their kind says what need not be spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...spec.attributes import UNIT, ArrayAttr, EnumAttribute, FloatAttr, IntegerAttr, StructAttribute
from ...spec.lang.attribute_kinds import (
    ArrayKind,
    AttributeKind,
    BoolKind,
    FloatKind,
    InstanceKind,
    IntegerEnumKind,
    IntegerKind,
    StringKind,
    UnitKind,
    WrongKind,
)
from ...spec.lang.slots import Attribute
from ...spec.types import BooleanType, float_text
from .dialect_attributes import read_member

if TYPE_CHECKING:
    from .parser import Parser
    from .printer import Printer


def fits(slot: Attribute, attribute: Any) -> bool:
    """Whether the short form says all about this attribute."""
    if isinstance(slot.kind, ArrayKind) and not isinstance(attribute, ArrayAttr):
        return False
    try:
        slot.kind.read(attribute)
    except WrongKind:
        return False
    return True


def read_short(parser: Parser, slot: Attribute) -> Any:
    """The attribute of a slot."""
    if parser.kind == "hash":
        return parser.attribute()
    match slot.kind:
        case IntegerKind(type=type_):
            if not parser.at_integer():
                raise parser.error(f"expected an integer, found {parser.found()}")
            return parser.attribute(type_)
        case FloatKind(type=type_):
            return parser.attribute(type_)
        case IntegerEnumKind():
            return parser.attribute()
        case BoolKind():
            return _read_boolean(parser)
        case StringKind():
            return parser.string()
        case UnitKind():
            parser.expect(slot.name)
            return UNIT
        case ArrayKind(element=element):
            boolean = isinstance(element, BooleanType)
            one = (lambda: _read_boolean(parser)) if boolean else parser.int64
            return ArrayAttr(element, tuple(parser.comma_separated("[", "]", one)))
        case InstanceKind(type=type_) if issubclass(type_, EnumAttribute):
            return read_member(parser, type_)
        case _:
            return parser.attribute()


def _read_boolean(parser: Parser) -> bool:
    if parser.accept("true"):
        return True
    if parser.accept("false"):
        return False
    raise parser.error(f"expected 'true' or 'false', found {parser.found()}")


def short_text(printer: Printer, slot: Attribute, attribute: Any) -> str:
    """The short form of a slot's attribute."""
    from .print_attributes import array_items
    from .print_dialect_attributes import struct_body
    from .print_strings import quoted

    kind: AttributeKind = slot.kind
    match attribute:
        case IntegerAttr() if isinstance(kind, IntegerKind):
            return str(attribute.value)
        case FloatAttr() if isinstance(kind, FloatKind):
            return float_text(attribute.value)
        case str():
            return quoted(attribute)
        case ArrayAttr() if isinstance(kind, ArrayKind):
            return f"[{', '.join(array_items(attribute))}]"
        case EnumAttribute():
            return attribute.name
        case StructAttribute():
            return struct_body(attribute, printer.attribute)
        case _:
            return slot.name if isinstance(kind, UnitKind) else printer.attribute(attribute)
