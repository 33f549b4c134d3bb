"""Waits for an operation that `async_start` has started.

(S1) `result` is what the operation gives.
"""

from __future__ import annotations

from ..families.collective import TENSOR
from ..lang import ANY, FUTURE_TYPE, Array, Op, exact, operand, result
from ..lang.notation import same_type
from ..lang.values import FutureValue, f32
from ..types import F32, SI32, FutureType, TensorType, Type

op = Op("async_done", __doc__, slots=(operand("operand", FUTURE_TYPE), result("result", TENSOR)), since="1.15.0")


@op.constraint("C1")
def result_is_what_the_future_holds(operand: FutureType, result: Type) -> bool:
    """type(operand) = future<T> where T = type(result)"""
    return len(operand.elements) == 1 and same_type(operand.elements[0], result)


@op.infer
def infer(operand: FutureType) -> Type:
    return operand.elements[0]


@op.kernel
def async_done(operand: FutureValue) -> Array:
    return operand[0]  # S1


op.accuracy(exact(ANY))

_TENSOR = TensorType((2,), F32)

op.example("a tensor", operand=FutureValue([f32([1, 2])]), result=f32([1, 2]))

op.reject("C1", result=TensorType((2,), SI32))
op.reject("C1", operand=FutureType((_TENSOR, _TENSOR)))
