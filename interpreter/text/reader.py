"""Reads whole programs, and single types, attributes and literals."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from ...spec.attributes import Literal
from ...spec.lang.registry import find
from ...spec.types import ElementType, QuantizedType, Type
from ..diagnostics import Diagnostic, LimitExceeded, ParseError, diagnose
from ..ir.core import Block, Module, Operation, Source, Span
from ..limits import Limits
from . import functions, locations, operations, resources
from .depth import stack_room
from .nesting import Aliases
from .parser import Parser

T = TypeVar("T")


def decode(name: str, data: bytes) -> Source:
    """The source of a program in bytes. Bytes that are not UTF-8 are let through, and refused outside of strings."""
    return Source(name, data.decode("utf-8", "surrogateescape"))


def read_module(source: Source, *, limits: Limits | None = None, allow_unregistered: bool = False) -> Module:
    """The program that a text holds.

    A text with other operations than one module is the body of a module without name. Raises ParseError, LimitExceeded.
    """
    limits = limits or Limits()
    _check_size(source, limits)
    return _guarded(source, limits, lambda: _read_module(Parser(source, limits, allow_unregistered=allow_unregistered)))


class Survey(NamedTuple):
    """A text with errors: what could be read of it, what is wrong with it, and what is not to be judged."""

    module: Module | None
    problems: list[Diagnostic]
    doubtful: frozenset[Operation]


def survey(source: Source, *, limits: Limits | None = None, allow_unregistered: bool = False) -> Survey:
    """Reads a text to its end, whatever is wrong with it. A limit that is passed is one of the problems."""
    from .recovery import MOST_PROBLEMS, Recovery, TooMany

    limits, recovery, module = limits or Limits(), Recovery(), None

    def read_on() -> Module:
        return _read_module(Parser(source, limits, allow_unregistered=allow_unregistered, recovery=recovery))

    try:
        module = _guarded(source, limits, read_on)
    except (ParseError, LimitExceeded) as error:
        recovery.problems.extend(error.diagnostics)
    except TooMany:
        end = Span(source, len(source.text), len(source.text))
        recovery.problems.append(diagnose(f"{MOST_PROBLEMS} problems: the rest is not read", end))
    return Survey(module, recovery.problems, recovery.doubts(module))


def read_type(text: str, *, limits: Limits | None = None) -> Type | ElementType | QuantizedType:
    """One type. Raises ParseError, LimitExceeded."""
    return _read_whole(text, limits, Parser.type)


def read_attribute(text: str, *, limits: Limits | None = None) -> Any:
    """One attribute. Raises ParseError, LimitExceeded."""
    return _read_whole(text, limits, Parser.attribute)


def read_literal(text: str, *, limits: Limits | None = None) -> Literal:
    """One tensor constant: `dense<1> : tensor<2xi32>`. Raises ParseError, LimitExceeded."""

    def read(parser: Parser) -> Literal:
        attribute = parser.attribute()
        if isinstance(attribute, Literal):
            return attribute
        raise parser.error("this is no tensor constant that can be computed with", parser.span(0))

    return _read_whole(text, limits, read)


def _read_whole(text: str, limits: Limits | None, read: Callable[[Parser], T]) -> T:
    """What the whole text stands for."""
    source, limits = Source("<text>", text), limits or Limits()
    _check_size(source, limits)

    def read_all() -> T:
        parser = Parser(source, limits)
        found = read(parser)
        if parser.kind != "end":
            raise parser.error(f"expected the end of the text, found {parser.found()}")
        return found

    return _guarded(source, limits, read_all)


def _check_size(source: Source, limits: Limits) -> None:
    most, text = limits.max_source_bytes, source.text
    if most is None or len(text) * 4 <= most:
        return
    size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
    if size > most:
        message = f"{source.name} has {size} bytes, the limit is {most} (max_source_bytes)"
        raise LimitExceeded(diagnose(message), limit="max_source_bytes")


def _guarded(source: Source, limits: Limits, read: Callable[[], T]) -> T:
    """Reads with room on the stack for as much nesting as the limit allows."""
    try:
        with stack_room(limits.max_depth), _no_collection():
            return read()
    except RecursionError:
        message = f"nested too deeply for this Python (max_depth is {limits.max_depth})"
        raise LimitExceeded(diagnose(message, Span(source, 0, 0)), limit="max_depth") from None
    except MemoryError:
        message = f"there is not enough memory to read {source.name}"
        raise LimitExceeded(diagnose(message, Span(source, 0, 0)), limit="max_bytes") from None


@contextmanager
def _no_collection() -> Generator[None]:
    """Everything that reading makes is kept: looking for garbage in it would take half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_module(parser: Parser) -> Module:
    """Everything up to the end of the text."""
    around = Operation("builtin.module", find("builtin.module"), span=parser.span(0, len(parser.input)))
    region = around.add_region()
    functions.ensure_block(region)
    block = region.blocks[0]
    parser.scopes.enter(isolated=True, graph=True)
    parser.scopes.begin_block(block)
    while parser.kind != "end":
        if parser.recovery is None:
            _read_item(parser, block)
        else:
            parser.recovery.attempt(block, _read_item)
    locations.resolve_deferred(parser)
    parser.scopes.leave(isolated=True)
    module = Module(_the_module(block) or around, parser.source)
    module.upgrades = tuple((said, Span(parser.source, *place)) for said, *place in sorted(parser.upgrades, key=_place))
    return module


def _place(upgrade: tuple[str, int, int]) -> int:
    return upgrade[1]


def _read_item(parser: Parser, block: Block) -> None:
    """An alias, the section of resources, or an operation."""
    if parser.kind == "hash":
        _read_attribute_alias(parser)
    elif parser.kind == "bang":
        _read_type_alias(parser)
    elif parser.text == "{-#":
        resources.read_section(parser)
    else:
        operations.read_operation(parser, block)


def _the_module(block: Block) -> Operation | None:
    """The module that is all there is in a text, if so."""
    if len(block.operations) != 1 or block.operations[0].name != "builtin.module":
        return None
    operation = block.operations[0]
    operation.parent = None
    return operation


def _read_attribute_alias(parser: Parser) -> None:
    """`#name = attribute`."""
    name = _read_alias_name(parser, parser.attribute_aliases)
    parser.attribute_aliases.define(name, parser.attribute())


def _read_type_alias(parser: Parser) -> None:
    """`!name = type`."""
    name = _read_alias_name(parser, parser.type_aliases)
    parser.type_aliases.define(name, parser.type())


def _read_alias_name(parser: Parser, known: Aliases) -> str:
    name = parser.text[1:]
    if "." in name:
        raise parser.error("the name of an alias has no '.'")
    if name in known:
        raise parser.error(f"alias '{parser.text}' is defined twice")
    parser.advance()
    parser.expect("=")
    known.begin()
    return name
