"""The program as data: operations with operands, attributes, regions and results.

One IR serves text and portable artifacts. Nothing here knows semantics; `Operation.op` points at the declaration that
does. Every operation and value keeps the span of source it was read from.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...spec.lang.op import Op
from ...spec.types import ElementType, FunctionType, Type

if TYPE_CHECKING:
    from .locations import Location


class Source:
    """A named text. Lines and columns count from 1; columns count characters."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        position = find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = find("\n", position + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Text of a line, without its end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]


class Span(NamedTuple):
    """A stretch of a source: offsets of its first character and past its last."""

    source: Source
    start: int
    end: int


class Value:
    """A result of an operation or an argument of a block. `name` is the spelling without `%`, for messages.

    `location` is what the text says about an argument; results have that of their operation.
    """

    __slots__ = ("index", "location", "name", "owner", "span", "type")

    def __init__(
        self, type_: Type | ElementType, owner: Operation | Block, index: int, name: str = "", span: Span | None = None
    ) -> None:
        self.type = type_
        self.owner = owner
        self.index = index
        self.name = name
        self.span = span
        self.location: Location | None = None


class Operation:
    """One operation.

    `attributes` holds inherent and discardable attributes alike; the declaration tells which are which. `op` is None
    for operations that no dialect declares (kept only where unregistered operations are allowed). `properties` tells
    which attributes of such an operation stood in `<{...}>`.
    """

    __slots__ = (
        "attributes", "location", "name", "op", "operands", "parent", "properties", "regions", "results", "span",
        "successors",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        op: Op | None,
        operands: list[Value] | None = None,
        attributes: dict[str, Any] | None = None,
        result_types: list[Any] | tuple[Any, ...] = (),
        span: Span | None = None,
    ) -> None:
        self.name = name
        self.op = op
        self.operands: list[Value] = operands or []
        self.attributes: dict[str, Any] = attributes or {}
        self.properties: frozenset[str] = frozenset()
        self.regions: list[Region] = []
        self.results: list[Value] = [Value(type_, self, i) for i, type_ in enumerate(result_types)]
        self.location: Location | None = None
        self.span = span
        self.parent: Block | None = None
        self.successors: tuple[Block, ...] = ()

    def add_region(self) -> Region:
        """Appends an empty region."""
        region = Region(self)
        self.regions.append(region)
        return region

    @property
    def symbol(self) -> str | None:
        """The name that the operation defines, if it is a symbol."""
        name = self.attributes.get("sym_name")
        return name if isinstance(name, str) else None

    def walk(self) -> Iterator[Operation]:
        """This operation and all inside it, in order of appearance. Does not recurse."""
        stack: list[Operation] = [self]
        while stack:
            operation = stack.pop()
            yield operation
            for region in reversed(operation.regions):
                for block in reversed(region.blocks):
                    stack.extend(reversed(block.operations))

    def ancestors(self) -> Iterator[Operation]:
        """The operations around this one, innermost first."""
        block = self.parent
        while block is not None:
            operation = block.parent.parent
            yield operation
            block = operation.parent


class Block:
    """A list of operations with arguments. `label` is the spelling without `^`, empty where the source has none."""

    __slots__ = ("arguments", "label", "operations", "parent", "span")

    def __init__(self, parent: Region, label: str = "", span: Span | None = None) -> None:
        self.parent = parent
        self.label = label
        self.arguments: list[Value] = []
        self.operations: list[Operation] = []
        self.span = span

    def add_argument(self, type_: Type | ElementType, name: str = "", span: Span | None = None) -> Value:
        """Appends an argument."""
        value = Value(type_, self, len(self.arguments), name, span)
        self.arguments.append(value)
        return value

    def append(self, operation: Operation) -> Operation:
        """Appends an operation."""
        operation.parent = self
        self.operations.append(operation)
        return operation

    @property
    def terminator(self) -> Operation | None:
        """The last operation, if it is a declared terminator."""
        last = self.operations[-1] if self.operations else None
        return last if last is not None and last.op is not None and last.op.terminator else None


class Region:
    """A list of blocks inside an operation. StableHLO's regions have one block."""

    __slots__ = ("blocks", "parent")

    def __init__(self, parent: Operation) -> None:
        self.parent = parent
        self.blocks: list[Block] = []

    def add_block(self, label: str = "", span: Span | None = None) -> Block:
        """Appends an empty block."""
        block = Block(self, label, span)
        self.blocks.append(block)
        return block

    @property
    def entry(self) -> Block | None:
        """The first block."""
        return self.blocks[0] if self.blocks else None

    def function_type(self) -> FunctionType:
        """Types of the entry block's arguments, and of what its terminator returns."""
        entry = self.entry
        if entry is None:
            return FunctionType((), ())
        terminator = entry.terminator
        outputs = () if terminator is None else tuple(value.type for value in terminator.operands)
        return FunctionType(tuple(argument.type for argument in entry.arguments), outputs)


class Module:
    """A whole program: a `builtin.module` operation and the source it was read from.

    `plans` is where the engine keeps what it compiled; a module that has been run must not be changed. `upgrades` says
    what the source spells as in other times, and what that is called today.
    `str(module)` is its text in pretty syntax, `module.text(generic=True)` in generic syntax.
    """

    def __init__(self, operation: Operation, source: Source | None = None) -> None:
        self.operation = operation
        self.source = source
        self.plans: dict[Any, Any] = {}
        self.upgrades: tuple[tuple[str, Span], ...] = ()

    @property
    def body(self) -> Block:
        """The block that holds the module's operations."""
        return self.operation.regions[0].blocks[0]

    @property
    def name(self) -> str | None:
        """The module's symbol, if it has one."""
        return self.operation.symbol

    @cached_property
    def symbols(self) -> dict[str, Operation]:
        """The operations directly inside the module that define a symbol, by name (the first where two collide)."""
        found: dict[str, Operation] = {}
        for operation in self.body.operations:
            if operation.symbol is not None:
                found.setdefault(operation.symbol, operation)
        return found

    @property
    def functions(self) -> dict[str, Operation]:
        """The module's `func.func` operations by name, in order of appearance."""
        return {name: operation for name, operation in self.symbols.items() if operation.name == "func.func"}

    def walk(self) -> Iterator[Operation]:
        """Every operation of the program, in order of appearance."""
        return self.operation.walk()

    def strip_locations(self) -> None:
        """Forgets where everything comes from: all locations become unknown."""
        from .locations import UNKNOWN

        for operation in self.walk():
            operation.location = UNKNOWN
            for region in operation.regions:
                for block in region.blocks:
                    for argument in block.arguments:
                        argument.location = UNKNOWN

    def text(self, *, generic: bool = False, locations: bool = False, elide: int | None = None) -> str:
        """The program as text.

        With `locations`, every operation and argument is followed by where it comes from; constants of more than
        `elide` elements are left out (such a text cannot be run).
        """
        from ..text.printer import print_module

        return print_module(self, generic=generic, locations=locations, elide=elide)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from ..notebook import module_html

        return module_html(self)
