"""The type of the complex result, where both operands have its real type; else `(T, U) -> R`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.types import ComplexType, FunctionType, TensorType

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    type_ = parser.type()
    if isinstance(type_, FunctionType):
        reading.types.extend(type_.inputs)
        reading.state.result_types.extend(type_.outputs)
        return
    part = _parts(type_)
    if part is None:
        raise parser.error("expected a tensor type of complex elements", parser.span(start))
    reading.types.extend([part, part])
    reading.state.result_types.append(type_)  # pyright: ignore[reportArgumentType]


def _parts(type_: object) -> TensorType | None:
    """The type of real and imaginary parts."""
    if isinstance(type_, TensorType) and isinstance(type_.element, ComplexType):
        return type_.with_element(type_.element.part)
    return None


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return len(written.operation.results) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    type_ = operation.results[0].type
    part = _parts(type_)
    if all(value.type == part for value in operation.operands):
        printer.emit(str(type_))
    else:
        printer.emit(printer.functional_type(operation))
