"""`P, T`: the type of the predicate, and the one type of both choices and the result; else `(P, T, U) -> R`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.types import FunctionType

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    first = parser.type()
    if isinstance(first, FunctionType):
        reading.types.extend(first.inputs)
        reading.state.result_types.extend(first.outputs)
        return
    second = parser.type() if parser.accept(",") else None
    if second is None or parser.text == ",":
        raise parser.error("expected two types or one of functions", parser.span(start))
    reading.types.extend([first, second, second])
    reading.state.result_types.append(second)  # pyright: ignore[reportArgumentType]


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return len(written.operation.operands) == 3 and len(written.operation.results) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    predicate, on_true, on_false = (value.type for value in operation.operands)
    if on_true == on_false == operation.results[0].type:
        printer.emit(f"{predicate}, {on_true}")
    else:
        printer.emit(printer.functional_type(operation))
