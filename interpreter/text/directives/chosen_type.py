"""`T`: the type of both choices and of the result; `C, T` where the condition is a tensor too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.types import I1

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    condition, chosen = I1, parser.type()
    if parser.accept(","):
        condition, chosen = chosen, parser.type()
    reading.types.extend([condition, chosen, chosen])
    reading.state.result_types.append(chosen)  # pyright: ignore[reportArgumentType]


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    types = [value.type for value in (*operation.operands[1:], *operation.results)]
    return len(operation.operands) == 3 and len(operation.results) == 1 and len(set(types)) == 1


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    condition, chosen, _ = (value.type for value in written.operation.operands)
    printer.emit(str(chosen) if condition == I1 else f"{condition}, {chosen}")
