"""A size that stands in the program: `3`, of type index. The result has the only type that its slot takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import IntegerAttr
from ....spec.types import INDEX
from ...ir.core import Operation
from . import inferred

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    reading.state.attributes[slots[0]] = IntegerAttr(parser.int64(), INDEX)
    reading.state.attributes.update(parser.attribute_dictionary())
    inferred.read(parser, reading, ())


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    attribute = written.operation.attributes.get(slots[0])
    return isinstance(attribute, IntegerAttr) and attribute.type == INDEX and inferred.fits(written, ())


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(str(written.operation.attributes[slots[0]].value))
    printer.attribute_dictionary(written.operation, slots)


def result_name(operation: Operation) -> str:
    """`%c3`."""
    return f"c{next(iter(operation.attributes.values())).value}"
