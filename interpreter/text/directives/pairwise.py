"""Operands whose types are those of the results: `%a, %b : T, U`, or `()` where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state import OperandRef

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    refs: list[OperandRef] = []
    if parser.accept("("):
        parser.expect(")")
    else:
        refs.append(parser.operand())
        while parser.accept(","):
            refs.append(parser.operand())
        parser.expect(":")
        types = [parser.type()]
        while parser.accept(","):
            types.append(parser.type())
        reading.types.extend(types)
        reading.state.result_types.extend(types)  # pyright: ignore[reportArgumentType]
    reading.take(slots[0], refs)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    return [value.type for value in operation.operands] == [value.type for value in operation.results]


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operands = written.operation.operands
    if operands:
        printer.emit(f" {printer.operands(operands)} : {', '.join(str(value.type) for value in operands)}")
    else:
        printer.emit("()")
