"""Strings and names as text."""

from __future__ import annotations

from .patterns import lazy

_BARE = lazy(r"[A-Za-z_][A-Za-z0-9_$.]*")
_PLAIN = lazy(r"[ !#-\[\]-~]*")


def quoted(text: str) -> str:
    """A string between quotes; all but printable ASCII becomes two hexadecimal digits a byte."""
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return f'"{"".join(map(_escaped, text.encode("utf-8", "surrogateescape")))}"'


def _escaped(byte: int) -> str:
    char = chr(byte)
    if char == "\\":
        return "\\\\"
    return char if " " <= char <= "~" and char != '"' else f"\\{byte:02X}"


def bare_or_quoted(name: str) -> str:
    """A name as it stands, in quotes where it is no identifier."""
    return name if _BARE.fullmatch(name) else quoted(name)


def symbol_text(name: str) -> str:
    """`@name` or `@"any name"`."""
    return f"@{bare_or_quoted(name)}"
