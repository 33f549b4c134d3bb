"""From an operation of a program to values by slot name, as constraints see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

from ...spec.attributes import ArrayAttr, Literal, OpaqueAttr, SymbolRef
from ...spec.lang.attribute_kinds import WrongKind
from ...spec.lang.binding import WrongCount, bind_attributes, distribute
from ...spec.lang.op import Op
from ...spec.record import record
from ...spec.types import SI32, FunctionType
from ..ir import Operation, Value

T = TypeVar("T")


@record
class FunctionReference:
    """A symbol as constraints see it: its name, and the type of the function it names (None where there is none)."""

    name: str
    type: FunctionType | None

    def __str__(self) -> str:
        return f"@{self.name}"


class BindError(Exception):
    """The operation does not fit the op's signature. `slot` is the slot concerned, where there is one."""

    def __init__(self, message: str, slot: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.slot = slot


def read_attributes(op: Op, operation: Operation) -> dict[str, Any]:
    """Values of the declared attributes that the operation has. Raises BindError."""
    values: dict[str, Any] = {}
    for slot in op.attributes:
        attribute = operation.attributes.get(slot.name)
        if attribute is None:
            if slot.required:
                raise BindError(f"requires attribute '{slot.name}', {slot.kind}", slot.name)
            continue
        try:
            values[slot.name] = slot.kind.read(attribute)
        except WrongKind as error:
            raise BindError(f"attribute '{slot.name}' must be {error}", slot.name) from None
    return values


def operands_by_slot(op: Op, operation: Operation, values: Sequence[T]) -> dict[str, Any]:
    """What stands for the operands, by slot name. Raises WrongCount."""
    return distribute(op.operands, values, "operands", _sizes(op, operation, "operandSegmentSizes"))


def results_by_slot(op: Op, operation: Operation, values: Sequence[T]) -> dict[str, Any]:
    """What stands for the results, by slot name. Raises WrongCount."""
    return distribute(op.results, values, "results", _sizes(op, operation, "resultSegmentSizes"))


def _sizes(op: Op, operation: Operation, name: str) -> tuple[int, ...] | None:
    """How many values each slot gets, where an attribute says so."""
    if not op.segmented:
        return None
    sizes = operation.attributes.get(name)
    if not isinstance(sizes, ArrayAttr) or sizes.element != SI32:
        raise WrongCount(f"requires attribute '{name}', an array of i32")
    return sizes.values


def bind(op: Op, operation: Operation) -> dict[str, Any]:
    """Types of operands, regions and results and values of attributes, by slot name. Raises BindError."""
    bound = bind_types(op, operation)
    return bound | bind_values(op, operation, bound)


def bind_types(op: Op, operation: Operation) -> dict[str, Any]:
    """Types of operands, regions and results, by slot name. Raises BindError."""
    try:
        bound = operands_by_slot(op, operation, [value.type for value in operation.operands])
        bound.update(results_by_slot(op, operation, [value.type for value in operation.results]))
        regions = [region.function_type() if region.blocks else None for region in operation.regions]
        bound.update(distribute(op.regions, regions, "regions"))
    except WrongCount as error:
        raise BindError(str(error)) from None
    for slot, region in zip(op.regions, operation.regions, strict=False):
        bound[f"{slot.name}_operations"] = tuple(one.name for block in region.blocks for one in block.operations)
    if op.constant_operands:
        operands = operands_by_slot(op, operation, operation.operands)
        bound.update({f"{name}_value": constant_value(operands[name]) for name in op.constant_operands})
    return bound


def bind_values(op: Op, operation: Operation, bound: dict[str, Any]) -> dict[str, Any]:
    """Values of attributes by slot name. Defaults depend on types, which must fit their slots. Raises BindError."""
    values = bind_attributes(op, read_attributes(op, operation), bound)
    for name, value in values.items():
        values[name] = _with_functions(operation, value)
        mesh = getattr(value, "mesh_name", None)
        if isinstance(mesh, SymbolRef) and lookup(operation, mesh) is None:
            raise BindError(f"attribute '{name}' names the mesh {mesh}, which the program does not have", name)
    return values


def _with_functions(operation: Operation, value: Any) -> Any:
    """The value of an attribute with references to functions in the place of symbols."""
    if isinstance(value, SymbolRef):
        return FunctionReference(value.name, function_type(operation, value))
    if isinstance(value, tuple):
        return tuple(_with_functions(operation, one) for one in value)  # pyright: ignore[reportUnknownVariableType]
    return value


def constant_value(value: Value) -> np.ndarray[Any, Any] | None:
    """The elements of a value that an operation gives which does nothing but give a constant; None for others."""
    maker = value.owner
    if not isinstance(maker, Operation) or maker.operands or maker.op is None or not maker.op.view:
        return None
    return next((one.array for one in maker.attributes.values() if isinstance(one, Literal)), None)


def lookup(operation: Operation, symbol: SymbolRef) -> Operation | None:
    """The operation that a symbol names, searched in the symbol tables around the operation, innermost first."""
    for ancestor in operation.ancestors():
        if ancestor.name != "builtin.module":
            continue
        found = _member(ancestor, symbol.name)
        for name in symbol.nested:
            found = None if found is None else _member(found, name)
        if found is not None:
            return found
    return None


def _member(table: Operation, name: str) -> Operation | None:
    operations = (operation for region in table.regions for block in region.blocks for operation in block.operations)
    return next((operation for operation in operations if operation.symbol == name), None)


def function_type(operation: Operation, symbol: SymbolRef) -> FunctionType | None:
    """The type of the function that a symbol names, or None."""
    function = lookup(operation, symbol)
    type_ = None if function is None else function.attributes.get("function_type")
    return type_ if isinstance(type_, FunctionType) else None


def mesh_sizes(operation: Operation) -> tuple[int, ...]:
    """The sizes of all axes of the meshes that attributes of another dialect name (`@mesh`) or hold."""
    found: list[int] = []
    for attribute in operation.attributes.values():
        if not isinstance(attribute, OpaqueAttr):
            continue
        for name in _SYMBOL.findall(attribute.text):
            mesh = lookup(operation, SymbolRef(name))
            found += _axes(mesh.attributes.get("mesh") if mesh is not None else None)
        found += _axes(attribute)
    return tuple(found)


_SYMBOL = re.compile(r'@"?([\w$.-]+)')
_AXIS = re.compile(r'"\s*=\s*(\d{1,18})')


def _axes(mesh: object) -> list[int]:
    """`["x"=2, "y"=4]`: the sizes."""
    return [int(size) for size in _AXIS.findall(mesh.text)] if isinstance(mesh, OpaqueAttr) else []
