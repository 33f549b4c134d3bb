"""Dimensions of a contraction: `batching_dims = [0] x [0], contracting_dims = [2] x [1]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes.dot import DotDimensionNumbers
from ..print_dialect_attributes import dimension_list

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    def pair() -> tuple[tuple[int, ...], tuple[int, ...]]:
        parser.expect("=")
        lhs = parser.comma_separated("[", "]", parser.int64)
        parser.expect("x")
        return tuple(lhs), tuple(parser.comma_separated("[", "]", parser.int64))

    batching: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    if parser.accept("batching_dims"):
        batching = pair()
        parser.expect(",")
    parser.expect("contracting_dims")
    reading.state.attributes[slots[0]] = DotDimensionNumbers(*batching, *pair())


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return isinstance(written.operation.attributes.get(slots[0]), DotDimensionNumbers)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    numbers: DotDimensionNumbers = written.operation.attributes[slots[0]]
    batching = (numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions)
    if any(batching):
        printer.emit(f"batching_dims = {' x '.join(map(dimension_list, batching))}, ")
    contracting = (numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions)
    printer.emit(f"contracting_dims = {' x '.join(map(dimension_list, contracting))}")
