"""A tensor constant `dense<...> : type` whose type is that of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import Literal, ResourceAttr

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    value = parser.attribute()
    if not isinstance(value, (Literal, ResourceAttr)):
        raise parser.error("expected a tensor constant like 'dense<1> : tensor<2xi32>'", parser.span(start))
    reading.state.attributes[slots[0]] = value
    reading.state.result_types.append(value.type)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    value = written.operation.attributes.get(slots[0])
    return isinstance(value, (Literal, ResourceAttr)) and [x.type for x in written.operation.results] == [value.type]


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(printer.attribute(written.operation.attributes[slots[0]]))
