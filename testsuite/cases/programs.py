"""From an example of an op to a program: a function of the example's operands that applies the op once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...interpreter import interop as _interop  # noqa: F401 - makes the dialects known
from ...interpreter.ir import Block, Module, Operation, Value
from ...interpreter.ir.build import fill as fill_region, grouped
from ...spec.attributes import ArrayAttr, IntegerAttr, Literal, SymbolRef
from ...spec.lang import Example, Op, Operand, Region, Reject, Sketch
from ...spec.lang.registry import find
from ...spec.lang.values import TOKEN_VALUE, FutureValue
from ...spec.types import SI32, TOKEN, FunctionType, FutureType, TupleType, Type


def operation(name: str, operands: list[Value], attributes: dict[str, Any], types: list[Any]) -> Operation:
    """A declared operation."""
    return Operation(name, find(name), operands, attributes, types)


def example_program(
    op: Op,
    example: Example,
    types: Mapping[str, Any] | None = None,
    constants: frozenset[str] = frozenset(),
    *,
    tensors: bool = False,
) -> tuple[Module, list[Any]]:
    """The program of an example and the arrays to run it with.

    `@main` takes the operands and returns the results. `types` overrides result types by slot. Operands of slots in
    `constants` become constants of the program besides. With `tensors`, `@main` takes and returns nothing but tensors:
    tuples are made and taken apart in the program, tokens are made there and not returned.
    """
    module = operation("builtin.module", [], {}, [])
    body = module.add_region().add_block()
    operands = _spread(op, example.inputs, Operand)
    given = [leaf for value in operands for leaf in _tensors(value)] if tensors else operands
    main = function(body, "main", [type_of(value) for value in given])
    arguments = list(main.arguments)
    if tensors:
        rest = iter(main.arguments)
        arguments = [_composed(main, value, rest) for value in operands]
    attributes = _attributes(op, example.inputs, body)
    attributes.update(_segments(op, example, types or {}))
    applied = Operation(op.name, op, arguments, attributes)
    for value in _spread(op, example.inputs, Region):
        fill_region(applied.add_region().add_block(), value)
    results = _result_types(op, example, types or {}, [type_of(value) for value in operands], applied)
    applied.results = [Value(type_, applied, i) for i, type_ in enumerate(results)]
    for name, position in _positions(op, example.inputs).items():
        if name in constants and isinstance(operands[position], Literal):
            value = operation("stablehlo.constant", [], {"value": operands[position]}, [operands[position].type])
            main.append(value)
            applied.operands[position] = value.results[0]
    main.append(applied)
    returned = applied.results
    if tensors:
        returned = [leaf for value in returned for leaf in _taken_apart(main, value)]
    finish(main, returned)
    return Module(module), [runtime_value(value) for value in given]


def _tensors(value: Any) -> list[Any]:
    """The tensors that an example's operand is made of."""
    if isinstance(value, tuple):
        return [leaf for part in value for leaf in _tensors(part)]
    return [] if value is TOKEN_VALUE else [value]


def _composed(main: Block, value: Any, arguments: Iterator[Value]) -> Value:
    """An operand made of arguments in the program."""
    if value is TOKEN_VALUE:
        return main.append(operation("stablehlo.create_token", [], {}, [TOKEN])).results[0]
    if not isinstance(value, tuple):
        return next(arguments)
    parts = [_composed(main, part, arguments) for part in value]
    return main.append(operation("stablehlo.tuple", parts, {}, [type_of(value)])).results[0]


def _taken_apart(main: Block, value: Value) -> list[Value]:
    """The tensors of a result."""
    if isinstance(value.type, FutureType):
        done = operation("stablehlo.async_done", [value], {}, list(value.type.elements))
        return list(main.append(done).results)
    if not isinstance(value.type, TupleType):
        return [] if value.type == TOKEN else [value]
    leaves: list[Value] = []
    for index, type_ in enumerate(value.type.elements):
        part = operation("stablehlo.get_tuple_element", [value], {"index": IntegerAttr(index, SI32)}, [type_])
        leaves += _taken_apart(main, main.append(part).results[0])
    return leaves


def reject_program(op: Op, reject: Reject) -> Module:
    """The program that a reject describes."""
    example = next(one for one in op.examples if reject.of in (None, one.title))
    names = {slot.name for slot in op.results}
    inputs = dict(example.inputs)
    for name, value in reject.changes.items():
        if name not in names:
            inputs[name] = value
    changed = Example(example.title, inputs, example.results)
    types = {name: value for name, value in reject.changes.items() if name in names}
    return example_program(op, changed, types, op.constant_operands)[0]


def function(body: Block, name: str, inputs: list[Type]) -> Block:
    """Adds an empty function to a module; `finish` ends it."""
    made = operation("func.func", [], {"sym_name": name, "function_type": FunctionType(tuple(inputs), ())}, [])
    body.append(made)
    block = made.add_region().add_block()
    for type_ in inputs:
        block.add_argument(type_)
    return block


def finish(block: Block, values: list[Value]) -> None:
    """Ends a function with a return of values."""
    block.append(operation("func.return", list(values), {}, []))
    owner = block.parent.parent
    inputs = tuple(argument.type for argument in block.arguments)
    owner.attributes["function_type"] = FunctionType(inputs, tuple(value.type for value in values))


def type_of(value: Any) -> Any:
    """The type of an example's operand or result, or the bare type that was given."""
    if isinstance(value, tuple):
        types = tuple(type_of(part) for part in value)
        return FutureType(types) if isinstance(value, FutureValue) else TupleType(types)
    if value is TOKEN_VALUE:
        return TOKEN
    return value.type if isinstance(value, Literal) else value


def runtime_value(value: Any) -> Any:
    """What stands for an example's operand or result in a run: an array, a tuple of them, a token."""
    if isinstance(value, tuple):
        return type(value)(runtime_value(part) for part in value)
    return value.array if isinstance(value, Literal) else value


def _spread(op: Op, values: Mapping[str, Any], kind: type[Any]) -> list[Any]:
    """Values of all slots of a kind in order, variadic ones spread, absent ones left out."""
    spread: list[Any] = []
    for slot in op.slots:
        if isinstance(slot, kind) and slot.name in values:
            spread.extend(values[slot.name] if slot.variadic else (values[slot.name],))
    return spread


def _positions(op: Op, values: Mapping[str, Any]) -> dict[str, int]:
    """Where operands of slots that take one value stand among all operands."""
    positions: dict[str, int] = {}
    count = 0
    for slot in op.operands:
        if slot.name in values:
            positions[slot.name] = count
            count += len(values[slot.name]) if slot.variadic else 1
    return {slot.name: positions[slot.name] for slot in op.operands if slot.name in positions and not slot.variadic}


def _attributes(op: Op, values: Mapping[str, Any], module: Block | None) -> dict[str, Any]:
    """Attributes of the operation; a sketch given for a function name becomes a function of the module."""
    attributes: dict[str, Any] = {}
    for slot in op.attributes:
        value = values.get(slot.name)
        if value is None and any(field in values for field in slot.group):
            value = grouped(slot, values)
        if isinstance(value, Sketch) and module is not None:
            block = function(module, slot.name, [])
            fill_region(block, value, "func.return")
            block.parent.parent.attributes["function_type"] = value.type
            value = SymbolRef(slot.name)
        if value is not None and (built := slot.kind.build(value)) is not None:
            attributes[slot.name] = built
    return attributes


def _segments(op: Op, example: Example, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """How many values each slot gets, for ops that say so."""
    if not op.segmented:
        return {}
    results = {**example.results, **overrides}
    return {
        "operandSegmentSizes": ArrayAttr(SI32, tuple(len(example.inputs[slot.name]) for slot in op.operands)),
        "resultSegmentSizes": ArrayAttr(SI32, tuple(len(results[slot.name]) for slot in op.results)),
    }


def _result_types(
    op: Op, example: Example, overrides: Mapping[str, Any], operands: list[Any], applied: Operation
) -> list[Any]:
    """Types that the program declares: overridden, of the expected literals, or inferred."""
    types: list[Any] = []
    for slot in op.results:
        value = overrides.get(slot.name, example.results.get(slot.name))
        if value is None:
            return list(op.infer_types(operands, example.inputs))
        types.extend([type_of(one) for one in value] if slot.variadic else [type_of(value)])
    return types


__all__ = [
    "example_program", "fill_region", "finish", "function", "operation", "reject_program", "runtime_value", "type_of",
]  # fmt: skip
