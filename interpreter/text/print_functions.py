"""Prints modules and functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...spec.attributes import DictAttr
from ...spec.types import FunctionType
from ..ir.core import Operation, Value
from .print_strings import symbol_text

if TYPE_CHECKING:
    from .printer import Printer

_SPELLED = ("sym_name", "sym_visibility", "function_type", "arg_attrs", "res_attrs")
_VISIBILITIES = ("public", "private", "nested")


def write_module(printer: Printer, operation: Operation) -> bool:
    """`module @name attributes {...} {...}`. False where the module cannot be printed so."""
    name = operation.attributes.get("sym_name")
    if len(operation.regions) != 1 or operation.operands or operation.results or not isinstance(name, str | None):
        return False
    printer.emit(printer.short_name(operation.name))
    if name is not None:
        printer.emit(f" {symbol_text(name)}")
    printer.attribute_dictionary(operation, ("sym_name",), keyword=True)
    printer.emit(" ")
    printer.region(operation.regions[0])
    return True


def write_function(printer: Printer, operation: Operation) -> bool:
    """`func.func private @name(...) -> ... attributes {...} {...}`. False where the function cannot be printed so."""
    if not _fits(operation):
        return False
    attributes = operation.attributes
    type_: FunctionType = attributes["function_type"]
    entry = operation.regions[0].entry
    visibility = attributes.get("sym_visibility")
    printer.emit(printer.short_name(operation.name))
    printer.emit(f" {'' if visibility is None else f'{visibility} '}{symbol_text(attributes['sym_name'])}")
    arguments = () if entry is None else entry.arguments
    printer.emit(f"({_list(printer, type_.inputs, attributes.get('arg_attrs'), arguments)})")
    if type_.outputs:
        results = _list(printer, type_.outputs, attributes.get("res_attrs"))
        bare = len(type_.outputs) == 1 and not results.endswith("}") and not results.startswith("(")
        printer.emit(f" -> {results if bare else f'({results})'}")
    printer.attribute_dictionary(operation, _SPELLED, keyword=True)
    if entry is not None:
        printer.emit(" ")
        printer.region(operation.regions[0], arguments=False)
    return True


def _fits(operation: Operation) -> bool:
    attributes = operation.attributes
    type_ = attributes.get("function_type")
    if not isinstance(type_, FunctionType) or not isinstance(attributes.get("sym_name"), str):
        return False
    if attributes.get("sym_visibility") not in (None, *_VISIBILITIES):
        return False
    if len(operation.regions) != 1 or operation.operands or operation.results:
        return False
    for key, count in (("arg_attrs", len(type_.inputs)), ("res_attrs", len(type_.outputs))):
        listed = attributes.get(key)
        if listed is not None and not _dictionaries(listed, count):
            return False
    entry = operation.regions[0].entry
    return entry is None or tuple(argument.type for argument in entry.arguments) == type_.inputs


def _dictionaries(listed: object, count: int) -> bool:
    """Whether this is an array of so many dictionaries."""
    members: tuple[Any, ...] = listed if isinstance(listed, tuple) else ()  # pyright: ignore[reportUnknownVariableType]
    return len(members) == count and all(isinstance(one, DictAttr) for one in members)


def _list(
    printer: Printer, types: Sequence[Any], attributes: Sequence[DictAttr] | None, arguments: Sequence[Value] = ()
) -> str:
    """`%a: T {...}, %b: U`, or only types with what belongs to them."""
    parts: list[str] = []
    for index, type_ in enumerate(types):
        entries = attributes[index].entries if attributes else ()
        suffix = f" {{{printer.attribute.entries(dict(entries))}}}" if entries else ""
        if arguments:
            argument = arguments[index]
            parts.append(f"{printer.name(argument)}: {type_}{suffix}{printer.argument_location(argument)}")
        else:
            parts.append(f"{type_}{suffix}")
    return ", ".join(parts)


WRITERS: dict[str, Callable[[Printer, Operation], bool]] = {
    "builtin.module": write_module,
    "func.func": write_function,
}
"""Operations whose pretty form no assembly format describes."""
