"""Aliases in printed programs, by MLIR's rules: affine maps are `#map`, affine sets `#set`, tuples of more than sixteen
members `!tuple`, numbered in order of appearance; what others are made of comes first.
"""

from __future__ import annotations

from typing import NamedTuple

from .patterns import lazy

_MOST_MEMBERS = 16
_START = lazy(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[#!][\w$.-]*+<|(?<![\w.$-])(?:affine_map|affine_set|tuple)<')
_BRACKET = lazy(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|->|>=|[<>(\[{)\]},]')


class _Alias(NamedTuple):
    """What an alias stands for, and how many levels of aliases that has inside."""

    name: str
    text: str
    depth: int
    index: int


def with_aliases(text: str) -> str:
    """A printed program with aliases before it."""
    if "affine_" not in text and "tuple<" not in text:
        return text
    found: dict[str, _Alias] = {}
    body = _shortened(text, found)
    if not found:
        return text
    order = sorted(found.values(), key=lambda one: (one.depth, one.name != "tuple", one.name))
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for alias in order:
        number = counts.get(alias.name, 0)
        counts[alias.name] = number + 1
        sign = "!" if alias.name == "tuple" else "#"
        names[alias.text] = f"{sign}{alias.name}{number or ''}"
    keys = list(found)

    def named(short: str) -> str:
        parts = short.split("\0")
        return "".join(names[keys[int(part)]] if i % 2 else part for i, part in enumerate(parts))

    lines = [(one, f"{names[one.text]} = {named(one.text)}\n") for one in order]
    first = "".join(line for one, line in lines if one.name == "tuple" and not one.depth)
    rest = "".join(line for one, line in lines if one.name != "tuple" or one.depth)
    head = 0
    while body.startswith("#loc", head):
        head = body.index("\n", head) + 1
    return f"{first}{named(body[:head])}{rest}{named(body[head:])}"


def _shortened(text: str, found: dict[str, _Alias]) -> str:
    """The text with the number of an alias, between NULs, in the place of what it stands for."""
    parts: list[str] = []
    position = 0
    while (match := _START.search(text, position)) is not None:
        word = match[0]
        parts.append(text[position : match.start()])
        if word[0] == '"':
            parts.append(word)
            position = match.end()
            continue
        close, members = _closing(text, match.end(), affine=word.startswith("affine"))
        whole, position = text[match.start() : close], close
        if word.startswith("affine"):
            parts.append(_alias(found, word[len("affine_") : -1], whole))
        elif word == "tuple<":
            inner = f"tuple<{_shortened(text[match.end() : close - 1], found)}>"
            parts.append(inner if members <= _MOST_MEMBERS else _alias(found, "tuple", inner))
        else:
            parts.append(whole)  # of another dialect: kept as it was spelled
    parts.append(text[position:])
    return "".join(parts)


def _alias(found: dict[str, _Alias], name: str, text: str) -> str:
    known = found.get(text)
    if known is None:
        aliases = list(found.values())
        inside = [aliases[int(index)].depth for index in text.split("\0")[1::2]]
        known = found[text] = _Alias(name, text, 1 + max(inside) if inside else 0, len(found))
    return f"\0{known.index}\0"


def _closing(text: str, position: int, *, affine: bool) -> tuple[int, int]:
    """Where the bracket is closed that is open before `position`, and how many members stand in it."""
    depth, members = 1, 1
    while depth:
        match = _BRACKET.search(text, position)
        if match is None:
            return len(text), members
        piece, position = match[0], match.end()
        if piece in ("->", ">=") and (affine or piece == "->"):
            continue
        depth += (piece in "<([{") - (piece[0] in ">)]}" and piece[0] != '"')
        members += piece == "," and depth == 1
    return position, members
