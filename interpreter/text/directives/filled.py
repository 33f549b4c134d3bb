"""The tensor type of the result, from which those of operands follow: slots that are named have it too, those that
take one type only have that, and all others are elements of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....spec.lang.slots import Operand
from ....spec.lang.typesets import Exactly
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
    assert reading.state.op is not None
    expected = {slot.name: _expected(slot, type_, slots) for slot in reading.state.op.operands}
    for slot, (begin, end) in sorted(reading.places.items(), key=lambda item: item[1]):
        reading.types.extend([expected[slot]] * (end - begin))
    reading.state.result_types.append(type_)


def _expected(slot: Operand, type_: TensorType, slots: tuple[str, ...]) -> Any:
    if slot.name in slots:
        return type_
    return slot.types.type if isinstance(slot.types, Exactly) else type_.element


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    type_ = operation.results[0].type if operation.results else None
    if operation.op is None or not isinstance(type_, TensorType):
        return False
    return all(
        value.type == _expected(slot, type_, slots)
        for slot in operation.op.operands
        for value in written.values(slot.name)
    )


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(str(written.operation.results[0].type))
