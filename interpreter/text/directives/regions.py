"""A variadic number of regions: ` ({...}, {...})`, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    if parser.at("("):
        parser.comma_separated("(", ")", lambda: parser.region(reading.state.add_region()))


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    regions = written.operation.regions
    if not regions:
        return
    printer.emit(" (")
    for index, region in enumerate(regions):
        if index:
            printer.emit(", ")
        printer.region(region)
    printer.emit(")")
