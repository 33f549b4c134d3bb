"""How exactly a contraction is computed: `, precision = [DEFAULT, HIGH], algorithm = <...>`, each part optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes.dot_algorithm import DotAlgorithm
from ....spec.attributes.precision import Precision
from ..dialect_attributes import read_member, read_structure
from ..print_dialect_attributes import struct_body

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    precision, *algorithm = slots
    attributes = reading.state.attributes
    if not parser.accept(","):
        return
    if not (algorithm and parser.at("algorithm")):
        parser.expect("precision")
        parser.expect("=")
        members = parser.comma_separated("[", "]", lambda: read_member(parser, Precision))
        attributes[precision] = tuple(members)
        if not (algorithm and parser.accept(",")):
            return
    parser.expect("algorithm")
    parser.expect("=")
    attributes[algorithm[0]] = read_structure(parser, DotAlgorithm)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    attributes = written.operation.attributes
    precision = attributes.get(slots[0], ())
    algorithm = attributes.get(slots[1]) if len(slots) > 1 else None
    return (
        isinstance(precision, tuple)
        and all(isinstance(member, Precision) for member in precision)  # pyright: ignore[reportUnknownVariableType]
        and (algorithm is None or isinstance(algorithm, DotAlgorithm))
    )


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    attributes = written.operation.attributes
    if slots[0] in attributes:
        printer.emit(f", precision = [{', '.join(member.name for member in attributes[slots[0]])}]")
    if len(slots) > 1 and slots[1] in attributes:
        printer.emit(f", algorithm = {struct_body(attributes[slots[1]], printer.attribute)}")
