"""`%witness -> (T) {...}`: types of results where there are some, and a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.lang.typesets import Exactly

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    state = reading.state
    assert state.op is not None
    witness = state.op.operands[0]
    reading.take(witness.name, [parser.operand()])
    assert isinstance(witness.types, Exactly)
    reading.types.append(witness.types.type)
    if parser.accept("->"):
        state.result_types.extend(parser.comma_separated("(", ")", parser.type))  # pyright: ignore[reportArgumentType]
    parser.region(state.add_region())


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return len(written.operation.regions) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    printer.emit(printer.operands(operation.operands))
    if operation.results:
        printer.emit(f" -> ({', '.join(str(value.type) for value in operation.results)})")
    printer.emit(" ")
    printer.region(operation.regions[0])
