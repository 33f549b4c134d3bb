"""Examples and rejects of the op records, written by hand beside the ops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....spec.attributes import Literal
from ....spec.lang import Example, Op
from ....spec.lang.values import TOKEN_VALUE, FutureValue
from ....spec.types import TensorType
from ...golden import Level
from .drafts import Draft, file_of, short, slug

SHAPES_AT_RUN_TIME = frozenset({
    "dynamic_broadcast_in_dim", "dynamic_conv", "dynamic_gather", "dynamic_iota", "dynamic_pad", "dynamic_reshape",
    "real_dynamic_slice", "set_dimension_size",
})  # fmt: skip
"""Ops whose result sizes are values."""


def examples(op: Op) -> Iterator[Draft]:
    """One draft an example that has values for all operands."""
    for example in op.examples:
        if _has_values(op, example):
            aspect = f"{slug(example.title)}-{short(main_element(op, example))}"
            yield Draft(file_of(op), aspect, level_of(op, example), op, example, written=True)


def _has_values(op: Op, example: Example) -> bool:
    given = [example.inputs[slot.name] for slot in op.operands if slot.name in example.inputs]
    if any(isinstance(value, FutureValue) for value in given):
        return False  # a program cannot be given a future
    return all(isinstance(leaf, Literal) or leaf is TOKEN_VALUE for leaf in leaves(given))


def leaves(value: Any) -> Iterator[Any]:
    """Tensors and tokens of a value."""
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def main_element(op: Op, example: Example) -> Any:
    """The element type that an application is about: of its first tensor operand, else of its first result."""
    for slot in (*op.operands, *op.results, *op.attributes):
        for leaf in leaves(example.inputs.get(slot.name, example.results.get(slot.name))):
            type_ = leaf.type if isinstance(leaf, Literal) else leaf
            if isinstance(type_, TensorType):
                return type_.element
    return None


def level_of(op: Op, example: Example) -> Level:
    """The level of an application; `dynamic` and `quantized` are found in the program itself later."""
    if any(slot.name in ("replica_groups", "source_target_pairs") for slot in op.attributes):
        return Level.COLLECTIVE
    return Level.DYNAMIC if op.mnemonic in SHAPES_AT_RUN_TIME else Level.CORE
