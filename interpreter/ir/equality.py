"""Whether two programs are the same up to names, labels, locations, and defaults that are spelled out."""

from __future__ import annotations

from typing import Any

from ...spec.attributes import ArrayAttr, DictAttr
from .core import Block, Module, Operation, Value


def same_module(left: Module, right: Module) -> str | None:
    """The first difference between two programs in words, or None where there is none."""
    return same_operation(left.operation, right.operation)


def same_operation(left: Operation, right: Operation) -> str | None:
    """The first difference between two operations with all they hold, or None where there is none."""
    pairs: list[tuple[Operation, Operation]] = []
    values: dict[Value, Value] = {}
    blocks: dict[Block, Block] = {}
    pending = [(left, right)]
    while pending:
        one, other = pending.pop()
        pairs.append((one, other))
        difference = _compare(one, other)
        if difference is not None:
            return f"{_place(one)}: {difference}"
        values.update(zip(one.results, other.results, strict=True))
        inside: list[tuple[Operation, Operation]] = []
        for index, (region, counterpart) in enumerate(zip(one.regions, other.regions, strict=True)):
            for block, twin in zip(region.blocks, counterpart.blocks, strict=True):
                difference = _compare_blocks(block, twin)
                if difference is not None:
                    return f"{_place(one)}: region {index}: {difference}"
                blocks[block] = twin
                values.update(zip(block.arguments, twin.arguments, strict=True))
                inside.extend(zip(block.operations, twin.operations, strict=True))
        pending.extend(reversed(inside))
    for one, other in pairs:
        for index, (value, twin) in enumerate(zip(one.operands, other.operands, strict=True)):
            if values.get(value, value) is not twin:
                return f"{_place(one)}: operand {index} is %{value.name} in one program, %{twin.name} in the other"
        for index, (block, twin) in enumerate(zip(one.successors, other.successors, strict=True)):
            if blocks.get(block, block) is not twin:
                return f"{_place(one)}: successor {index} is another block"
    return None


def _compare(one: Operation, other: Operation) -> str | None:
    """What differs between two operations, their operands and what is inside of them left aside."""
    if one.name != other.name:
        return f"the other program has {other.name}"
    for what, count, number in (
        ("operands", len(one.operands), len(other.operands)),
        ("regions", len(one.regions), len(other.regions)),
        ("successors", len(one.successors), len(other.successors)),
    ):
        if count != number:
            return f"{count} {what} in one program, {number} in the other"
    types, counterparts = [value.type for value in one.results], [value.type for value in other.results]
    if types != counterparts:
        return f"results are {_list(types)} in one program, {_list(counterparts)} in the other"
    for region, counterpart in zip(one.regions, other.regions, strict=True):
        if len(region.blocks) != len(counterpart.blocks):
            return f"{len(region.blocks)} blocks in one program, {len(counterpart.blocks)} in the other"
    said, counter = _said(one), _said(other)
    for name in sorted(said.keys() | counter.keys()):
        if name not in said or name not in counter:
            return f"attribute '{name}' is in one program only"
        if not same_attribute(said[name], counter[name]):
            return f"attribute '{name}' is {said[name]} in one program, {counter[name]} in the other"
    return None


def _said(operation: Operation) -> dict[str, Any]:
    """The attributes of an operation without those that equal their default."""
    slots = {} if operation.op is None else {slot.name: slot for slot in operation.op.attributes}
    return {
        name: value
        for name, value in operation.attributes.items()
        if name not in slots or not slots[name].says_nothing(value)
    }


def _compare_blocks(block: Block, twin: Block) -> str | None:
    types, counterparts = [value.type for value in block.arguments], [value.type for value in twin.arguments]
    if types != counterparts:
        return f"arguments are {_list(types)} in one program, {_list(counterparts)} in the other"
    if len(block.operations) != len(twin.operations):
        return f"{len(block.operations)} operations in one program, {len(twin.operations)} in the other"
    return None


def same_attribute(one: Any, other: Any) -> bool:
    """Whether two attributes are the same; the order of a dictionary's entries means nothing."""
    match one, other:
        case DictAttr(), DictAttr():
            entries, others = dict(one.entries), dict(other.entries)
            return entries.keys() == others.keys() and all(
                same_attribute(value, others[name]) for name, value in entries.items()
            )
        case tuple(), tuple():
            members: tuple[Any, ...] = one  # pyright: ignore[reportUnknownVariableType]
            counterparts: tuple[Any, ...] = other  # pyright: ignore[reportUnknownVariableType]
            return len(members) == len(counterparts) and all(map(same_attribute, members, counterparts))
        case ArrayAttr(), ArrayAttr():
            # As text, NaNs are equal and zeros have a sign.
            return one.element == other.element and repr(one.values) == repr(other.values)
        case _:
            return type(one) is type(other) and bool(one == other)


def _place(operation: Operation) -> str:
    """`func.func @main: stablehlo.add`."""
    around = [f"{one.name} @{one.symbol}" for one in operation.ancestors() if one.symbol is not None]
    name = operation.name if operation.symbol is None else f"{operation.name} @{operation.symbol}"
    return ": ".join([*reversed(around), name])


def _list(types: list[Any]) -> str:
    return f"({', '.join(map(str, types))})"
