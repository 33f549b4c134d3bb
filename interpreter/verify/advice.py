"""What is said besides a broken rule: where that which it is about is defined, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...spec.lang.binding import distribute
from ...spec.lang.op import Op
from ..diagnostics import Diagnostic, Severity, diagnose
from ..hints import get_close_matches
from ..ir import Block, Operation, Region, Span, Value
from .bind import FunctionReference, lookup, operands_by_slot

MOST_NOTES = 4
"""Notes that one problem has at most."""


def notes(op: Op, operation: Operation, slots: Iterable[str], bound: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Where the operands, regions and functions are defined that the slots hold; each place once, in order."""
    found: dict[tuple[int, int], Diagnostic] = {}
    for slot in slots:
        for message, span in _places(op, operation, slot, bound):
            inside = operation.span is not None and span.start == operation.span.start
            if not inside and len(found) < MOST_NOTES:
                found.setdefault((span.start, span.end), diagnose(message, span, severity=Severity.NOTE))
    return tuple(found.values())


def _places(op: Op, operation: Operation, slot: str, bound: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    slot = slot.removesuffix("_value").removesuffix("_operations")
    operands = operands_by_slot(op, operation, operation.operands)
    regions = distribute(op.regions, operation.regions, "regions")
    if slot in operands:
        yield from _of_values(slot, operands[slot])
    elif slot in regions:
        yield from _of_regions(slot, regions[slot])
    elif isinstance(reference := bound.get(slot), FunctionReference):
        function = lookup(operation, operation.attributes[slot])
        if function is not None and (span := head(function)) is not None:
            yield f"{reference} is defined here", span


def _of_values(slot: str, values: Value | tuple[Value, ...] | None) -> Iterator[tuple[str, Span]]:
    for value in values if isinstance(values, tuple) else (values,):
        if value is not None and value.span is not None:
            yield f"'{slot}' is defined here, of type {value.type}", value.span


def _of_regions(slot: str, regions: Region | tuple[Region, ...] | None) -> Iterator[tuple[str, Span]]:
    """A region takes what the arguments of its entry block are, and gives what its terminator returns."""
    for region in regions if isinstance(regions, tuple) else (regions,):
        entry = region.entry if region is not None else None
        if entry is None:
            continue
        if (span := _arguments(entry)) is not None:
            yield f"'{slot}' takes {_types(entry.arguments)}", span
        if entry.terminator is not None and entry.terminator.span is not None:
            yield f"'{slot}' returns {_types(entry.terminator.operands)}", entry.terminator.span


def _arguments(block: Block) -> Span | None:
    """From the first argument of a block to its last."""
    spans = [argument.span for argument in block.arguments if argument.span is not None]
    if not spans:
        return block.span
    return Span(spans[0].source, spans[0].start, spans[-1].end)


def _types(values: list[Value]) -> str:
    return f"({', '.join(str(value.type) for value in values)})"


def head(operation: Operation) -> Span | None:
    """The first line of an operation, at most."""
    span = operation.span
    if span is None:
        return None
    end = span.source.text.find("\n", span.start, span.end)
    return Span(span.source, span.start, span.end if end < 0 else end)


def attribute_hint(op: Op, operation: Operation, slot: str | None) -> str | None:
    """For a declared attribute that is missing: an attribute that may be it, misspelt."""
    declared = {attribute.name for attribute in op.attributes}
    if slot is None or slot not in declared or slot in operation.attributes:
        return None
    others = [name for name in operation.attributes if name not in declared]
    close = get_close_matches(slot, others)
    return f"did you mean '{slot}' where '{close[0]}' stands?" if close else None


def symbol_hint(operation: Operation, bound: dict[str, Any]) -> str | None:
    """For a reference to a function that there is not: a function whose name is close."""
    missing = [one.name for one in bound.values() if isinstance(one, FunctionReference) and one.type is None]
    if not missing:
        return None
    known = {
        member.symbol
        for ancestor in operation.ancestors()
        if ancestor.name == "builtin.module"
        for region in ancestor.regions
        for block in region.blocks
        for member in block.operations
        if member.symbol
    }
    close = get_close_matches(missing[0], sorted(known))
    return f"did you mean '@{close[0]}'?" if close else None

