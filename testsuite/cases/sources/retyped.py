"""Examples of ops that are not elementwise, in other element types: any op, also one that was written yesterday."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....spec.attributes import Literal
from ....spec.lang import Example, Op, Sketch
from ....spec.lang.regions import Call, Output, Parameter
from ....spec.types import (
    BF16,
    COMPLEX64,
    ELEMENT_TYPES,
    F16,
    F32,
    F64,
    I1,
    SI8,
    SI32,
    UI8,
    UI32,
    FunctionType,
    TensorType,
)  # fmt: skip
from ..oracles.conversions import converted
from ..oracles.integers import Open
from ..oracles.tensors import Tensor, from_array, to_array
from .drafts import Draft, file_of, seeded, short, slug
from .numbers import any_bits
from .written import level_of, main_element

SOME = (I1, SI8, SI32, UI8, UI32, BF16, F16, F32, F64, COMPLEX64)
"""Types in which every example is tried; the first one is tried in all."""
MOVES = frozenset({
    "reshape", "broadcast", "broadcast_in_dim", "transpose", "reverse", "slice", "real_dynamic_slice", "pad",
    "dynamic_pad", "concatenate", "dynamic_slice", "dynamic_update_slice", "gather", "dynamic_gather", "tuple",
    "torch_index_select", "dynamic_reshape", "dynamic_broadcast_in_dim", "optimization_barrier", "get_tuple_element",
    "set_dimension_size",
})  # fmt: skip
"""Ops that keep the bits of elements; they are given any bits."""


def retyped(op: Op) -> Iterator[Draft]:
    """The examples of an op in other types; what the op does not allow falls away later."""
    if op.elementwise or op.mnemonic == "custom_call":  # what targets do is no business of the specification
        return
    for number, example in enumerate(op.examples):
        source = main_element(op, example)
        if source is None or source not in ELEMENT_TYPES:
            continue
        for target in ELEMENT_TYPES if number == 0 else SOME:
            if target == source and op.mnemonic not in MOVES:
                continue
            aspect = f"{slug(example.title)}-as-{short(target)}"
            changed = _Change(op, source, target, f"{file_of(op)}/{aspect}").example(example)
            moves = op.mnemonic in MOVES
            yield Draft(
                file_of(op), aspect, level_of(op, example), op, changed, optional=True, keeps_bits=moves,
            )  # fmt: skip


class _Change:
    """From one element type to another, in everything that an example is made of."""

    def __init__(self, op: Op, source: Any, target: Any, id_: str) -> None:
        self.op = op
        self.source = source
        self.target = target
        self.random = seeded(id_)
        self.calls: dict[int, Call] = {}

    def example(self, example: Example) -> Example:
        inputs = {name: self._slot(name, value) for name, value in example.inputs.items()}
        results = {name: _types(self._slot(name, value)) for name, value in example.results.items()}
        return Example(example.title, inputs, results)

    def _slot(self, name: str, value: Any) -> Any:
        slot = next((one for one in (*self.op.operands, *self.op.results) if one.name == name), None)
        if slot is not None and slot.variadic:
            return type(value)(self._operand(slot, one) for one in value)
        return self.value(value) if slot is None else self._operand(slot, value)

    def _operand(self, slot: Any, value: Any) -> Any:
        """An operand or result, which stays as it is where the slot does not take the other type."""
        type_ = value.type if isinstance(value, Literal) else value
        stays = isinstance(type_, TensorType) and not slot.types.accepts(type_.with_element(self.target))
        return value if stays else self.value(value)

    def value(self, value: Any) -> Any:
        if isinstance(value, Literal):
            return self._literal(value)
        if isinstance(value, TensorType):
            return value.with_element(self.target) if value.element == self.source else value
        if isinstance(value, FunctionType):
            return FunctionType(tuple(map(self.value, value.inputs)), tuple(map(self.value, value.outputs)))
        if isinstance(value, Sketch):
            outputs = tuple(map(self._node, value.outputs))
            return Sketch(tuple(map(self.value, value.inputs)), lambda *_: outputs)
        if type(value) in (tuple, list):
            return type(value)(self.value(part) for part in value)
        return value

    def _literal(self, literal: Literal) -> Literal:
        if literal.type.element != self.source:
            return literal
        type_ = literal.type.with_element(self.target)
        if self.op.mnemonic in MOVES:
            return Literal(type_, to_array(Tensor(type_, any_bits(self.target, literal.array.size, self.random))))
        cells = [converted(self.source, self.target, cell) for cell in from_array(literal.array, literal.type).cells]
        plain = [cell.value if isinstance(cell, Open) else cell for cell in cells]
        return Literal(type_, to_array(Tensor(type_, plain)))

    def _node(self, node: Any) -> Any:
        if isinstance(node, Parameter):
            return Parameter(node.index, self.value(node.type))
        made = self.calls.get(id(node.call))
        if made is None:
            operands = tuple(map(self._node, node.call.operands))
            attributes = {name: self.value(value) for name, value in node.call.attributes.items()}
            made = Call(node.call.op, operands, attributes, tuple(map(self.value, node.call.types)))
            self.calls[id(node.call)] = made
        return Output(made, node.index)


def _types(value: Any) -> Any:
    """Types instead of expected values, which belong to the example's own element type."""
    if isinstance(value, Literal):
        return value.type
    if type(value) in (tuple, list):
        return type(value)(_types(part) for part in value)
    return value
