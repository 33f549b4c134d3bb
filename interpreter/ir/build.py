"""Builds operations from sketched bodies (spec's `Sketch`), which examples and decompositions are written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...spec.lang.op import Op
from ...spec.lang.regions import Inlined, Node, Parameter, Sketch
from ...spec.lang.registry import find
from ...spec.lang.slots import Attribute
from .core import Block, Operation, Value


def full_name(op: str) -> str:
    """The name of an op as sketches write it, with its dialect: `add` is `stablehlo.add`."""
    return op if "." in op else f"stablehlo.{op}"


def applied(name: str, operands: list[Value], given: Mapping[str, Any], types: tuple[Any, ...]) -> Operation:
    """A declared operation with attributes and regions of these values, by slot name."""
    op = find(name)
    assert op is not None, name
    made = Operation(name, op, operands, attributes(op, given), types)
    for slot in op.regions:
        for one in given[slot.name] if slot.variadic else (given[slot.name],):
            fill(made.add_region().add_block(), one)
    return made


def attributes(op: Op, given: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes of an operation from values by slot name, or by field of a group."""
    made: dict[str, Any] = {}
    for slot in op.attributes:
        value = given.get(slot.name)
        if value is None and any(field in given for field in slot.group):
            value = grouped(slot, given)
        if value is not None and (built := slot.kind.build(value)) is not None:
            made[slot.name] = built
    return made


def grouped(slot: Attribute, given: Mapping[str, Any]) -> Any:
    """A structured attribute from the fields that are given."""
    cls: type[Any] = slot.kind.type  # pyright: ignore[reportAttributeAccessIssue]
    return cls(**{field: given[field] for field in slot.group if field in given})


def fill(block: Block, body: Sketch, terminator: str = "stablehlo.return") -> None:
    """Writes a sketched body into a block, with arguments and terminator."""
    inputs = [block.add_argument(type_) for type_ in body.inputs]
    outputs = emit(body, inputs, lambda made: block.append(made).results)
    block.append(Operation(terminator, find(terminator), outputs))


def emit(body: Sketch, inputs: list[Value], place: Callable[[Operation], list[Value]]) -> list[Value]:
    """The values that a body returns for inputs. `place` gets every operation that it takes, in order, and gives the
    values that stand for its results."""
    values: dict[tuple[int, int], Value] = {}

    def value_of(node: Node) -> Value:
        return inputs[node.index] if isinstance(node, Parameter) else values[id(node.call), node.index]

    for call in body.calls():
        operands = [value_of(node) for node in call.operands]
        if isinstance(call, Inlined):
            results = call.expand(operands, place)
        else:
            results = place(applied(full_name(call.op), operands, call.attributes, call.types))
        values.update({(id(call), i): result for i, result in enumerate(results)})
    return [value_of(node) for node in body.outputs]

