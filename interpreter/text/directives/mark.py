"""A flag of an operation of `arith` that is there or not, by a word of its own: ` exact`, ` nneg`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import UNIT, UnitAttr

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    slot, word = slots
    if parser.accept(word):
        reading.state.attributes[slot] = UNIT


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return isinstance(written.operation.attributes.get(slots[0], UNIT), UnitAttr)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    slot, word = slots
    if slot in written.operation.attributes:
        printer.emit(f" {word}")
