"""A float format as the sizes of its parts: `e5m10`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....spec.attributes import IntegerAttr
from ....spec.types import SI32

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

_FORMAT = re.compile(r"e([0-9]+)m([0-9]+)")


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    here = parser.here()
    match = _FORMAT.fullmatch(parser.keyword())
    if match is None or any(len(digits) > 9 for digits in match.groups()):
        raise parser.error("expected the bits of exponent and mantissa, like 'e5m10'", here)
    for slot, digits in zip(slots, match.groups(), strict=True):
        reading.state.attributes[slot] = IntegerAttr(int(digits), SI32)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    sizes = [written.operation.attributes.get(slot) for slot in slots]
    return all(isinstance(size, IntegerAttr) and size.type == SI32 and size.value >= 0 for size in sizes)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    exponent, mantissa = (written.operation.attributes[slot].value for slot in slots)
    printer.emit(f"e{exponent}m{mantissa}")
