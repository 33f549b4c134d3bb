"""A mesh with its name: `@mesh = <["x"=2]>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..print_strings import symbol_text
from . import annotation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    reading.state.attributes[slots[0]] = parser.symbol_name()
    parser.expect("=")
    annotation.read(parser, reading, slots[1:])


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return isinstance(written.operation.attributes.get(slots[0]), str) and annotation.fits(written, slots[1:])


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(f"{symbol_text(written.operation.attributes[slots[0]])} = ")
    annotation.write(printer, written, slots[1:])
