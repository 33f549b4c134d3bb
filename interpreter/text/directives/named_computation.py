"""A computation with a name: `<"name">(%a) in_shardings=[...] out_shardings=[...] (%arg: T) {...} : (U) -> V`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..print_strings import quoted
from . import manual_computation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    parser.expect("<")
    reading.state.attributes[slots[0]] = parser.string()
    parser.expect(">")
    manual_computation.read(parser, reading, slots[1:])


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return isinstance(written.operation.attributes.get(slots[0]), str) and manual_computation.fits(written, slots[1:])


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(f"<{quoted(written.operation.attributes[slots[0]])}>")
    manual_computation.write(printer, written, slots[1:], spelled=slots)
