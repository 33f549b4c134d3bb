"""The tuple type of the result, which says the types of the operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.types import TupleType

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    type_ = parser.type()
    if not isinstance(type_, TupleType):
        raise parser.error("expected a tuple type", parser.span(start))
    reading.types.extend(type_.elements)
    reading.state.result_types.append(type_)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    made = TupleType(tuple(value.type for value in operation.operands))  # pyright: ignore[reportArgumentType]
    return [value.type for value in operation.results] == [made]


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(str(written.operation.results[0].type))
