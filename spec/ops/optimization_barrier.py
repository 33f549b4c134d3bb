"""Keeps transformations of the program from moving operations across it.

(S1) `result` is `operand`, value by value.
(S2) Operations that produce an `operand` are executed before operations that use a `result`.
"""

from __future__ import annotations

from typing import Any

from ..families.control_flow import TENSOR_OR_TOKEN
from ..lang import ANY, Op, exact, operand, result
from ..lang.values import TOKEN_VALUE, f32, si8
from ..types import Type

op = Op(
    "optimization_barrier",
    __doc__,
    slots=(operand("operand", TENSOR_OR_TOKEN, variadic=True), result("result", TENSOR_OR_TOKEN, variadic=True)),
    assembly="attr-dict <pairwise operand>",
    since="0.9.0",
    view=True,
)


@op.constraint("C1", verbatim=True)
def operands_and_results_have_the_same_types(operand: tuple[Type, ...], result: tuple[Type, ...]) -> bool:
    """type(operand...) = type(result...)"""
    return operand == result


@op.infer
def infer(operand: tuple[Type, ...]) -> tuple[Type, ...]:
    return operand


@op.kernel
def optimization_barrier(operand: tuple[Any, ...]) -> tuple[Any, ...]:
    return operand  # S1, S2: nothing here moves operations


op.accuracy(exact(ANY))

op.example("values pass", operand=[f32(0), si8([1, 2])], result=[f32(0), si8([1, 2])])
op.example("tokens pass", operand=[TOKEN_VALUE], result=[TOKEN_VALUE])
op.example("nothing to pass", operand=[], result=[])

op.reject("C1", result=[f32(0), si8([1, 2, 3])])
op.reject("C1", result=[f32(0)])
