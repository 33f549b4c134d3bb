"""Flags of an operation of `arith`: ` overflow<nsw>`, ` fastmath<fast>`, or nothing for `none`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import OpaqueAttr

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def _word(slot: str) -> str:
    return slot.removesuffix("Flags")


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    word = _word(slots[0])
    if not parser.accept(word):
        return
    flags = ",".join(parser.comma_separated("<", ">", parser.keyword))
    reading.state.attributes[slots[0]] = OpaqueAttr(f"#arith.{word}<{flags}>")


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    attribute = written.operation.attributes.get(slots[0])
    return attribute is None or str(attribute).startswith(f"#arith.{_word(slots[0])}<")


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    attribute = written.operation.attributes.get(slots[0])
    if attribute is not None and not str(attribute).endswith("<none>"):
        printer.emit(f" {str(attribute).removeprefix('#arith.')}")
