"""Nesting: a counter that refuses text nested too deeply, and aliases, which nest without looking so.

`!t1 = tuple<!t0, !t0>`, `!t2 = tuple<!t1, !t1>`, ... nests one level in each line, and is a type of 2**60 parts after
60 lines. So an alias remembers how deep and how large that is which it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...spec.record import record
from ..diagnostics import LimitExceeded

if TYPE_CHECKING:
    from .parser import Parser

MOST_LEVELS = 1000
"""Levels of nesting that Python's own functions on nested values (equality, str) survive on any platform."""

PARTS_PER_LEVEL = 1000
"""An alias may stand for `max_depth * PARTS_PER_LEVEL` parts."""


class Guard:
    """Counts nesting: `with guard: ...` raises LimitExceeded.

    `deepest` and `parts` say what was met since the definition of an alias began.
    """

    __slots__ = ("deepest", "level", "limit", "parser", "parts")

    def __init__(self, parser: Parser, max_depth: int) -> None:
        self.parser = parser
        self.limit = min(max_depth, MOST_LEVELS)
        self.level = self.deepest = self.parts = 0

    def __enter__(self) -> None:
        self.level += 1
        if self.level > self.limit:
            raise self.exceeded(self.limit)
        if self.level > self.deepest:
            self.deepest = self.level

    def __exit__(self, *_: object) -> None:
        self.level -= 1

    def exceeded(self, limit: int) -> LimitExceeded:
        """The error for what is nested too deeply here."""
        return self.parser.limit_exceeded("max_depth", f"nested more than {limit} levels deep (max_depth)")


@record
class _Alias:
    value: Any
    depth: int
    parts: int


class Aliases:
    """Names that stand for types, or for attributes."""

    __slots__ = ("_guard", "_known")

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._known: dict[str, _Alias] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def names(self) -> list[str]:
        """All names."""
        return list(self._known)

    def begin(self) -> None:
        """Comes before what a name stands for is read."""
        self._guard.deepest, self._guard.parts = self._guard.level, 1

    def define(self, name: str, value: Any) -> None:
        """Comes after what a name stands for was read. Raises LimitExceeded where that is too large."""
        guard = self._guard
        most = guard.limit * PARTS_PER_LEVEL
        if guard.parts > most:
            message = f"written out, this would have more than {most} parts (max_depth)"
            raise guard.parser.limit_exceeded("max_depth", message)
        self._known[name] = _Alias(value, guard.deepest - guard.level, guard.parts)

    def use(self, name: str, most_levels: int | None = None) -> Any:
        """What a name stands for, here. Raises LimitExceeded where it is nested too deeply."""
        alias, guard = self._known[name], self._guard
        depth, limit = guard.level + alias.depth, most_levels or guard.limit
        if depth > limit:
            raise guard.exceeded(limit)
        guard.parts += alias.parts
        guard.deepest = max(guard.deepest, depth)
        return alias.value
