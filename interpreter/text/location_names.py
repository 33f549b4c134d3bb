"""Names of locations in printed programs, by MLIR's rules.

Every location, and every one inside of another, has a name `#loc7`, numbered by how deeply it nests, then by when it is
met: an operation's own before those inside of it. Names that arguments need are defined before the program, the others
after it. Arguments spell their locations out all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..ir.core import Block, Operation, Value
from ..ir.locations import (
    UNKNOWN,
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    NameLocation,
    UnknownLocation,
)
from .assembly import stands_after_name
from .patterns import lazy
from .print_locations import Show, spelled

_RESULTS = lazy(r"(?:%[^=\n]*=\s*)?")
_NAME = lazy(rf"{_RESULTS.pattern}[\w.]+\s*")


def _inside(location: Location) -> Iterator[Location]:
    match location:
        case NameLocation(child=Location() as child) if not isinstance(child, UnknownLocation):
            yield child
        case CallLocation(callee=callee, caller=caller):
            yield from (callee, caller)
        case FusedLocation(members=members):
            yield from members
        case _:
            pass


def location_of(owner: Operation | Value) -> Location:
    """The location of an operation or argument; where the text says nothing, its place in the text.

    A reduction in short form stands where it goes on after its own name, as does a body that is only named (`applies`).
    """
    if owner.location is not None:
        return owner.location
    span, block = owner.span, _block(owner)
    if span is None:
        return UNKNOWN
    if block is not None and _is_named_only(block):
        return location_of(block.parent.parent)
    text, start = span.source.text, span.start
    if isinstance(owner, Operation):
        short = owner.op is not None and stands_after_name(owner.op)
        head = (short and _NAME.match(text, start)) or _RESULTS.match(text, start)
        start = head.end() if head else start
        if owner.parent is None and not text.startswith(owner.name.partition(".")[2], start):
            return FileLocation(span.source.name, 0, 0)  # a module that the text does not show
    return FileLocation(span.source.name, *span.source.position(start))


def _is_named_only(block: Block) -> bool:
    """Whether the text has a name instead of the block: all in it stands at that place."""
    return block.span is not None and bool(block.operations) and block.operations[0].span == block.span


def _block(owner: Operation | Value) -> Block | None:
    """The block of an operation, or that of an argument."""
    if isinstance(owner, Operation):
        return owner.parent
    return owner.owner if isinstance(owner.owner, Block) else None


class _Named:
    """A location that has a name. Those `early` are defined before the program."""

    __slots__ = ("depth", "early", "inside", "location")

    def __init__(self, location: Location, early: bool) -> None:
        self.location = location
        self.early = early
        self.depth = 0
        self.inside: list[_Named] = []


class Locations:
    """The locations of a program that is printed."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._known: dict[Location, _Named] = {}
        self._names: dict[_Named, str] = {}
        self._places: list[tuple[_Named, bool]] = []

    def argument(self, value: Value) -> str:
        """The place of ` loc(...)` after an argument."""
        named = self._meet(location_of(value), early=True)
        return self._place(named, in_full=True)

    def operation(self, operation: Operation) -> str:
        """The place of ` loc(#loc)` after an operation that is printed from now on."""
        return self._place(self._meet(location_of(operation), early=False), in_full=False)

    def _place(self, named: _Named, *, in_full: bool) -> str:
        """What stands for a location in the text until all names are known."""
        self._places.append((named, in_full))
        return f"\0{len(self._places) - 1}\0"

    def _meet(self, location: Location, *, early: bool) -> _Named:
        named = self._known.get(location)
        if named is None:
            named = self._known[location] = _Named(location, early)
            named.inside = [self._meet(one, early=early) for one in _inside(location)]
            named.depth = 1 + max((one.depth for one in named.inside), default=0)
        elif early and not named.early:
            named.early = True
            for one in named.inside:
                self._meet(one.location, early=True)
        return named

    def finish(self, text: str) -> str:
        """The text with all places filled in, and with the definitions of names before and after it."""
        ordered = sorted(self._known.values(), key=lambda named: named.depth)
        self._names = {named: f"#loc{index or ''}" for index, named in enumerate(ordered)}
        spellings = {named: self._definition(named.location) for named in ordered}
        pieces = text.split("\0")
        for index in range(1, len(pieces), 2):
            named, in_full = self._places[int(pieces[index])]
            pieces[index] = f" loc({spellings[named] if in_full else self._names[named]})"
        lines = {named: f"{self._names[named]} = loc({spellings[named]})\n" for named in ordered}
        before = [line for named, line in lines.items() if named.early]
        return "".join([*before, *pieces, *(line for named, line in lines.items() if not named.early)])

    def _definition(self, location: Location) -> str:
        return spelled(location, self._show, lambda inner: self._names[self._known[inner]])
