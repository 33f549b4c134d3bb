"""A string in the form of a symbol: `@name`, `@"any name"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..print_strings import symbol_text

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    reading.state.attributes[slots[0]] = parser.symbol_name()


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return isinstance(written.operation.attributes.get(slots[0]), str)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(symbol_text(written.operation.attributes[slots[0]]))
