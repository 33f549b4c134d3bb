"""Attributes as they were written once, in today's form, by the kind of the slot that holds them.

- an array of numbers was a tensor constant, or a list of numbers;
- a member of an enumeration was its name as a string (`"LT"`), the algorithm of random bits its number;
- a structured attribute was a dictionary of its fields;
- a flag was a boolean.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from ...spec.attributes import (
    UNIT,
    ArrayAttr,
    DictAttr,
    EnumAttribute,
    IntegerAttr,
    Literal,
    StructAttribute,
)
from ...spec.attributes.rng_algorithm import RngAlgorithm
from ...spec.lang.attribute_kinds import (
    MOST,
    ArrayKind,
    AttributeKind,
    InstanceKind,
    IntegerEnumKind,
    ListKind,
    UnitKind,
)

ABSENT = object()
"""What is said by leaving the attribute out."""


def may_be_old(kind: AttributeKind) -> bool:
    """Whether attributes of this kind were written otherwise once."""
    match kind:
        case ArrayKind() | UnitKind() | IntegerEnumKind():
            return True
        case InstanceKind(type=type_):
            return issubclass(type_, (EnumAttribute, StructAttribute))
        case ListKind(member=member):
            return may_be_old(member)
        case _:
            return False


def of_today(kind: AttributeKind, attribute: Any) -> Any:
    """The attribute in today's form: the same object where it has that, or where it is not understood."""
    match kind:
        case ArrayKind():
            return _array(kind, attribute)
        case UnitKind() if isinstance(attribute, bool):
            return UNIT if attribute else ABSENT
        case IntegerEnumKind() if isinstance(attribute, kind.type):
            return kind.build(attribute)
        case InstanceKind(type=type_) if issubclass(type_, EnumAttribute):
            return _member(type_, attribute)
        case InstanceKind(type=type_) if issubclass(type_, StructAttribute) and isinstance(attribute, DictAttr):
            return structure(type_, dict(attribute.entries)) or attribute
        case ListKind(member=member) if isinstance(attribute, tuple):
            parts: tuple[Any, ...] = attribute  # pyright: ignore[reportUnknownVariableType]
            members = tuple(of_today(member, part) for part in parts)
            return members if any(new is not old for new, old in zip(members, parts, strict=True)) else parts
        case _:
            return attribute


def _array(kind: ArrayKind, attribute: Any) -> Any:
    match attribute:
        case Literal(type=type_) if type_.element == kind.element:
            numbers = _plain(attribute)
            return attribute if numbers is attribute else ArrayAttr(kind.element, numbers)
        case tuple():
            numbers: tuple[Any, ...] = attribute  # pyright: ignore[reportUnknownVariableType]
            if all(isinstance(one, IntegerAttr) and one.type == kind.element for one in numbers):
                return ArrayAttr(kind.element, tuple(one.value for one in numbers))
        case _:
            pass
    return attribute


def _member(type_: type[EnumAttribute], attribute: Any) -> Any:
    if isinstance(attribute, str):
        return type_.__members__.get(attribute, attribute)
    if isinstance(attribute, IntegerAttr) and type_ is RngAlgorithm:
        return next((member for member in type_ if member.value == attribute.value), attribute)
    return attribute


def structure(type_: type[Any], fields: dict[str, Any]) -> Any:
    """A structured attribute from builtin attributes for its fields; None where they do not fit."""
    known = {field.name: field for field in dataclasses.fields(type_)}
    values = {name: _plain(value) for name, value in fields.items()}
    required = {name for name, field in known.items() if field.default is dataclasses.MISSING}
    if not required <= values.keys() <= known.keys() or None in values.values():
        return None
    if any(not _fits(str(known[name].type), value) for name, value in values.items()):
        return None
    return type_(**values)


def _plain(attribute: Any) -> Any:
    """A number, or a tuple of numbers, without its type."""
    match attribute:
        case IntegerAttr(value=value):
            return value
        case Literal(type=type_, array=array) if type_.rank == 1 and array.size <= MOST:
            return tuple(array.tolist())
        case ArrayAttr(values=values):
            return values
        case _:
            return attribute


def _fits(annotation: str, value: Any) -> bool:
    """Whether a plain value can stand for a field that is declared so."""
    match annotation:
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "tuple[int, ...]":
            members: tuple[Any, ...] = value if isinstance(value, tuple) else (None,)  # pyright: ignore[reportUnknownVariableType]
            return all(isinstance(one, int) and not isinstance(one, bool) for one in members)
        case "bool":
            return isinstance(value, bool)
        case "ElementType":
            from ...spec.types import ElementType

            return isinstance(value, ElementType)
        case _:
            return False
