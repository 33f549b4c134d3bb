"""The tensor type of the result; all operands are elements of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.types import TensorType

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    type_ = parser.type()
    if not isinstance(type_, TensorType):
        raise parser.error("expected a tensor type", parser.span(start))
    reading.types.extend([type_.element] * len(reading.refs))
    reading.state.result_types.append(type_)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    type_ = operation.results[0].type if operation.results else None
    return isinstance(type_, TensorType) and all(value.type == type_.element for value in operation.operands)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(str(written.operation.results[0].type))
