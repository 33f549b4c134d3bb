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

from .patterns import lazy

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
      | (?P<string>"[^"\\\n]{0,200}+(?:\\.[^"\\\n]{0,200}+){0,50}+")         # longer ones: see long_string
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

_STRING = lazy(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"')
_ESCAPE = lazy(r'\\(?:(["\\nt])|([0-9a-fA-F]{2}))')
_BAD_ESCAPE = lazy(r'\\(?!["\\nt]|[0-9a-fA-F]{2})')
_NAMED = {'"': b'"', "\\": b"\\", "n": b"\n", "t": b"\t"}


def long_string(text: str, start: int) -> int | None:
    """The end of the string that begins at `start`, or None where it is not closed on its line.

    Huge strings without escapes (tensor data) are passed at the speed of `str.find`.
    """
    end = text.find('"', start + 1)
    if end >= 0 and text.find("\\", start, end) < 0:
        return None if text.find("\n", start, end) >= 0 else end + 1
    match = _STRING.match(text, start)
    return None if match is None else match.end()


def bad_escape(text: str) -> int | None:
    """Offset of the first escape in the inside of a string that is none, or None."""
    position = 0
    while (position := text.find("\\", position)) >= 0:
        if _BAD_ESCAPE.match(text, position):
            return position
        position += 2 if text[position + 1] in '"\\nt' else 3
    return None


def unescape(text: str) -> str:
    """What the inside of quotes stands for. Escapes give bytes; bytes that are not UTF-8 become surrogates."""
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
