"""`(%a) in_shardings=[...] out_shardings=[...] manual_axes={...} (%arg: T) {...} : (U) -> V`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import locations
from ..state import OperandRef
from . import keyed

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    state = reading.state
    assert state.op is not None
    reading.take(state.op.operands[0].name, parser.comma_separated("(", ")", parser.operand))
    for slot in slots:
        keyed.read(parser, reading, (slot,))
    state.attributes.update(parser.attribute_dictionary())
    arguments = parser.comma_separated("(", ")", lambda: _read_argument(parser))
    parser.region(state.add_region(), arguments)
    parser.expect(":")
    type_ = parser.function_type()
    reading.types.extend(type_.inputs)
    state.result_types.extend(type_.outputs)


def _read_argument(parser: Parser) -> tuple[OperandRef, Any]:
    ref = parser.operand()
    parser.expect(":")
    type_ = parser.type()
    locations.read_argument(parser, ref)
    return ref, type_


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    one_block = len(operation.regions) == 1 and len(operation.regions[0].blocks) == 1
    return one_block and all(keyed.fits(written, (slot,)) for slot in slots)


def write(
    printer: Printer, written: Written, slots: tuple[str, ...], *, spelled: tuple[str, ...] | None = None
) -> None:
    operation = written.operation
    entry = operation.regions[0].blocks[0]
    printer.emit(f"({printer.operands(operation.operands)})")
    for slot in slots:
        keyed.write(printer, written, (slot,))
    printer.attribute_dictionary(operation, spelled or slots)
    printer.emit(f" ({', '.join(map(printer.argument, entry.arguments))}) ")
    printer.region(operation.regions[0], arguments=False)
    printer.emit(f" : {printer.functional_type(operation)}")
