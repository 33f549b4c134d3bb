"""Reads the section `{-# ... #-}`: data that stands outside of the program's operations.

    section ::= '{-#' (name ':' '{' (name ':' '{' entry ,... '}') ,... '}') ,... '#-}'
    entry   ::= name ':' (string | 'true' | 'false')

Only `dialect_resources: { builtin: { key: "0x..." } }` means anything: a 32-bit alignment, then raw bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .literals import decode_hex

if TYPE_CHECKING:
    from .parser import Parser

_ALIGNMENT = 4  # bytes before the data that say how it is aligned


def read_section(parser: Parser) -> None:
    """The section, from '{-#' on."""
    _read_entries(parser, "{-#", "#-}", lambda section: _read_section(parser, section))


def _read_section(parser: Parser, section: str) -> None:
    _read_entries(parser, "{", "}", lambda owner: _read_owner(parser, section, owner))


def _read_owner(parser: Parser, section: str, owner: str) -> None:
    mine = (section, owner) == ("dialect_resources", "builtin")
    _read_entries(parser, "{", "}", lambda key: _read_entry(parser, key if mine else None))


def _read_entries(parser: Parser, open_: str, close: str, read: Callable[[str], None]) -> None:
    """`name: value, ...` in brackets."""

    def read_one() -> None:
        name = parser.string() if parser.kind == "string" else parser.keyword()
        parser.expect(":")
        read(name)

    parser.comma_separated(open_, close, read_one)


def _read_entry(parser: Parser, key: str | None) -> None:
    if parser.kind != "string":
        if parser.text not in ("true", "false"):
            raise parser.error(f"expected a string or boolean, found {parser.found()}")
        parser.advance()
        return
    if key is None:
        parser.advance()
        return
    data = decode_hex(parser, parser.start, parser.end, skip=_ALIGNMENT)
    head = parser.input[parser.start + 3 : min(parser.start + 3 + 2 * _ALIGNMENT, parser.end - 1)]
    if len(head) < 2 * _ALIGNMENT:
        raise parser.error("the data of a resource begins with four bytes of alignment")
    blob = parser.resource(key)
    if blob.data is not None:
        raise parser.error(f"resource '{key}' is given twice")
    try:
        blob.alignment = int.from_bytes(bytes.fromhex(head), "little")
    except ValueError:
        raise parser.error("expected hexadecimal digits after 0x") from None
    blob.data = data
    parser.advance()
