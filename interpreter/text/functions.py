"""Reads modules and functions.

    module   ::= 'module' symbol? ('attributes' dictionary)? region
    func     ::= 'func' visibility? symbol '(' argument ,... ')' ('->' results)? ('attributes' dictionary)? region?
    argument ::= %name ':' type dictionary? location?        (in a function without body: type dictionary? location?)
    results  ::= type | '(' type dictionary? ,... ')'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...spec.attributes import DictAttr
from ...spec.record import record
from ...spec.types import ElementType, FunctionType, QuantizedType, Type
from ..ir.core import Block, Region
from . import locations
from .state import OperandRef, OperationState

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

_VISIBILITIES = ("public", "private", "nested")


@record
class _Argument:
    ref: OperandRef | None
    type: AnyType
    attributes: dict[str, Any]


def read_module(parser: Parser, state: OperationState) -> None:
    """`module`, after that word."""
    if parser.at_symbol():
        state.attributes["sym_name"] = parser.symbol_name()
    _read_more_attributes(parser, state)
    region = state.add_region()
    parser.region(region)
    ensure_block(region)


def ensure_block(region: Region) -> None:
    """A module's region has one block, also where it is empty."""
    if not region.blocks:
        region.blocks.append(Block(region))


def read_function(parser: Parser, state: OperationState) -> None:
    """`func.func`, after that word."""
    if parser.text in _VISIBILITIES:
        state.attributes["sym_visibility"] = parser.keyword()
    state.attributes["sym_name"] = parser.symbol_name()
    arguments = parser.comma_separated("(", ")", lambda: _read_argument(parser))
    named = [argument for argument in arguments if argument.ref is not None]
    if named and len(named) != len(arguments):
        raise parser.error("either all arguments have names or none")
    results = _read_results(parser) if parser.accept("->") else []
    inputs = tuple(argument.type for argument in arguments)
    outputs = tuple(result.type for result in results)
    state.attributes["function_type"] = FunctionType(inputs, outputs)  # pyright: ignore[reportArgumentType]
    for key, values in (("arg_attrs", arguments), ("res_attrs", results)):
        if any(value.attributes for value in values):
            state.attributes[key] = tuple(DictAttr(tuple(value.attributes.items())) for value in values)
    _read_more_attributes(parser, state)
    region = state.add_region()
    if parser.text != "{":
        if named:
            raise parser.error(f"expected the body of a function with named arguments, found {parser.found()}")
        return
    if len(named) != len(arguments):
        raise parser.error("the arguments of a function with a body need names")
    start = parser.start
    parser.region(region, [(argument.ref, argument.type) for argument in named if argument.ref is not None])
    if not region.blocks[0].operations and len(region.blocks) == 1:
        raise parser.error("the body of a function is empty", parser.span(start))


def read_versioned(parser: Parser, state: OperationState) -> None:
    """`vhlo.func_v1`, after that word: `@name(%a: type, ...) -> (type, ...) {...} {attributes}`.

    A function without a body has an empty one.
    """
    state.attributes["sym_name"] = parser.symbol_name()
    arguments = parser.comma_separated("(", ")", lambda: _read_argument(parser))
    results = _read_results(parser) if parser.accept("->") else []
    inputs, outputs = (tuple(one.type for one in listed) for listed in (arguments, results))
    state.attributes["function_type"] = FunctionType(inputs, outputs)  # pyright: ignore[reportArgumentType]
    region = state.add_region()
    named = [(argument.ref, argument.type) for argument in arguments if argument.ref is not None]
    if len(named) != len(arguments):
        raise parser.error("the arguments of a function need names")
    parser.region(region, named)
    if len(region.blocks) == 1 and not region.blocks[0].operations:
        region.blocks.clear()
    state.attributes.update(parser.attribute_dictionary())


def _read_argument(parser: Parser) -> _Argument:
    ref = None
    if parser.at_operand():
        ref = parser.operand()
        parser.expect(":")
    type_ = parser.type()
    attributes = parser.attribute_dictionary()
    locations.read_argument(parser, ref)
    return _Argument(ref, type_, attributes)


def _read_results(parser: Parser) -> list[_Argument]:
    if parser.text != "(":
        return [_Argument(None, parser.type(), {})]
    return parser.comma_separated("(", ")", lambda: _read_result(parser))


def _read_result(parser: Parser) -> _Argument:
    return _Argument(None, parser.type(), parser.attribute_dictionary())


def _read_more_attributes(parser: Parser, state: OperationState) -> None:
    """`attributes {...}`, which cannot say again what the syntax says."""
    if not parser.accept("attributes"):
        return
    start = parser.start
    if parser.text != "{":
        raise parser.error(f"expected '{{', found {parser.found()}")
    more = parser.attribute_dictionary()
    reserved = ("sym_name", "function_type", "sym_visibility", "arg_attrs", "res_attrs")
    mine = ("sym_name",) if state.name == "builtin.module" else reserved
    for name in more:
        if name in state.attributes or (name in mine and state.name != "builtin.module"):
            raise parser.error(f"attribute '{name}' cannot stand here: the syntax says it", parser.span(start))
    state.attributes.update(more)
