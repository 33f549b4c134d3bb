"""Starts an operation that may go on while others are executed.

(S1) `body` is applied to `operands`. It holds one operation, and returns what that gives.
(S2) `result` stands for what it gives; `async_done` waits for it.

Whether anything goes on beside it is up to the implementation: here the operation is finished when it has started.
"""

from __future__ import annotations

from typing import Any

from ..families.collective import TENSOR
from ..lang import ANY, FUTURE_TYPE, Body, Bound, Op, bounded, call, operand, region, result, sketch
from ..lang.values import FutureValue, f32
from ..types import F32, SI32, FunctionType, FutureType, TensorType, Type

op = Op(
    "async_start",
    __doc__,
    slots=(operand("operands", TENSOR, variadic=True), region("body"), result("result", FUTURE_TYPE)),
    since="1.15.0",
    isolated=True,
)

_ASYNCHRONOUS = {
    f"stablehlo.{mnemonic}"
    for mnemonic in (
        "all_gather", "all_reduce", "all_to_all", "collective_broadcast", "collective_permute", "collective_reduce",
        "reduce_scatter", "slice", "dynamic_slice", "dynamic_update_slice",
    )
}  # fmt: skip


@op.constraint("C1")
def body_holds_one_operation(body_operations: tuple[str, ...]) -> bool:
    """body holds a single operation and a return"""
    return len(body_operations) == 2


@op.constraint("C2")
def operation_is_one_of_those_that_may_be_asynchronous(body_operations: tuple[str, ...]) -> bool:
    """the operation in body is a collective (all_reduce, all_gather, all_to_all, collective_permute, reduce_scatter,
    collective_broadcast, collective_reduce) or a slice (slice, dynamic_slice, dynamic_update_slice)"""
    return body_operations[0] in _ASYNCHRONOUS


@op.constraint("C3", verbatim=True)
def body_takes_the_operands(operands: tuple[Type, ...], body: FunctionType) -> bool:
    """input_types(body) = type(operands...)"""
    return body.inputs == operands


@op.constraint("C4")
def result_is_a_future_of_what_the_body_gives(body: FunctionType, result: FutureType) -> bool:
    """type(result) = future<T> where T is what the operation in body gives"""
    return result.elements == body.outputs


@op.infer
def infer(body: FunctionType) -> FutureType:
    return FutureType(tuple(type_ for type_ in body.outputs if isinstance(type_, Type)))


@op.kernel
def async_start(operands: tuple[Any, ...], body: Body) -> FutureValue:
    return FutureValue(body(*operands))  # S1, S2


op.accuracy(bounded(Bound.BODY, ANY))
op.peer("StableHLO's C++ verifier", "asks that the body give exactly one value")

_LONG, _SHORT = TensorType((3,), F32), TensorType((1,), F32)
_BOUNDS: dict[str, Any] = {"start_indices": [1], "limit_indices": [2], "strides": [1]}
_SLICE = sketch(lambda x: call("slice", x, **_BOUNDS), _LONG)
_GATHER = sketch(lambda x: call("all_gather", x, types=[_LONG], all_gather_dim=0, replica_groups=[[0]]), _LONG)

op.example("a slice", operands=[f32([1, 2, 3])], body=_SLICE, result=FutureValue([f32([2])]))

op.reject("C1", body=sketch(lambda x: call("slice", call("add", x, x), **_BOUNDS), _LONG))
op.reject("C1", body=sketch(lambda x: x, _LONG), result=FutureType((_LONG,)))
op.reject("C2", body=sketch(lambda x: call("add", x, x), _LONG), result=FutureType((_LONG,)))
op.reject("C3", body=sketch(lambda x: call("slice", x, **_BOUNDS), TensorType((3,), SI32)))
op.reject("C3", body=sketch(lambda x, y: call("slice", x, **_BOUNDS), _LONG, _LONG))
op.reject("C4", result=FutureType((_LONG,)))
op.reject("C4", result=FutureType((_SHORT, _SHORT)))
op.reject("C4", body=_GATHER)
