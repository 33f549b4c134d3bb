"""Text that is kept as it is spelled: bodies of attributes and types of dialects that are not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

# Runs up to and including the next bracket. Arrows and strings are skipped as wholes; only strings hold NUL characters.
_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_BODY = lazy(rf'(?:[^"<>()\[\]{{}}\0-]++|->|-|{_STRING})*+([<(\[{{>)\]}}])')
_CLOSING = {"<": ">", "(": ")", "[": "]", "{": "}"}


def skip_body(parser: Parser, start: int) -> int:
    """The offset past the bracket that closes the one at `start`. Raises ParseError where brackets do not match."""
    text = parser.input
    expected = [(_CLOSING[text[start]], start)]
    position = start + 1
    while expected:
        match = _BODY.match(text, position)
        if match is None:
            if (nul := text.find("\0", position)) >= 0:
                raise parser.error("a NUL character outside of a string", parser.span(nul, nul + 1))
            raise parser.error(f"'{text[start]}' is not closed", parser.span(start, start + 1))
        position = match.end()
        bracket = match[1]
        if bracket in _CLOSING:
            expected.append((_CLOSING[bracket], position - 1))
            if len(expected) > parser.limits.max_depth:
                message = f"brackets nest more than {parser.limits.max_depth} levels deep (max_depth)"
                raise parser.limit_exceeded("max_depth", message, parser.span(position - 1, position))
            continue
        closing, opened = expected.pop()
        if bracket != closing:
            line, column = parser.source.position(opened)
            raise parser.error(
                f"expected '{closing}', found '{bracket}'",
                parser.span(position - 1, position),
                hint=f"'{text[opened]}' is at {line}:{column}",
            )
    return position
