"""An operand and the tensor constant that it is compared with, which gives its type: `%a, dense<1> : tensor<i32>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import Literal, ResourceAttr

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    reading.take(slots[0], [parser.operand()])
    parser.expect(",")
    start = parser.start
    value = parser.attribute()
    if not isinstance(value, (Literal, ResourceAttr)):
        raise parser.error("expected a tensor constant like 'dense<1> : tensor<2xi32>'", parser.span(start))
    reading.state.attributes[slots[1]] = value
    reading.types.append(value.type)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    value = written.operation.attributes.get(slots[1])
    return isinstance(value, (Literal, ResourceAttr)) and written.operation.operands[0].type == value.type


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    value = printer.attribute(written.operation.attributes[slots[1]])
    printer.emit(f"{printer.operands(written.values(slots[0]))}, {value}")
