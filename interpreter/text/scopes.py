"""Names of values: which are known where, and those used before they are defined.

A region sees the names of the regions around it, up to an operation that is isolated (a function, a module). A value
may be used before it is defined in another block, and anywhere in a module's own region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...spec.record import record
from ...spec.types import ElementType, QuantizedType, Type
from ..diagnostics import Diagnostic, ParseError, Severity, diagnose
from ..hints import get_close_matches
from ..ir.core import Block, Operation, Value
from .state import OperandRef

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

_MOST_SUGGESTIONS = 2000
_NOWHERE = Operation("", None)


class _Region:
    """A region being read: names defined in it and missing in it, blocks by label, the block that is being filled."""

    __slots__ = ("block", "graph", "labels", "missing", "names", "waiting")

    def __init__(self, graph: bool) -> None:
        self.graph = graph
        self.names: list[str] = []
        self.missing: list[str] = []
        self.labels: dict[str, Block] = {}
        self.waiting: dict[str, int] = {}  # labels that are used and not defined, with the offset of the first use
        self.block: Block | None = None


@record
class _Forward:
    """A value that is used and not defined: the value, its first use, and the block of the region that has the use."""

    value: Value
    ref: OperandRef
    region: _Region
    block: Block | None


class _Names:
    """Everything visible inside one isolated operation."""

    __slots__ = ("forwards", "regions", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[Value]] = {}
        self.forwards: dict[str, dict[int, _Forward]] = {}  # by name and number of the result
        self.regions: list[_Region] = []


class Scopes:
    """The names of a program while it is read. A name that stands for no values is unknown: it fits everywhere."""

    __slots__ = ("_names", "_outer", "_parser")

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._names = _Names()
        self._outer: list[_Names] = []

    # Regions ----------------------------------------------------------------------------------------------------------

    def enter(self, *, isolated: bool, graph: bool) -> None:
        """Begins a region. In a graph region values may be used before they are defined."""
        if isolated:
            self._outer.append(self._names)
            self._names = _Names()
        self._names.regions.append(_Region(graph))

    def leave(self, *, isolated: bool) -> None:
        """Ends a region: its names are forgotten. Raises ParseError for values and blocks that are not defined."""
        names = self._names
        region = names.regions.pop()
        for label, start in region.waiting.items():
            span = self._parser.span(start, start + len(label) + 1)
            self._parser.complain(self._parser.error(f"block '^{label}' is not defined", span))
        if names.forwards and not names.regions:
            groups = [[one.ref for one in group.values()] for group in names.forwards.values() if group]
            for ref in sorted((min(group, key=_start) for group in groups), key=_start):
                self._parser.complain(self._undefined(ref))
        for name in region.names:
            del names.values[name]
        if region.missing and names.regions:
            self._hand_over(region, names.regions[-1])
        if isolated:
            self._names = self._outer.pop()

    def _hand_over(self, region: _Region, around: _Region) -> None:
        """What is missing in a region that ends may still be defined in the one around it."""
        for name in region.missing:
            group = self._names.forwards.get(name, {})
            for index, forward in group.items():
                if forward.region is region:
                    group[index] = _Forward(forward.value, forward.ref, around, around.block)
            around.missing.append(name)

    def begin_block(self, block: Block) -> None:
        """The block that is filled from now on."""
        self._names.regions[-1].block = block

    def define_block(self, label: str, start: int) -> Block | None:
        """The block of that label if it was used before. Raises ParseError where the label is defined already."""
        region = self._names.regions[-1]
        if label in region.labels and label not in region.waiting:
            raise self._parser.error(f"block '^{label}' is defined twice")
        region.waiting.pop(label, None)
        return region.labels.get(label)

    def keep_block(self, label: str, block: Block) -> None:
        """Makes a block known by its label."""
        self._names.regions[-1].labels[label] = block

    def find_block(self, label: str, start: int) -> Block:
        """The block of a label, which may be defined later."""
        region = self._names.regions[-1]
        if label not in region.labels:
            current = region.block
            assert current is not None
            region.labels[label] = Block(current.parent, label)
            region.waiting[label] = start
        return region.labels[label]

    # Values -----------------------------------------------------------------------------------------------------------

    def define(self, name: str, values: list[Value], start: int) -> None:
        """Makes values known by a name. Raises ParseError where the name is taken, or used otherwise before."""
        names = self._names
        if name in names.values:
            end = start + len(name) + 1
            notes = self._note("it is defined here", names.values[name])
            error = self._parser.error(f"'%{name}' is defined twice", self._parser.span(start, end), notes=notes)
            self._parser.complain(error)
            names.values[name] = []
            return
        names.values[name] = values
        names.regions[-1].names.append(name)
        if name in names.forwards:
            self._meet_forwards(name, values)

    def _meet_forwards(self, name: str, values: list[Value]) -> None:
        """Puts the values that stood for a later definition into the places of those now defined."""
        names = self._names
        region = names.regions[-1]
        group = names.forwards.pop(name)
        if elsewhere := {index: one for index, one in group.items() if one.region is not region}:
            names.forwards[name] = elsewhere
        for forward in group.values():
            if forward.region is not region:
                continue
            if not self._has_index(forward.ref, values):
                continue
            defined = values[forward.ref.index]
            used_in_block = forward.block is region.block or forward.block is None
            if not region.graph and used_in_block:
                message = f"'{_spell(forward.ref)}' is used before it is defined"
                self._parser.complain(self._error(forward.ref, message, values))
                continue
            if not self._has_type(forward.ref, defined, forward.value.type):
                continue
            standin = forward.value
            standin.owner, standin.index = defined.owner, defined.index
            standin.name, standin.span = defined.name, defined.span
            places = defined.owner.results if isinstance(defined.owner, Operation) else defined.owner.arguments
            places[defined.index] = values[forward.ref.index] = standin

    def is_new(self, name: str) -> bool:
        """Whether nothing is known by this name yet, and nothing is said about it."""
        return name not in self._names.values and name not in self._names.forwards

    def look_up(self, spellings: list[str], types: tuple[AnyType, ...]) -> list[Value] | None:
        """The values of operands (`name` or `name#1`), or None unless all are known and of these very types."""
        if len(spellings) != len(types):
            return None
        known = self._names.values
        found: list[Value] = []
        for spelling, type_ in zip(spellings, types, strict=True):
            values, index = known.get(spelling), 0
            if values is None:
                name, _, number = spelling.partition("#")
                values, index = known.get(name, ()), int(number[:9] or 0)
            if index >= len(values) or (values[index].type is not type_ and values[index].type != type_):
                return None
            found.append(values[index])
        return found

    def resolve(self, ref: OperandRef, type_: AnyType) -> Value:
        """The value of an operand, of this type. Raises ParseError."""
        values = self._names.values.get(ref.name)
        if values is None:
            return self._forward(ref, type_)
        if ref.index >= len(values) and not self._has_index(ref, values):
            return _unknown(ref, type_)
        value = values[ref.index]
        if value.type is not type_ and not self._has_type(ref, value, type_):
            return _unknown(ref, type_)
        return value

    # Going on after errors --------------------------------------------------------------------------------------------

    def mark(self) -> tuple[int, int]:
        """How many regions are being read."""
        return len(self._outer), len(self._names.regions)

    def unwind(self, mark: tuple[int, int]) -> None:
        """Forgets the regions that were entered since a mark."""
        outer, regions = mark
        if len(self._outer) > outer:
            self._names = self._outer[outer]
            del self._outer[outer:]
        names = self._names
        while len(names.regions) > regions:
            region = names.regions.pop()
            for name in region.names:
                del names.values[name]
            for name in region.missing:
                group = names.forwards.get(name, {})
                for index in [index for index, one in group.items() if one.region is region]:
                    del group[index]

    def lose(self, name: str) -> None:
        """Makes a name unknown."""
        names = self._names
        if name not in names.values:
            names.regions[-1].names.append(name)
        names.values[name] = []
        names.forwards.pop(name, None)

    def _forward(self, ref: OperandRef, type_: AnyType) -> Value:
        names = self._names
        if not names.regions:
            raise self._undefined(ref)
        group = names.forwards.setdefault(ref.name, {})
        forward = group.get(ref.index)
        if forward is None:
            region = names.regions[-1]
            value = Value(type_, _NOWHERE, ref.index, ref.name)  # pyright: ignore[reportArgumentType]
            forward = group[ref.index] = _Forward(value, ref, region, region.block)
            region.missing.append(ref.name)
        return forward.value if self._has_type(ref, forward.value, type_) else _unknown(ref, type_)

    # Messages ---------------------------------------------------------------------------------------------------------

    def _has_index(self, ref: OperandRef, values: list[Value]) -> bool:
        if ref.index < len(values):
            return True
        if values:
            message = f"'%{ref.name}' stands for {len(values)}, there is no #{ref.index}"
            self._parser.complain(self._error(ref, message, values))
        return False

    def _has_type(self, ref: OperandRef, value: Value, type_: AnyType) -> bool:
        if value.type == type_:
            return True
        self._parser.complain(self._error(ref, f"'{_spell(ref)}' has the type {value.type}, not {type_}", [value]))
        return False

    def _undefined(self, ref: OperandRef) -> ParseError:
        close = get_close_matches(ref.name, list(self._names.values)[-_MOST_SUGGESTIONS:], 1)
        hint = f"did you mean '%{close[0]}'?" if close else None
        return self._parser.error(f"'{_spell(ref)}' is not defined", self._parser.span(ref.start, ref.end), hint)

    def _error(self, ref: OperandRef, message: str, values: list[Value]) -> ParseError:
        notes = self._note("it is defined here", values)
        return self._parser.error(message, self._parser.span(ref.start, ref.end), notes=notes)

    def _note(self, message: str, values: list[Value]) -> tuple[Diagnostic, ...]:
        span = values[0].span if values else None
        return (diagnose(message, span, severity=Severity.NOTE),) if span is not None else ()


def _unknown(ref: OperandRef, type_: AnyType) -> Value:
    """A value that stands for one that is unknown."""
    return Value(type_, _NOWHERE, ref.index, ref.name)  # pyright: ignore[reportArgumentType]


def _spell(ref: OperandRef) -> str:
    return f"%{ref.name}#{ref.index}" if ref.index else f"%{ref.name}"


def _start(ref: OperandRef) -> int:
    return ref.start
