"""Tokens of MLIR text: one regular expression, matched at a position.

Kinds of tokens:

    value      %name, %name#1           symbol    @name, @"any name"        word      name, dialect.name
    tensor     tensor<...> in one piece string    "..."                     hash      #name
    integer    12, 0xFF                 float     1.0, 1.5e-3               bang      !name
    label      ^name                    location  loc(#name) in one piece   punct     -> :: { } ( ) < > [ ] , : = ...
    end        the end of the text
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
    [ \t\r\n]*+ (?://[^\n]*+[ \t\r\n]*+)*+              # blanks and comments
    (?:
        (?P<value>%(?:[0-9]++|[A-Za-z_$.-][A-Za-z0-9_$.-]*+)(?:\#[0-9]++)?+)
      | (?P<tensor>tensor<[^<>"/]*+>)
      | (?P<location>loc\(\#[A-Za-z0-9_$.-]++\))
      | (?P<word>[A-Za-z_][A-Za-z0-9_$.]*+)
      | (?P<punct>->|::|\{-\#|\#-\}|[,:=(){}<>\[\]?*+|&/-])
      | (?P<float>[0-9]++\.[0-9]*+(?:[eE][+-]?[0-9]++)?+)
      | (?P<integer>0x[0-9a-fA-F]++|[0-9]++)
      | (?P<symbol>@(?:[A-Za-z_][A-Za-z0-9_$.]*+|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"))
      | (?P<string>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+")
      | (?P<hash>\#[A-Za-z0-9_$.-]++)
      | (?P<bang>![A-Za-z0-9_$.-]++)
      | (?P<label>\^[A-Za-z0-9_$.-]++)
      | (?P<end>\Z)
    )
    """,
    re.VERBOSE | re.ASCII,
)

BLANK = re.compile(r"[ \t\r\n]*+(?://[^\n]*+[ \t\r\n]*+)*+")
"""Blanks and comments."""

_ESCAPE = re.compile(r'\\(?:(["\\nt])|([0-9a-fA-F]{2}))')
_BAD_ESCAPE = re.compile(r'\\(?!["\\nt]|[0-9a-fA-F]{2})')
_NAMED = {'"': b'"', "\\": b"\\", "n": b"\n", "t": b"\t"}


def bad_escape(text: str) -> int | None:
    """Offset of the first escape in the inside of a string that is none, or None."""
    position = 0
    while (position := text.find("\\", position)) >= 0:
        if _BAD_ESCAPE.match(text, position):
            return position
        position += 2 if text[position + 1] in '"\\nt' else 3
    return None


def unescape(text: str) -> str:
    """The string that the inside of quotes stands for. Escapes give bytes; bytes that are not UTF-8 become surrogates."""
    if "\\" not in text:
        return text
    parts: list[bytes] = []
    end = 0
    for match in _ESCAPE.finditer(text):
        parts.append(text[end : match.start()].encode("utf-8", "surrogateescape"))
        named, digits = match.groups()
        parts.append(_NAMED[named] if named else bytes.fromhex(digits))
        end = match.end()
    parts.append(text[end:].encode("utf-8", "surrogateescape"))
    return b"".join(parts).decode("utf-8", "surrogateescape")
