"""A constant shape: `[1, 2] : tensor<2xindex>`; the type is that of the result, the constant always a tensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ....spec.attributes import Literal
from ....spec.types import INDEX, TensorType

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    sizes = np.array(parser.comma_separated("[", "]", parser.int64), np.int64)
    reading.state.attributes.update(parser.attribute_dictionary())
    parser.expect(":")
    reading.state.result_types.append(parser.type())  # pyright: ignore[reportArgumentType]
    reading.state.attributes[slots[0]] = Literal(TensorType(sizes.shape, INDEX), sizes)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    literal = written.operation.attributes.get(slots[0])
    return isinstance(literal, Literal) and literal.type.element == INDEX and literal.type.rank == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    sizes = operation.attributes[slots[0]].array.tolist()
    printer.emit(f"[{', '.join(map(str, sizes))}]")
    printer.attribute_dictionary(operation, slots)
    printer.emit(f" : {operation.results[0].type}")
