"""Operations that are spelled like one before, up to the names of values, are not read again but looked up.

Programs repeat themselves: `%7 = stablehlo.add %5, %6 : tensor<4xf32>` differs from many other lines in its names only.
The first such line is read token by token and kept as a template; what is left to do for the others is to look up the
operands. Whatever is not as expected (a name that is not known, a type that differs, an operation that takes several
lines) is left to the reader proper, which also finds the words for what is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...spec.lang.op import Op
from ...spec.record import record
from ..ir.core import Block, Operation, Span, Value
from . import locations
from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

_RESULT = lazy(r"%([0-9]++|[A-Za-z_$.-][A-Za-z0-9_$.-]*+)(?::([0-9]{1,6}+))? = ", re.ASCII)
_OPERAND = lazy(r"%([A-Za-z0-9_$.-]++(?:#[0-9]++)?)", re.ASCII)
_LONGEST_LINE = 600
_MOST_TEMPLATES = 1 << 14


@record
class _Template:
    """An operation without its values: `operands` and `results` are types. `changed` says what today's form is."""

    name: str
    op: Op | None
    attributes: dict[str, Any]
    properties: frozenset[str]
    operands: tuple[Any, ...]
    results: tuple[Any, ...]
    changed: tuple[str, ...]


class Templates:
    """The operations of a program that were read token by token, by their spelling without names."""

    __slots__ = ("_known", "_parser")

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._known: dict[str, _Template] = {}

    def read(self, block: Block) -> Operation | None:
        """The operation that stands here, appended to the block, where one like it was read before."""
        parser, start = self._parser, self._parser.start
        end = _end(parser.input, start)
        if end is None:
            return None
        head, key, names = self._split(start, end)
        template = self._known.get(key)
        if template is None:
            return None
        operands = parser.scopes.look_up(names, template.operands)
        if operands is None or (head is not None and not parser.scopes.is_new(head[1])):
            return None
        operation = Operation(template.name, template.op, operands, dict(template.attributes), template.results)
        if head is not None and not self._name_results(operation.results, head):
            return None
        operation.properties = template.properties
        operation.span = Span(parser.source, start, end)
        if template.changed:
            parser.remark(template.changed, start, end)
        parser.move(end)
        if parser.at_location():
            locations.read_for(parser, operation)
        return block.append(operation)

    def keep(self, operation: Operation, start: int, end: int, changed: tuple[str, ...]) -> None:
        """Makes an operation that was read token by token, from `start` to `end`, a template if it can be one."""
        if operation.regions or operation.successors or len(self._known) >= _MOST_TEMPLATES:
            return
        if _end(self._parser.input, start) != end:
            return
        _, key, names = self._split(start, end)
        types = tuple(value.type for value in operation.operands)
        if self._parser.scopes.look_up(names, types) != operation.operands:
            return  # operands in another order, or names in strings
        attributes, results = dict(operation.attributes), tuple(value.type for value in operation.results)
        self._known[key] = _Template(
            operation.name, operation.op, attributes, operation.properties, types, results, changed
        )

    def _split(self, start: int, end: int) -> tuple[re.Match[str] | None, str, list[str]]:
        """The names of results, all but the names (as one string), and the names of operands."""
        parser = self._parser
        head = _RESULT.match(parser.input, start)
        parts = _OPERAND.split(parser.input[head.end() if head else start : end])
        return head, "\n".join((parser.dialects[-1], *parts[::2])), parts[1::2]

    def _name_results(self, results: list[Value], head: re.Match[str]) -> bool:
        """Makes the results known by their name. False where it stands for another number of them."""
        name, count = head.groups()
        if len(results) != int(count or 1):
            return False
        span = Span(self._parser.source, head.start(), head.end(1))
        for index, value in enumerate(results):
            value.name = name if count is None else f"{name}#{index}"
            value.span = span
        self._parser.scopes.define(name, results, span.start)
        return True


def _end(text: str, start: int) -> int | None:
    """Where an operation that fills its line ends, its location left aside. None for long lines."""
    end = text.find("\n", start, start + _LONGEST_LINE)
    if end < 0:
        return None
    location = text.find(" loc(", start, end)
    return end if location < 0 else location
