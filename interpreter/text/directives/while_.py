"""A loop: `(%iterArg = %a, %iterArg_0 = %b) : T, U attributes {...} cond {...} do {...}`.

Both regions have the same arguments, which are named once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ir.core import Region, Value
from ..state import OperandRef

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True
_NAME = "iterArg"


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    state = reading.state
    names: list[OperandRef] = []
    values: list[OperandRef] = []

    def one() -> None:
        names.append(parser.operand())
        parser.expect("=")
        values.append(parser.operand())

    parser.comma_separated("(", ")", one)
    if values:
        parser.expect(":")
        reading.types.append(parser.type())
        while parser.accept(","):
            reading.types.append(parser.type())
        if len(reading.types) != len(values):
            raise parser.error(f"{len(values)} operands, but {len(reading.types)} types", parser.span(reading.start))
    reading.take(slots[0], values)
    state.result_types.extend(reading.types)
    if parser.accept("attributes"):
        state.attributes.update(parser.attribute_dictionary())
    arguments = list(zip(names, reading.types, strict=True))
    parser.expect("cond")
    parser.region(state.add_region(), arguments)
    parser.expect("do")
    parser.region(state.add_region(), arguments)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    types = [value.type for value in operation.operands]
    entries = [region.entry for region in operation.regions]
    return (
        len(entries) == 2
        and [value.type for value in operation.results] == types
        and all(entry is not None and [value.type for value in entry.arguments] == types for entry in entries)
    )


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    cond, body = operation.regions
    assert body.entry is not None
    pairs = zip(body.entry.arguments, operation.operands, strict=True)
    printer.emit(f"({', '.join(f'{printer.name(argument)} = {printer.name(value)}' for argument, value in pairs)})")
    if operation.operands:
        printer.emit(f" : {', '.join(str(value.type) for value in operation.operands)}")
    printer.attribute_dictionary(operation, keyword=True)
    printer.line()
    printer.emit("cond ")
    printer.region(cond, arguments=False)
    printer.emit(" do ")
    printer.region(body, arguments=False)


def argument_names(region: Region) -> dict[Value, str]:
    """Every argument is a carried value."""
    return {} if region.entry is None else dict.fromkeys(region.entry.arguments, _NAME)
