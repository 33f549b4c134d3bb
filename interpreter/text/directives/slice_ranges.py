"""Three arrays as ranges: `[start:limit, start:limit:stride]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import ArrayAttr
from ....spec.types import SI64

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    def one_range() -> tuple[int, int, int]:
        start = parser.int64()
        parser.expect(":")
        limit = parser.int64()
        return start, limit, parser.int64() if parser.accept(":") else 1

    ranges = parser.comma_separated("[", "]", one_range)
    columns = zip(*ranges, strict=True) if ranges else ((), (), ())
    for slot, column in zip(slots, columns, strict=True):
        reading.state.attributes[slot] = ArrayAttr(SI64, tuple(column))


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    arrays = [written.operation.attributes.get(slot) for slot in slots]
    if not all(isinstance(array, ArrayAttr) and array.element == SI64 for array in arrays):
        return False
    return len({len(array.values) for array in arrays if isinstance(array, ArrayAttr)}) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    columns = [written.operation.attributes[slot].values for slot in slots]
    ranges = [
        f"{start}:{limit}" if stride == 1 else f"{start}:{limit}:{stride}"
        for start, limit, stride in zip(*columns, strict=True)
    ]
    printer.emit(f"[{', '.join(ranges)}]")
