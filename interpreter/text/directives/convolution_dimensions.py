"""Dimension numbers of a convolution: `[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes.conv import ConvDimensionNumbers
from ..convolution import read_convolution
from ..print_dialect_attributes import convolution_dimensions

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    if parser.kind == "hash":
        reading.state.attributes[slots[0]] = parser.attribute()
    else:
        reading.state.attributes[slots[0]] = read_convolution(parser)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    numbers = written.operation.attributes.get(slots[0])
    return isinstance(numbers, ConvDimensionNumbers) and convolution_dimensions(numbers) is not None


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(convolution_dimensions(written.operation.attributes[slots[0]]) or "")
