"""Rewrites programs into fewer kinds of operations: those that declare a decomposition become what it says.

What is left is StableHLO without CHLO, without composites, and without ops that others have taken the place of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ..spec.lang.binding import bind_attributes, distribute
from ..spec.lang.errors import Unsupported
from ..spec.lang.op import Op
from ..spec.lang.regions import Inlined, Node, Parameter
from ..spec.lang.registry import find
from .diagnostics import InputError, UnsupportedError, diagnose
from .ir import Block, Module, Operation, Region, Value
from .ir.build import emit
from .verify.bind import operands_by_slot, read_attributes, results_by_slot


def decompose(module: Module, *, only: Collection[str] | None = None) -> Module:
    """A program that does the same as a verified one, without operations that have a decomposition.

    `only` names the ops to rewrite, with their dialect (`chlo.tan`); by default all that can be. The given module
    stays as it is. Results may differ in their last digits: each op's page says how far. Raises UnsupportedError with
    the place of an operation whose decomposition does not cover its types, InputError where `only` names an op that
    has none.
    """
    check_names(only)
    return Module(_Rewriter(only).copy(module.operation, {})[0], module.source)


def check_names(only: Collection[str] | None) -> None:
    """Raises InputError unless all named ops have a decomposition."""
    for name in only or ():
        op = find(name)
        if op is None or not op.decomposes:
            reason = "there is no such op" if op is None else "it has no decomposition"
            raise InputError(diagnose(f"{name!r} cannot be rewritten: {reason}"))


class _Rewriter:
    """Copies operations; `values` maps those of the given program to those of the new one."""

    def __init__(self, only: Collection[str] | None) -> None:
        self.only = only

    def wanted(self, op: Op | None) -> bool:
        """Whether operations of this op are rewritten."""
        return op is not None and op.decomposes and (self.only is None or op.name in self.only)

    def copy(self, operation: Operation, values: dict[Value, Value]) -> list[Operation]:
        """What stands for an operation in the new program, in order; its results are entered into `values`."""
        operands = [values[operand] for operand in operation.operands]
        made: list[Operation] = []
        if self.wanted(operation.op):
            results = self.replaced(operation, operands, made)
        else:
            made.append(self.cloned(operation, operands, values))
            results = made[-1].results
        values.update(zip(operation.results, results, strict=True))
        return made

    def cloned(self, operation: Operation, operands: list[Value], values: dict[Value, Value]) -> Operation:
        """The same operation with other operands, its regions rewritten."""
        types = [result.type for result in operation.results]
        made = Operation(operation.name, operation.op, operands, dict(operation.attributes), types, operation.span)
        made.properties, made.location = operation.properties, operation.location
        for result, given in zip(made.results, operation.results, strict=True):
            result.name, result.span = given.name, given.span
        for region in operation.regions:
            self.rewrite(region, made.add_region(), values)
        return made

    def rewrite(self, region: Region, made: Region, values: dict[Value, Value]) -> None:
        """Copies the blocks of a region."""
        for block in region.blocks:
            copy = made.add_block(block.label, block.span)
            for argument in block.arguments:
                values[argument] = copy.add_argument(argument.type, argument.name, argument.span)
            for operation in block.operations:
                _append(copy, self.copy(operation, values))

    def replaced(self, operation: Operation, operands: list[Value], made: list[Operation]) -> list[Value]:
        """The results of what does the same as an operation; `made` gets the operations that this takes."""
        op = operation.op
        assert op is not None
        types = [value.type for value in operands]
        known = operands_by_slot(op, operation, types)
        known |= results_by_slot(op, operation, [result.type for result in operation.results])
        known |= bind_attributes(op, read_attributes(op, operation), known)
        nodes = [Parameter(i, type_) for i, type_ in enumerate(types)]  # pyright: ignore[reportArgumentType] - have types
        known |= operands_by_slot(op, operation, nodes)
        known |= distribute(op.regions, [self.inlined(region) for region in operation.regions], "regions")
        try:
            body = op.decompose(types, known)  # pyright: ignore[reportArgumentType]
        except Unsupported as error:
            message = f"'{operation.name}' cannot be decomposed: {error}"
            raise UnsupportedError(diagnose(message, operation.span, op=operation.name)) from None

        def place(one: Operation) -> list[Value]:
            if one.span is None:
                one.span, one.location = operation.span, operation.location
            if self.wanted(one.op):
                return self.replaced(one, one.operands, made)
            made.append(one)
            return one.results

        return emit(body, operands, place)

    def inlined(self, region: Region) -> Callable[..., tuple[Node, ...]]:
        """A region of one block that sees nothing of what is around it, as a function of values of a sketched body."""
        block = region.blocks[0]
        *operations, last = block.operations

        def expand(arguments: list[Value], place: Callable[[Operation], Any]) -> list[Value]:
            values = dict(zip(block.arguments, arguments, strict=True))
            for operation in operations:
                for made in self.copy(operation, values):
                    place(made)
            return [values[value] for value in last.operands]

        def apply(*arguments: Node) -> tuple[Node, ...]:
            types = tuple(value.type for value in last.operands)
            return Inlined(arguments, types, expand).results  # pyright: ignore[reportArgumentType]

        return apply


def _append(block: Block, operations: list[Operation]) -> None:
    for operation in operations:
        block.append(operation)
