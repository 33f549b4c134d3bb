"""Puts values together into one value of tuple type.

(S1) Element `i` of `result` is `val[i]`.
"""

from __future__ import annotations

from typing import Any

from ..families.control_flow import VALUE
from ..lang import ANY_PER_AXIS, TUPLE_TYPE, Op, exact, operand, result
from ..lang.values import TOKEN_VALUE, f32, si64
from ..types import SI64, TOKEN, TensorType, TupleType, Type

op = Op(
    "tuple",
    __doc__,
    slots=(operand("val", VALUE, variadic=True), result("result", TUPLE_TYPE)),
    assembly="$val attr-dict : <tuple_type>",
    since="0.9.0",
    view=True,
    deprecated="programs of several inputs and results need no tuples; proposed for removal (openxla/stablehlo#2283)",
)


@op.constraint("C1", verbatim=True)
def result_is_made_of_the_types_of_the_values(val: tuple[Type, ...], result: TupleType) -> bool:
    """type(result) = tuple<E0, ..., EN-1> where Ei = type(val[i])"""
    return val == result.elements


@op.infer
def infer(val: tuple[Type, ...]) -> TupleType:
    return TupleType(val)


@op.kernel
def tuple_(val: tuple[Any, ...]) -> tuple[Any, ...]:
    return val  # S1


op.accuracy(exact(ANY_PER_AXIS))

op.example("values of different types", val=[f32([1, 2]), TOKEN_VALUE], result=(f32([1, 2]), TOKEN_VALUE))
op.example("tuples within a tuple", val=[f32([1, 2]), (si64(3),)], result=(f32([1, 2]), (si64(3),)))
op.example("the empty tuple", val=[], result=())

op.reject("C1", result=TupleType((TOKEN, TOKEN)))
op.reject("C1", of="tuples within a tuple", result=TupleType((TensorType((), SI64),)))
