"""Names of values and labels of blocks in printed text, by MLIR's rules.

Values are numbered in order of appearance; arguments of entry blocks are `%arg0`, `%arg1`, ...; some operations propose
names (`%c`, `%iterArg`), which take a number where they are used already in the same or an enclosing region. A region
goes on with the numbers of the operations around it, and its own numbers are free again after it; in generic form all
numbers are different.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import NamedTuple

from ..ir.core import Block, Operation, Region, Value
from .assembly import argument_names, result_names


class _Counters(NamedTuple):
    """The next number of a value, of an argument, and of a name that is taken."""

    value: int = 0
    argument: int = 0
    conflict: int = 0


class Names:
    """Texts of values (`%0`, `%1#2`, `%arg0`), of what stands left of the `=` of an operation, and of block labels.

    `depth` is how deeply regions nest.
    """

    def __init__(self, root: Operation, *, generic: bool) -> None:
        self.values: dict[Value, str] = {}
        self.definitions: dict[Operation, str] = {}
        self.labels: dict[Block, str] = {}
        self.depth = 0
        self._generic = generic
        self._value = self._argument = self._conflict = 0
        self._used: ChainMap[str, None] = ChainMap({})
        self._number(root)

    def _number(self, root: Operation) -> None:
        """Numbers everything inside an operation. Regions of a block are visited from the last to the first."""
        top: ChainMap[str, None] = self._used
        pending: list[tuple[Region, _Counters, ChainMap[str, None], int]] = []
        self._name_results(root)
        pending.extend((region, self._counters(), top, 1) for region in root.regions)
        while pending:
            region, counters, scope, depth = pending.pop()
            self.depth = max(self.depth, depth)
            if not self._generic:
                self._value, self._argument, self._conflict = counters
            self._used = scope.new_child({})
            self._name_region(region)
            after, scope = self._counters(), self._used
            pending.extend(
                (inner, after, scope, depth + 1)
                for block in region.blocks
                for operation in block.operations
                for inner in operation.regions
            )

    def _counters(self) -> _Counters:
        return _Counters(self._value, self._argument, self._conflict)

    def _name_region(self, region: Region) -> None:
        proposed: Mapping[Value, str] = {} if self._generic else argument_names(region)
        for value, name in proposed.items():
            self.values[value] = f"%{self._unique(name)}"
        for index, block in enumerate(region.blocks):
            self.labels[block] = f"^bb{index}"
            for argument in block.arguments:
                if argument not in self.values:
                    self.values[argument] = f"%arg{self._next_argument()}" if index == 0 else f"%{self._next_value()}"
            for operation in block.operations:
                self._name_results(operation)

    def _name_results(self, operation: Operation) -> None:
        results = operation.results
        if not results:
            return
        proposed = [] if self._generic else result_names(operation)
        if len(proposed) == len(results):
            for result, name in zip(results, proposed, strict=True):
                self.values[result] = f"%{self._unique(name)}"
            self.definitions[operation] = ", ".join(self.values[result] for result in results)
            return
        text = f"%{self._next_value()}"
        if len(results) == 1:
            self.values[results[0]] = self.definitions[operation] = text
            return
        self.definitions[operation] = f"{text}:{len(results)}"
        for index, result in enumerate(results):
            self.values[result] = f"{text}#{index}"

    def _next_value(self) -> int:
        self._value += 1
        return self._value - 1

    def _next_argument(self) -> int:
        self._argument += 1
        return self._argument - 1

    def _unique(self, name: str) -> str:
        unique = name
        while unique in self._used:
            unique = f"{name}_{self._conflict}"
            self._conflict += 1
        self._used[unique] = None
        return unique
