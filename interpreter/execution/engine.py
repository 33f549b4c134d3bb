"""Runs plans: values flow from step to step, memory is freed at last use, limits are held, errors get their place."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang.errors import CheckFailure, InvalidValue, Unsupported
from ...spec.types import TENSOR_TYPES, FunctionType, TensorType, UnrankedTensorType
from ..diagnostics import (
    CheckFailed,
    Error,
    ExecutionError,
    InternalError,
    LimitExceeded,
    UnsupportedError,
    diagnose,
)
from ..ir import Operation
from .context import Context, exceeded, memory
from .inputs import fits
from .plan import BlockPlan, Frame, Step, dtype_of, empty_frame


class RegionBody:
    """A region of the running function as kernels see it (spec's `Body`)."""

    __slots__ = ("_frame", "_plan")

    def __init__(self, plan: BlockPlan, frame: Frame) -> None:
        self._plan = plan
        self._frame = frame

    @property
    def type(self) -> FunctionType:
        return self._plan.type

    @property
    def elementwise(self) -> bool:
        return self._plan.elementwise

    @property
    def chooses(self) -> bool:
        return self._plan.chooses

    def ufunc(self, dtype: np.dtype[Any], *, negative_zeros: bool = True) -> np.ufunc | None:
        plain = self._plan.plain
        return None if plain is None else plain.ufunc(dtype, negative_zeros=negative_zeros)

    def __call__(self, *arguments: Any) -> tuple[Any, ...]:
        return run_block(self._plan, self._frame, arguments)


class FunctionBody:
    """A named function as kernels see it. Each call gets a frame of its own."""

    __slots__ = ("_caller", "_context", "_function")

    def __init__(self, context: Context, function: Operation, caller: Operation) -> None:
        self._context = context
        self._function = function
        self._caller = caller

    @property
    def type(self) -> FunctionType:
        return self._function.attributes["function_type"]

    @property
    def elementwise(self) -> bool:
        return self._context.program.function(self._function).block.elementwise

    @property
    def chooses(self) -> bool:
        return self._context.program.function(self._function).block.chooses

    def ufunc(self, dtype: np.dtype[Any], *, negative_zeros: bool = True) -> np.ufunc | None:
        plain = self._context.program.function(self._function).block.plain
        return None if plain is None else plain.ufunc(dtype, negative_zeros=negative_zeros)

    def __call__(self, *arguments: Any) -> tuple[Any, ...]:
        context = self._context
        if context.depth >= context.max_depth:
            message = f"calls of @{self._function.symbol} nest more than {context.max_depth} deep"
            raise exceeded("max_depth", message, self._caller)
        plan = context.program.function(self._function)
        return run_block(plan.block, empty_frame(plan, context), arguments)


def run_block(plan: BlockPlan, frame: Frame, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Runs a block on arguments and gives what its terminator returns.

    Where the block is elementwise the arguments may be arrays of any one shape; so are the outputs then.
    """
    context: Context = frame[0]
    context.depth += 1
    if context.depth > context.max_depth:
        raise exceeded("max_depth", f"regions and calls nest more than {context.max_depth} deep", plan.owner)
    for slot, argument in zip(plan.arguments, arguments, strict=True):
        frame[slot] = argument
    own = 0
    if not plan.steps and plan.terminator is not None:
        context.tick(plan.terminator, 0)  # loops of empty blocks meet the limits too
    for step in plan.steps:
        context.tick(step.operation, step.nbytes)
        results = _execute(step, frame)
        for slot, result, type_ in zip(step.outputs, results, step.types, strict=True):
            array = result if type(result) is np.ndarray else _as_array(result, type_)
            if not fits(type_, array):
                _check_result(step, array, type_, plan.elementwise)
            frame[slot] = array
            taken = memory(array)
            own += taken
            context.live_bytes += taken
        for slot in step.frees:
            freed = memory(frame[slot])
            frame[slot] = None
            if slot not in plan.arguments:
                own -= freed
                context.live_bytes -= freed
    outputs = tuple([frame[slot] for slot in plan.outputs])
    context.live_bytes -= own
    context.depth -= 1
    if plan.elementwise and arguments:
        shape = np.shape(arguments[0])
        outputs = tuple([out if out.shape == shape else np.broadcast_to(out, shape) for out in outputs])
    return outputs


def _execute(step: Step, frame: Frame) -> tuple[Any, ...]:
    """Runs one step; whatever goes wrong leaves with the operation's place."""
    operation = step.operation
    try:
        results = step.call(frame)
    except Error:
        raise
    except CheckFailure as error:
        raise CheckFailed(_at(operation, str(error)), actual=error.actual, expected=error.expected) from None
    except Unsupported as error:
        raise UnsupportedError(_at(operation, f"cannot be executed: {error}")) from None
    except InvalidValue as error:
        raise ExecutionError(_at(operation, str(error))) from error.__cause__
    except MemoryError:
        raise LimitExceeded(_at(operation, "the machine's memory does not suffice"), limit="max_bytes") from None
    except RecursionError:
        raise LimitExceeded(_at(operation, "regions and calls nest too deeply"), limit="max_depth") from None
    except Exception as error:
        if operation.op is not None and operation.op.extensible:
            raise ExecutionError(_at(operation, f"failed: {type(error).__name__}: {error}")) from error
        if isinstance(error, ValueError) and not _has_static_operands(operation):
            raise ExecutionError(_at(operation, f"sizes that only a run knows do not fit: {error}")) from error
        raise InternalError(_at(operation, f"failed inside: {type(error).__name__}: {error}")) from error
    if step.single:
        return (results,)
    return () if results is None else results


def _at(operation: Operation, message: str) -> Any:
    return diagnose(f"'{operation.name}' {message}", operation.span, op=operation.name)


def _as_array(result: Any, type_: Any) -> Any:
    """numpy gives scalars where results have rank 0; they become arrays again. Tokens and tuples stay."""
    dtype = dtype_of(type_)
    return result if dtype is None else np.asarray(result, dtype)


def _has_static_operands(operation: Operation) -> bool:
    return all(value.type.static for value in operation.operands if isinstance(value.type, TensorType))


def _check_result(step: Step, array: Any, type_: Any, any_shape: bool) -> None:
    """A kernel must give what the program declares; a mismatch of sizes is the program's where they are dynamic."""
    if not isinstance(type_, TENSOR_TYPES):
        return
    if array.dtype != type_.dtype:
        raise InternalError(_at(step.operation, f"gave {array.dtype} where {type_} was declared"))
    if any_shape or isinstance(type_, UnrankedTensorType) or array.shape == type_.shape:
        return
    if type_.static and _has_static_operands(step.operation):
        raise InternalError(_at(step.operation, f"gave shape {array.shape} where {type_} was declared"))
    if array.ndim != type_.rank or any(
        size is not None and size != got for size, got in zip(type_.shape, array.shape, strict=True)
    ):
        raise ExecutionError(_at(step.operation, f"gave shape {list(array.shape)} where {type_} was declared"))
