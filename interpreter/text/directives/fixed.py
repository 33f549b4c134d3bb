"""Nothing in the text: operands and results have the only types that their slots take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import inferred

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    inferred.read(parser, reading, ())


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return inferred.fits(written, ())


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    pass
