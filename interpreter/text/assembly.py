"""Pretty syntax: an op's `assembly` string, parsed once and followed in both directions.

The string is a list of items:

    $slot                   operands `%a, %b`; an attribute in its short form; a region
    operands                all operands
    attr-dict               `{...}`: the attributes that no other item spells; those equal to their default are left out
    same-type               one type where all operands and results have it, else `(T, ...) -> R`
    functional-type         `(T, ...) -> R`
    types($slot)            types of an operand slot; `types(results)` those of all results
    [ item ... ]            a group that stands there if its first `$slot` has something to say
    <name slot ...>         a directive of its own (`directives/name.py`), which reads and writes these slots
    'x'  word  , ( ) = :    literals

An operation that does not fit its format (an attribute is missing, say) is printed in generic form.
"""

from __future__ import annotations

import importlib
import keyword
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from ...spec.lang.binding import WrongCount, distribute
from ...spec.lang.op import Op
from ...spec.lang.slots import Attribute, Operand
from ...spec.record import record
from ...spec.types import FunctionType
from ..ir.core import Operation, Region, Value
from .short_forms import fits, read_short, short_text
from .state import OperandRef, OperationState

if TYPE_CHECKING:
    from .parser import Parser
    from .printer import Printer


class Reading:
    """An operation while its pretty form is read: operands stay names until their types are known."""

    __slots__ = ("places", "refs", "start", "state", "types")

    def __init__(self, state: OperationState, start: int) -> None:
        self.state = state
        self.start = start
        self.refs: list[OperandRef] = []
        self.types: list[Any] = []
        self.places: dict[str, tuple[int, int]] = {}

    def take(self, slot: str, refs: Sequence[OperandRef]) -> None:
        """Operands of a slot."""
        self.places[slot] = (len(self.refs), len(self.refs) + len(refs))
        self.refs.extend(refs)

    def finish(self, parser: Parser) -> None:
        """Looks up the operands."""
        span = parser.span(self.start)
        self.state.operands.extend(parser.resolve_all(self.refs, self.types, span))


@record
class Written:
    """An operation to be printed, and its operands by slot."""

    operation: Operation
    operands: dict[str, Value | tuple[Value, ...] | None]

    def values(self, slot: str) -> Sequence[Value]:
        """Operands of a slot."""
        value = self.operands[slot]
        return () if value is None else value if isinstance(value, tuple) else (value,)


class Item(Protocol):
    """A part of a format."""

    def read(self, parser: Parser, reading: Reading) -> None: ...

    def write(self, printer: Printer, written: Written) -> None: ...

    def fits(self, written: Written) -> bool:
        """Whether the operation has what this part spells."""
        ...


class Directive(Protocol):
    """A module in `directives/`. It may also define `fits(operation, slots)`, `TIGHT` (no space stands before what it
    writes), `result_name(operation)` and `argument_names(operation, region)`, the names it proposes for values.
    """

    read: Callable[[Parser, Reading, tuple[str, ...]], None]
    write: Callable[[Printer, Written, tuple[str, ...]], None]


@record
class _Word:
    text: str
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        parser.expect(self.text)

    def write(self, printer: Printer, written: Written) -> None:
        printer.emit(self.space + self.text)

    def fits(self, written: Written) -> bool:
        return True


@record
class _Operands:
    """Operands of one slot, or of all."""

    slot: str | None
    many: bool
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        reading.take(self.slot or "", read_operands(parser) if self.many else [parser.operand()])

    def write(self, printer: Printer, written: Written) -> None:
        values = written.operation.operands if self.slot is None else written.values(self.slot)
        printer.emit(self.space + printer.operands(values))

    def fits(self, written: Written) -> bool:
        return True

    def present(self, written: Written) -> bool:
        return self.slot is None or bool(written.values(self.slot))


@record
class _Attribute:
    slot: Attribute
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        reading.state.attributes[self.slot.name] = read_short(parser, self.slot)

    def write(self, printer: Printer, written: Written) -> None:
        attribute = written.operation.attributes[self.slot.name]
        printer.emit(self.space + short_text(printer, self.slot, attribute))

    def fits(self, written: Written) -> bool:
        attribute = written.operation.attributes.get(self.slot.name)
        return attribute is not None and fits(self.slot, attribute)

    def present(self, written: Written) -> bool:
        attribute = written.operation.attributes.get(self.slot.name)
        return attribute is not None and not self.slot.says_nothing(attribute)


@record
class _AttributeDictionary:
    spelled: frozenset[str]

    def read(self, parser: Parser, reading: Reading) -> None:
        start = parser.start
        for name, value in parser.attribute_dictionary().items():
            if name in reading.state.attributes:
                raise parser.error(f"attribute '{name}' is given twice", parser.span(start))
            reading.state.attributes[name] = value

    def write(self, printer: Printer, written: Written) -> None:
        printer.attribute_dictionary(written.operation, self.spelled, defaults=False)

    def fits(self, written: Written) -> bool:
        return True


@record
class _SameType:
    results: int
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        type_ = parser.type()
        if isinstance(type_, FunctionType):
            reading.types.extend(type_.inputs)
            reading.state.result_types.extend(type_.outputs)
            return
        reading.types.extend([type_] * len(reading.refs))
        reading.state.result_types.extend([type_] * self.results)  # pyright: ignore[reportArgumentType]

    def write(self, printer: Printer, written: Written) -> None:
        operation = written.operation
        type_ = operation.results[0].type
        if all(value.type == type_ for value in operation.operands):
            printer.emit(f"{self.space}{type_}")
        else:
            printer.emit(self.space + printer.functional_type(operation))

    def fits(self, written: Written) -> bool:
        return len(written.operation.results) == self.results == 1


@record
class _FunctionalType:
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        type_ = parser.function_type()
        reading.types.extend(type_.inputs)
        reading.state.result_types.extend(type_.outputs)

    def write(self, printer: Printer, written: Written) -> None:
        printer.emit(self.space + printer.functional_type(written.operation))

    def fits(self, written: Written) -> bool:
        return True


@record
class _Types:
    """Types of an operand slot, or of all results."""

    slot: str | None
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        if self.slot is None:
            reading.state.result_types.extend(_read_types(parser))
            return
        start, end = reading.places[self.slot]
        for place in range(start, end):
            if place > start:
                parser.expect(",")
            reading.types.append(parser.type())

    def write(self, printer: Printer, written: Written) -> None:
        values = written.operation.results if self.slot is None else written.values(self.slot)
        printer.emit(self.space + ", ".join(str(value.type) for value in values))

    def fits(self, written: Written) -> bool:
        return self.slot is not None or bool(written.operation.results)


@record
class _Group:
    items: tuple[Item, ...]
    anchor: _Operands | _Attribute

    def read(self, parser: Parser, reading: Reading) -> None:
        first = self.items[0]
        here = parser.at(first.text) if isinstance(first, _Word) else parser.at_operand()
        if here:
            for item in self.items:
                item.read(parser, reading)

    def write(self, printer: Printer, written: Written) -> None:
        if self.anchor.present(written):
            for item in self.items:
                item.write(printer, written)

    def fits(self, written: Written) -> bool:
        return not self.anchor.present(written) or all(item.fits(written) for item in self.items)


@record
class _Custom:
    """A directive of its own, and the slots it is given."""

    directive: Any
    slots: tuple[str, ...]
    space: str

    def read(self, parser: Parser, reading: Reading) -> None:
        self.directive.read(parser, reading, self.slots)

    def write(self, printer: Printer, written: Written) -> None:
        printer.emit(self.space)
        self.directive.write(printer, written, self.slots)

    def fits(self, written: Written) -> bool:
        check = getattr(self.directive, "fits", None)
        return check is None or check(written, self.slots)


class Format:
    """A format: its items, and the directives among them."""

    def __init__(self, op: Op) -> None:
        self.op = op
        self.items = _Compiler(op).compile()
        self.directives = [item.directive for item in self.items if isinstance(item, _Custom)]

    def read(self, parser: Parser, state: OperationState) -> None:
        reading = Reading(state, parser.start)
        if parser.text == "(" and isinstance(self.items[0], _Operands):
            self._read_enclosed(parser, reading)
        else:
            for item in self.items:
                item.read(parser, reading)
        reading.finish(parser)

    def _read_enclosed(self, parser: Parser, reading: Reading) -> None:
        """`(%a, %b) {...} : (T, U) -> R`, as operations without attributes of their own were once written."""
        reading.take("", parser.comma_separated("(", ")", parser.operand))
        _AttributeDictionary(frozenset()).read(parser, reading)
        parser.expect(":")
        _SameType(len(self.op.results), "").read(parser, reading)
        reading.state.changed.append("operands stand without parentheses")

    def written(self, operation: Operation) -> Written | None:
        """The operation with its operands by slot, or None where it does not fit."""
        try:
            operands = distribute(self.op.operands, operation.operands, "operands")
        except WrongCount:
            operands = {}
            if any(isinstance(item, _Operands) and item.slot is not None for item in self.items):
                return None
        written = Written(operation, operands)
        return written if all(item.fits(written) for item in self.items) else None

    def write(self, printer: Printer, written: Written) -> None:
        for item in self.items:
            item.write(printer, written)


# Parsing of formats -------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"\s*(?:'(?P<quoted>[^']+)'|<(?P<custom>[^>]+)>|types\((?P<types>\$?\w+)\)|\$(?P<slot>\w+)"
    r"|(?P<name>functional-type|same-type|attr-dict|operands(?!\w))|(?P<word>\w+|->|[,():={}])|(?P<bracket>[\[\]]))"
)


class _Compiler:
    """Parses a format, and finds out where spaces stand, by the rules of MLIR's declarative formats."""

    def __init__(self, op: Op) -> None:
        self.op = op
        self.slots = {slot.name: slot for slot in op.slots}
        self.tokens = self._tokens(op.assembly or "")
        self.space = True
        self.punctuation = False

    def _tokens(self, text: str) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        position, text = 0, text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ValueError(f"{self.op.name}: its assembly cannot be read at {text[position:]!r}")
            kind = match.lastgroup or ""
            tokens.append((kind, match[kind]))
            position = match.end()
        return tokens

    def compile(self) -> tuple[Item, ...]:
        spelled = self._spelled()
        tokens = iter(self.tokens)
        return tuple(self._items(tokens, spelled))

    def _spelled(self) -> frozenset[str]:
        """Names of the attributes that items other than `attr-dict` spell."""
        names: set[str] = set()
        for kind, text in self.tokens:
            if kind == "slot":
                names.add(text)
            elif kind == "custom":
                names.update(text.split()[1:])
        return frozenset(names & set(self.op.attribute_names))

    def _items(self, tokens: Iterator[tuple[str, str]], spelled: frozenset[str]) -> Iterator[Item]:
        for kind, text in tokens:
            match kind, text:
                case ("bracket", "["):
                    items = tuple(self._items(tokens, spelled))
                    anchor = next(item for item in items if isinstance(item, (_Operands, _Attribute, _Types)))
                    if isinstance(anchor, _Types):
                        anchor = _Operands(anchor.slot, True, "")
                    yield _Group(items, anchor)
                case ("bracket", "]"):
                    return
                case ("word", _) | ("quoted", _):
                    yield self._word(text)
                case ("name", "attr-dict"):
                    self.punctuation = False
                    yield _AttributeDictionary(spelled)
                case _:
                    yield self._item(kind, text)

    def _word(self, text: str) -> _Word:
        long = len(text) > 1 and text != "->"
        before = long or text not in (">)}]," if self.punctuation else "<>(){}[],")
        space = " " if self.space and before else ""
        self.space = len(text) > 1 or text not in "<({["
        self.punctuation = not (text[0].isalpha() or text[0] == "_")
        return _Word(text, space)

    def _item(self, kind: str, text: str) -> Item:
        space = " " if self.space or not self.punctuation else ""
        self.space, self.punctuation = True, False
        match kind, text:
            case ("name", "operands"):
                return _Operands(None, True, space)
            case ("name", "same-type"):
                return _SameType(len(self.op.results), space)
            case ("name", "functional-type"):
                return _FunctionalType(space)
            case ("types", "results"):
                return _Types(None, space)
            case ("types", _):
                return _Types(text.lstrip("$"), space)
            case ("custom", _):
                name, *slots = text.split()
                directive = _directive(name)
                return _Custom(directive, tuple(slots), "" if getattr(directive, "TIGHT", False) else space)
            case _:
                slot = self.slots[text]
                if isinstance(slot, Operand):
                    return _Operands(text, slot.variadic or slot.optional, space)
                if isinstance(slot, Attribute):
                    return _Attribute(slot, space)
                raise ValueError(f"{self.op.name}: ${text} is neither an operand nor an attribute")


def _directive(name: str) -> Any:
    """The module of a directive; a name that Python reserves takes an underscore."""
    return importlib.import_module(f".directives.{name}{'_' if keyword.iskeyword(name) else ''}", __package__)


@cache
def format_of(op: Op) -> Format | None:
    """The format of an op, or None where it has only the generic form."""
    return None if op.assembly is None else Format(op)


# Both directions ----------------------------------------------------------------------------------------------------


def read_pretty(parser: Parser, state: OperationState, declared: Op) -> None:
    """Reads an operation after its name. `declared` has the format in which it is written."""
    format_ = format_of(declared)
    assert format_ is not None, f"{state.name} has no format"
    format_.read(parser, state)


def read_operands(parser: Parser) -> list[OperandRef]:
    """`%a, %b`, or nothing."""
    refs: list[OperandRef] = []
    if parser.at_operand():
        refs.append(parser.operand())
        while parser.accept(","):
            refs.append(parser.operand())
    return refs


def _read_types(parser: Parser) -> list[Any]:
    types = [parser.type()]
    while parser.accept(","):
        types.append(parser.type())
    return types


def result_names(operation: Operation) -> list[str]:
    """The names proposed for an operation's results: of its result slots if there are several, else by its format."""
    op = operation.op
    if op is None:
        return []
    if len(op.results) > 1 and not any(slot.variadic for slot in op.results):
        return [slot.name for slot in op.results]
    for directive in _directives(operation):
        if hasattr(directive, "result_name"):
            return [directive.result_name(operation)]
    return []


def stands_after_name(op: Op) -> bool:
    """Whether MLIR takes the end of the operation's name in short form for its place in the text."""
    format_ = format_of(op)
    return format_ is not None and any(hasattr(one, "STANDS_AFTER_NAME") for one in format_.directives)


def argument_names(region: Region) -> dict[Value, str]:
    """The names that the format of the operation around proposes for the arguments of a region."""
    for directive in _directives(region.parent):
        if hasattr(directive, "argument_names"):
            return directive.argument_names(region)
    return {}


def _directives(operation: Operation) -> list[Any]:
    format_ = None if operation.op is None else format_of(operation.op)
    return [] if format_ is None else format_.directives
