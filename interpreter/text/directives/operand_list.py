"""A variadic operand with a comma after each value: `%a, %b,`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state import OperandRef

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    refs: list[OperandRef] = []
    while parser.at_operand():
        refs.append(parser.operand())
        parser.expect(",")
    reading.take(slots[0], refs)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(f"{printer.operands(written.values(slots[0]))},")


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    # A lone comma could not be told from the one before it.
    return bool(written.operands) and bool(written.values(slots[0]))
