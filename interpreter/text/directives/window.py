"""How a window moves: `stride = [2], pad = [[0, 1]], lhs_dilate = [1], rhs_dilate = [1], reverse = [false]`.

Each part is an optional attribute; slots stand in this order, the text may have any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ....spec.attributes import ArrayAttr, Literal
from ....spec.types import I1, SI64, TensorType
from ..print_attributes import array_items
from ..print_dialect_attributes import dimension_list

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

_NAMES = ("stride", "pad", "lhs_dilate", "rhs_dilate", "reverse")


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    slot_of = dict(zip(_NAMES, slots, strict=True))
    attributes = reading.state.attributes
    while parser.at_keyword():
        here = parser.here()
        name = parser.keyword()
        if name not in slot_of:
            raise parser.error(f"expected one of {', '.join(_NAMES)}, found '{name}'", here)
        if slot_of[name] in attributes:
            raise parser.error(f"'{name}' is given twice", here)
        parser.expect("=")
        attributes[slot_of[name]] = _read_part(parser, name)
        if not parser.accept(","):
            break


def _read_part(parser: Parser, name: str) -> ArrayAttr | Literal:
    if name == "pad":
        rows = parser.comma_separated("[", "]", lambda: _read_pair(parser))
        return Literal(TensorType((len(rows), 2), SI64), np.array(rows, np.int64).reshape(-1, 2))
    if name == "reverse":
        return ArrayAttr(I1, tuple(parser.comma_separated("[", "]", lambda: _read_flag(parser))))
    return ArrayAttr(SI64, tuple(parser.comma_separated("[", "]", parser.int64)))


def _read_pair(parser: Parser) -> list[int]:
    here = parser.here()
    pair = parser.comma_separated("[", "]", parser.int64)
    if len(pair) != 2:
        raise parser.error(f"expected the padding of both ends, found {len(pair)} numbers", here)
    return pair


def _read_flag(parser: Parser) -> bool:
    if parser.accept("true"):
        return True
    return not parser.accept("false") and parser.int64() != 0


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    attributes = written.operation.attributes
    for name, slot in zip(_NAMES, slots, strict=True):
        value = attributes.get(slot)
        if value is None:
            continue
        if name == "pad":
            if not isinstance(value, Literal) or value.type.element != SI64 or value.type.shape[1:] != (2,):
                return False
        elif not isinstance(value, ArrayAttr) or value.element != (I1 if name == "reverse" else SI64):
            return False
    return True


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    parts: list[str] = []
    for name, slot in zip(_NAMES, slots, strict=True):
        value = written.operation.attributes.get(slot)
        if isinstance(value, Literal):
            parts.append(f"{name} = [{', '.join(dimension_list(row) for row in value.array.tolist())}]")
        elif value is not None:
            parts.append(f"{name} = [{', '.join(array_items(value))}]")
    printer.emit(", ".join(parts))
