"""Reads regions and blocks.

    region ::= '{' operation* (label operation*)* '}'        label ::= '^' name ('(' %name ':' type ,... ')')? ':'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...spec.types import ElementType, QuantizedType, Type
from ..ir.core import Block, Region
from . import locations, operations
from .state import OperandRef

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType


def read_region(parser: Parser, region: Region, arguments: list[tuple[OperandRef, AnyType]] | None) -> None:
    """`{ ... }`. With `arguments` the entry block has no label and takes these."""
    owner = region.parent
    isolated = operations.isolated(owner)
    begin = parser.here()
    if parser.text != "{":
        raise parser.error(f"expected a region in '{{', found {parser.found()}")
    with parser.depth():
        parser.scopes.enter(isolated=isolated, graph=operations.unordered(owner))
        if parser.recovery is not None:
            parser.recovery.begin_region(owner)
        parser.dialects.append(operations.DEFAULT_DIALECTS.get(owner.name, ""))
        parser.advance()
        if arguments is not None:
            _add_arguments(parser, begin_block(parser, region, Block(region), ""), arguments)
            if parser.kind == "label":
                raise parser.error("the entry block has its arguments already and takes no label")
        if not parser.at("}"):
            _read_blocks(parser, region)
        closed = parser.at("}")
        if not closed:
            parser.complain(parser.error(f"expected '}}', found {parser.found()}", notes=(parser.opened("{", begin),)))
        parser.scopes.leave(isolated=isolated)
        parser.dialects.pop()
        if closed:
            parser.advance()


def _read_blocks(parser: Parser, region: Region) -> None:
    block = region.blocks[-1] if region.blocks else None
    recovery = parser.recovery
    while parser.text != "}":
        if parser.kind == "label":
            block = _read_label(parser, region) if recovery is None else recovery.read_label(region, _read_label)
            continue
        if parser.kind == "end":
            return
        if block is None:
            block = begin_block(parser, region, Block(region, "", parser.here()), "")
        if recovery is None:
            operations.read_operation(parser, block)
        else:
            recovery.attempt(block, operations.read_operation)


def begin_block(parser: Parser, region: Region, block: Block, label: str) -> Block:
    """Appends a block, which is filled from now on."""
    region.blocks.append(block)
    parser.scopes.begin_block(block)
    if label:
        parser.scopes.keep_block(label, block)
    return block


def _read_label(parser: Parser, region: Region) -> Block:
    """`^name(%a: type, ...):`."""
    label, span = parser.text[1:], parser.here()
    known = parser.scopes.define_block(label, span.start)
    parser.advance()
    block = known or Block(region, label)
    block.span = span
    begin_block(parser, region, block, label)
    if parser.text == "(":
        arguments = parser.comma_separated("(", ")", lambda: _read_argument(parser))
        _add_arguments(parser, block, arguments)
    parser.expect(":")
    return block


def _read_argument(parser: Parser) -> tuple[OperandRef, AnyType]:
    ref = parser.operand()
    parser.expect(":")
    type_ = parser.type()
    locations.read_argument(parser, ref)
    return ref, type_


def _add_arguments(parser: Parser, block: Block, arguments: list[tuple[OperandRef, AnyType]]) -> None:
    for ref, type_ in arguments:
        if ref.index:
            raise parser.error("a block argument has no number", ref.span(parser.source))
        value = block.add_argument(type_, ref.name, ref.span(parser.source))  # pyright: ignore[reportArgumentType]
        if parser.located:
            locations.attach(parser, ref, value)
        values = [value]
        parser.scopes.define(ref.name, values, ref.start)
