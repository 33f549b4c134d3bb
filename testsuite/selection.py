"""Expressions that select cases: `op:add and (element:f32 or edge) and not nan`.

    expression:  or-part
    or-part:     and-part ("or" and-part)*
    and-part:    not-part ("and" not-part)*
    not-part:    "not" not-part | "(" or-part ")" | [FIELD ":"] WORD
    FIELD:       "id" | "op" | "element" | "level" | "label"
    WORD:        characters other than blanks, parentheses and quotes, or anything in quotes

A word alone selects cases with that text (in any case of letters) in their id, or in the name of an op, an element
type, a level or a label. With a field it must be the whole of it, `*` and `?` as in file names; ops are named with
or without their dialect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .golden import Case
from .problem import Problem

Selection = Callable[[Case], bool]
FIELDS = ("id", "op", "element", "level", "label")
_TOKEN = re.compile(r"""\s*(?:(?P<paren>[()])|(?P<word>(?:"[^"]*"|'[^']*'|[^\s()"'])+)|(?P<other>\S))""")
_KEYWORDS = {"and", "or", "not"}
DEEPEST = 100
"""Parentheses and `not`s within each other."""


class SelectionError(Problem):
    """An expression cannot be read; the message names the column, which counts from 1."""


@dataclass(frozen=True)
class _Token:
    text: str
    column: int


def parse_selection(text: str) -> Selection:
    """The predicate that an expression stands for; that of an empty one holds always. Raises SelectionError."""
    tokens = list(_tokens(text))
    if not tokens:
        return lambda case: True
    parser = _Parser(tokens, len(text) + 1)
    selection = parser.either()
    if parser.next is not None:
        raise SelectionError(f"column {parser.next.column}: expected `and`, `or` or the end, not {parser.next.text!r}")
    return selection


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        token = _Token(match[match.lastgroup or 0], match.start(match.lastgroup or 0) + 1)
        if match.lastgroup == "other":
            raise SelectionError(f"column {token.column}: the quote is not closed")
        yield token


class _Parser:
    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._position = 0
        self._end = end
        self._depth = 0

    @property
    def next(self) -> _Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def take(self, text: str) -> bool:
        """Whether the next token is this one; it is passed then."""
        found = self.next is not None and self.next.text == text
        self._position += found
        return found

    def either(self) -> Selection:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else lambda case: any(part(case) for part in parts)

    def both(self) -> Selection:
        parts = [self.inverted()]
        while self.take("and"):
            parts.append(self.inverted())
        return parts[0] if len(parts) == 1 else lambda case: all(part(case) for part in parts)

    def inverted(self) -> Selection:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SelectionError(f"column {self.next.column if self.next else self._end}: nested too deep")
        found = self._inverted()
        self._depth -= 1
        return found

    def _inverted(self) -> Selection:
        if self.take("not"):
            inner = self.inverted()
            return lambda case: not inner(case)
        if self.take("("):
            inner = self.either()
            if not self.take(")"):
                raise SelectionError(f"column {self.next.column if self.next else self._end}: expected `)`")
            return inner
        token = self.next
        if token is None or token.text in _KEYWORDS or token.text == ")":
            found = "the end" if token is None else repr(token.text)
            raise SelectionError(f"column {token.column if token else self._end}: expected a word, found {found}")
        self._position += 1
        return _word(token)


def _word(token: _Token) -> Selection:
    field, colon, rest = token.text.partition(":")
    if colon and field in FIELDS:
        pattern = _unquoted(rest)
        if not pattern:
            raise SelectionError(f"column {token.column}: nothing follows {field}:")
        return lambda case: any(fnmatchcase(text, pattern) for text in _texts(case, field))
    if colon and re.fullmatch(r"\w+", field):
        raise SelectionError(f"column {token.column}: no field {field!r}; there are {', '.join(FIELDS)}")
    word = _unquoted(token.text).lower()
    return lambda case: any(word in text.lower() for field in FIELDS for text in _texts(case, field))


def _unquoted(text: str) -> str:
    return re.sub(r"""(["'])(.*?)\1""", r"\2", text)


def _texts(case: Case, field: str) -> Iterable[str]:
    """What a field of a case holds."""
    match field:
        case "id":
            return (case.id,)
        case "op":
            return (*case.ops, *(name.partition(".")[2] for name in case.ops))
        case "element":
            return case.elements
        case "level":
            return (case.level.value,)
        case _:
            return (*case.labels, *(label.rpartition(".")[2] for label in case.labels))
