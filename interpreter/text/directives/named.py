"""Nothing in the text: proposes the name of the result slot for the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ir.core import Operation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    pass


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    pass


def result_name(operation: Operation) -> str:
    """The name of the result slot."""
    assert operation.op is not None
    return operation.op.results[0].name
