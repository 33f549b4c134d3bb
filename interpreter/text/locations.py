"""Reads locations.

    location ::= 'unknown' | file | name | 'callsite' '(' location 'at' location ')' | fused | '#' alias
    file     ::= string ':' line ':' column ('to' line? ':' column)?
    name     ::= string ('(' location ')')?
    fused    ::= 'fused' ('<' attribute '>')? '[' location ,... ']'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..ir.core import Operation, Value
from ..ir.locations import (
    UNKNOWN,
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    NameLocation,
    OpaqueLocation,
)
from .nesting import MOST_LEVELS
from .state import OperandRef

if TYPE_CHECKING:
    from .parser import Parser


def read_trailing(parser: Parser) -> Location | None:
    """`loc(...)`, or nothing. An alias must be defined already."""
    if parser.kind == "location":
        alias = parser.text[5:-1]
        if alias not in parser.attribute_aliases:
            return _read_parenthesized(parser)
        location = _checked(parser, alias)
        parser.advance()
        return location
    return _read_parenthesized(parser) if parser.text == "loc" else None


def read_for(parser: Parser, operation: Operation) -> None:
    """`loc(...)` after an operation, or nothing. An alias may be defined later."""
    if parser.kind == "location":
        alias = parser.text[5:-1]
        if alias not in parser.attribute_aliases and "." not in alias:
            parser.deferred_locations.append((operation, alias, parser.start))
            parser.advance()
            return
    operation.location = read_trailing(parser)


def read_argument(parser: Parser, ref: OperandRef | None) -> None:
    """`loc(...)` after an argument, or nothing; `attach` gives it to the argument. An alias may be defined later."""
    if parser.at_location():
        holder = Operation("", None)
        read_for(parser, holder)
        if ref is not None:
            parser.located[ref.start] = holder


def attach(parser: Parser, ref: OperandRef, argument: Value) -> None:
    """Gives an argument the location that was read after it."""
    holder = parser.located.get(ref.start)
    if holder is not None:
        holder.operands.append(argument)
        argument.location = holder.location


def resolve_deferred(parser: Parser) -> None:
    """At the end of the text: operations and arguments get the locations that were defined after them.

    Raises ParseError.
    """
    for operation, alias, start in parser.deferred_locations:
        if alias not in parser.attribute_aliases:
            span = parser.span(start, start + len(alias) + 6)
            parser.complain(parser.error(f"location alias '#{alias}' is not defined", span))
            continue
        operation.location = _checked(parser, alias)
    for holder in parser.located.values():
        for argument in holder.operands:
            argument.location = holder.location


def _checked(parser: Parser, alias: str) -> Location:
    """The location that an alias stands for. Locations mean nothing here, so chains may be longer than `max_depth`."""
    location = parser.attribute_aliases.use(alias, MOST_LEVELS)
    if isinstance(location, Location):
        return location
    raise parser.error(f"alias '#{alias}' stands for an attribute that is no location")


def _read_parenthesized(parser: Parser) -> Location:
    if parser.kind == "location":
        parser.move(parser.start + len("loc"))
    else:
        parser.advance()
    begin = parser.here()
    parser.expect("(")
    location = read_location(parser)
    if parser.text != ")":
        raise parser.unclosed(")", "(", begin)
    parser.advance()
    return location


def read_location(parser: Parser) -> Location:
    """What stands inside `loc(...)`."""
    with parser.depth():
        if parser.kind == "string":
            return _read_file_or_name(parser)
        if parser.kind == "hash":
            return _read_alias(parser)
        match parser.text:
            case "unknown" | "?":
                parser.advance()
                return UNKNOWN
            case "callsite":
                return _read_call(parser)
            case "fused":
                return _read_fused(parser)
            case "loc":
                return _read_parenthesized(parser)
            case _:
                if parser.kind == "location":
                    return _read_parenthesized(parser)
                raise parser.error(f"expected a location, found {parser.found()}")


def _read_file_or_name(parser: Parser) -> Location:
    text = parser.string()
    if parser.accept(":"):
        line = parser.natural()
        parser.expect(":")
        column = parser.natural()
        if not parser.accept("to"):
            return FileLocation(text, line, column)
        end_line = line if parser.text == ":" else parser.natural()
        parser.expect(":")
        return FileLocation(text, line, column, end_line, parser.natural())
    if not parser.accept("("):
        return NameLocation(text)
    child = read_location(parser)
    parser.expect(")")
    return NameLocation(text, child)


def _read_call(parser: Parser) -> CallLocation:
    parser.advance()
    parser.expect("(")
    callee = read_location(parser)
    parser.expect("at")
    caller = read_location(parser)
    parser.expect(")")
    return CallLocation(callee, caller)


def _read_fused(parser: Parser) -> Location:
    parser.advance()
    metadata = None
    if parser.accept("<"):
        metadata = parser.attribute()
        parser.expect(">")
    members = parser.comma_separated("[", "]", lambda: read_location(parser))
    return _fuse(members, metadata)


def _fuse(members: list[Location], metadata: Any) -> Location:
    """Several locations as one: each once, without unknown ones; what is fused the same way is taken apart."""
    parts: dict[Location, None] = {}
    for member in members:
        if isinstance(member, FusedLocation) and member.metadata == metadata:
            parts.update(dict.fromkeys(member.members))
        elif member != UNKNOWN:
            parts[member] = None
    if metadata is None and len(parts) < 2:
        return next(iter(parts), UNKNOWN)
    return FusedLocation(tuple(parts) or (UNKNOWN,), metadata)


def _read_alias(parser: Parser) -> Location:
    start, alias = parser.start, parser.text[1:]
    if alias in parser.attribute_aliases:
        location = _checked(parser, alias)
        parser.advance()
        return location
    attribute = parser.attribute()
    if isinstance(attribute, Location):
        return attribute
    return OpaqueLocation(parser.kept(start))
