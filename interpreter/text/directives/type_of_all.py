"""The one type of all operands: `T`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    reading.types.extend([parser.type()] * len(reading.refs))


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return len({value.type for value in written.operation.operands}) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(str(written.operation.operands[0].type))
