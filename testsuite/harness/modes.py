"""The program of a case with its inputs as constants: what compilers fold is tested besides what their kernels do."""

from __future__ import annotations

from ...interpreter.api import read
from ...interpreter.interop import builtin as _builtin  # noqa: F401 - makes the dialects known
from ...interpreter.ir import Operation, Value
from ...spec.attributes import Literal
from ...spec.lang.registry import find
from ...spec.types import FunctionType, IndexType, QuantizedType, TensorType
from ..backends import Program, program_of
from ..golden import Case
from .records import Mode


def applies(case: Case, mode: Mode) -> bool:
    """Whether a mode makes another program of a case: there are inputs, of static types, the same in all processes."""
    if mode is Mode.ARGUMENTS:
        return True
    elements = [value.tensor.element for value in case.inputs]
    if not elements or case.reject is not None or case.processes is not None or _dynamic(case.program):
        return False
    if any(isinstance(element, IndexType) for element in elements):
        return False
    return mode is Mode.CONSTANTS or not any(map(_per_axis, elements))


def _per_axis(element: object) -> bool:
    """Whether a barrier does not take tensors of this element type."""
    return isinstance(element, QuantizedType) and element.dimension is not None


def _dynamic(program: str) -> bool:
    """Whether an argument of @main has an unknown size (the text before its body, that is)."""
    head = program.partition("@main")[2].partition("{\n")[0]
    return "?" in head.partition("->")[0]


def program_in(case: Case, mode: Mode) -> Program:
    """The program of a case in a mode that applies to it."""
    if mode is Mode.ARGUMENTS:
        return program_of(case)
    return Program(with_constants(case, mode is Mode.BARRIER), (), program_of(case).outputs)


def with_constants(case: Case, barrier: bool) -> str:
    """The text of the program with inputs as constants of @main, behind a barrier if one is wanted."""
    module = read(case.program, case.id)
    main = module.functions["main"]
    block = main.regions[0].blocks[0]
    made = [_constant(argument, value) for argument, value in zip(block.arguments, _literals(case), strict=True)]
    values = [operation.results[0] for operation in made]
    if barrier:
        types = [value.type for value in values]
        made.append(_operation("stablehlo.optimization_barrier", values, {}, types))
        values = made[-1].results
    places = {id(argument): value for argument, value in zip(block.arguments, values, strict=True)}
    for operation in main.walk():
        operation.operands = [places.get(id(operand), operand) for operand in operation.operands]
    for operation in made:
        operation.parent = block
    block.operations[:0] = made
    block.arguments.clear()
    main.attributes["function_type"] = FunctionType((), main.attributes["function_type"].outputs)
    main.attributes.pop("arg_attrs", None)
    return str(module)


def _literals(case: Case) -> list[Literal]:
    """Constants of the program; those of quantized types are stored integers."""
    return [Literal(TensorType(value.tensor.shape, value.tensor.storage), value.array) for value in case.inputs]


def _constant(argument: Value, literal: Literal) -> Operation:
    assert isinstance(argument.type, TensorType)
    return _operation("stablehlo.constant", [], {"value": literal}, [argument.type])


def _operation(name: str, operands: list[Value], attributes: dict[str, object], types: list[object]) -> Operation:
    return Operation(name, find(name), list(operands), dict(attributes), list(types))
