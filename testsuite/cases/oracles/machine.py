"""Runs a whole program by oracles: an interpreter of its own, one Python number at a time. For tiny inputs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ....interpreter.ir import Block, Module, Operation, Value
from ....interpreter.verify.bind import bind
from ....spec.lang import Op, elements_of
from ....spec.types import TensorType
from . import algebra, client, contraction, control, folding, indexing, moving, normalization, randoms, windows
from .application import ORACLES, Application, Oracle
from .elementwise import elementwise
from .tensors import NoOracle, Tensor, UnknownOp

FAMILIES = (moving, indexing, folding, windows, contraction, algebra, normalization, randoms, control, client)
"""Modules whose oracles are in the table once they are loaded."""

Environment = dict[int, Any]


def run(module: Module, inputs: list[Any]) -> list[Any]:
    """Results of `@main`. Raises NoOracle where an operation has no oracle, or none for these values."""
    try:
        return _call(module, "main", inputs)
    except ZeroDivisionError:
        raise NoOracle("a pole of a complex function") from None


def _call(module: Module, name: str, inputs: list[Any]) -> list[Any]:
    return _run_block(module, module.functions[name].regions[0].blocks[0], inputs, {})


def _run_block(module: Module, block: Block, inputs: list[Any], outer: Environment) -> list[Any]:
    environment = dict(outer)
    for argument, value in zip(block.arguments, inputs, strict=True):
        environment[id(argument)] = value
    for operation in block.operations:
        operands = [environment[id(operand)] for operand in operation.operands]
        if operation.op is not None and operation.op.terminator:
            return operands
        for result, value in zip(operation.results, _apply(module, operation, operands, environment), strict=True):
            environment[id(result)] = value
    raise NoOracle("a block without an end")


def _apply(module: Module, operation: Operation, operands: list[Any], environment: Environment) -> list[Any]:
    op, attributes = _prepared(operation)
    special = ORACLES.get(op.name)
    if special is None and op.mnemonic.startswith("broadcast_") and op.dialect == "chlo":
        operands = moving.broadcast_together(operands, attributes.get("broadcast_dimensions"))
        return [elementwise(op, operands, operation.results[0].type.with_shape(operands[-1].shape), attributes)]
    if special is None and not op.elementwise:
        raise UnknownOp(f"{op.name}")
    if special is not None:
        bodies = [_body(module, region.blocks[0], environment) for region in operation.regions if region.blocks]
        call = lambda name, values: _call(module, name, values)  # noqa: E731
        return special(Application(op, operation, operands, attributes, bodies, call))
    shape = max((one.shape for one in operands), key=len)
    return [elementwise(op, operands, operation.results[0].type.with_shape(shape), attributes)]


@lru_cache(1024)
def _prepared(operation: Operation) -> tuple[Op, dict[str, Any]]:
    """The op of an operation, and its attributes. Raises NoOracle for what no oracle does."""
    if operation.op is None:
        raise NoOracle(f"{operation.name}, which is not known")
    if any(_is_quantized(value) for value in (*operation.operands, *operation.results)) and not _moves(
        ORACLES.get(operation.op.name)
    ):
        raise NoOracle(f"{operation.name} on quantized tensors")
    return operation.op, bind(operation.op, operation)


def _body(module: Module, block: Block, environment: Environment) -> Any:
    return lambda inputs: _run_block(module, block, inputs, environment)


def _moves(special: Oracle | None) -> bool:
    """Whether an oracle puts elements in other places: of quantized ones, their storage."""
    return special is not None and special.__module__ in (moving.__name__, indexing.__name__)


def _is_quantized(value: Value) -> bool:
    type_ = value.type
    kind = elements_of(type_.element) if isinstance(type_, TensorType) else None
    return kind is not None and kind.name is not None and "QUANTIZED" in kind.name


__all__ = ["FAMILIES", "NoOracle", "Tensor", "UnknownOp", "run"]
