"""Executes one of two functions, chosen by a boolean.

(S1) If `pred` is true, `results` are what `true_branch` gives; `false_branch` is not executed.
(S2) If `pred` is false, `results` are what `false_branch` gives; `true_branch` is not executed.

The branches take no arguments; they may use values defined outside of them.
"""

from __future__ import annotations

from typing import Any

from ..families.control_flow import BRANCH_RESULT, branch_results, same_types
from ..lang import ANY_PER_AXIS, BOOL, Array, Body, Bound, Op, bounded, call, operand, region, result, scalar, sketch
from ..lang.values import TOKEN_VALUE, f32, i1, si32
from ..types import F32, FunctionType, TensorType, Type

op = Op(
    "if",
    __doc__,
    slots=(
        operand("pred", scalar(BOOL)),
        region("true_branch"),
        region("false_branch"),
        result("results", BRANCH_RESULT, variadic=True),
    ),
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def branches_take_no_arguments(true_branch: FunctionType, false_branch: FunctionType) -> bool:
    """input_types(true_branch) = input_types(false_branch) = []"""
    return not true_branch.inputs and not false_branch.inputs


@op.constraint("C2")
def branches_give_values_of_the_same_types(true_branch: FunctionType, false_branch: FunctionType) -> bool:
    """output_types(true_branch) = output_types(false_branch)"""
    return same_types(true_branch.outputs, false_branch.outputs)


@op.constraint("C3")
def results_have_the_types_that_the_branches_give(results: tuple[Type, ...], true_branch: FunctionType) -> bool:
    """type(results...) = output_types(true_branch)"""
    return same_types(results, true_branch.outputs)


@op.infer
def infer(true_branch: FunctionType, false_branch: FunctionType) -> tuple[Type, ...]:
    return branch_results(true_branch, false_branch)


@op.kernel
def if_(pred: Array, true_branch: Body, false_branch: Body) -> tuple[Any, ...]:
    return true_branch() if pred else false_branch()  # S1, S2


op.accuracy(bounded(Bound.BODY, ANY_PER_AXIS))
op.peer("StableHLO's C++ verifier", "in C2 and C3 it compares quantized types without their scales and zero points")

_TEN = sketch(lambda: call("constant", value=si32(10)))
_ELEVEN = sketch(lambda: call("constant", value=si32(11)))

op.example("true", pred=i1(True), true_branch=_TEN, false_branch=_ELEVEN, results=[si32(10)])
op.example("false", pred=i1(False), true_branch=_TEN, false_branch=_ELEVEN, results=[si32(11)])
op.example(
    "several results, one of them a token",
    pred=i1(False),
    true_branch=sketch(lambda: (call("after_all"), call("constant", value=f32([1, 2])))),
    false_branch=sketch(lambda: (call("after_all"), call("constant", value=f32([3, 4])))),
    results=[TOKEN_VALUE, f32([3, 4])],
)
op.example("no results", pred=i1(True), true_branch=sketch(lambda: ()), false_branch=sketch(lambda: ()), results=[])

op.reject("C1", true_branch=sketch(lambda x: call("constant", value=si32(10)), TensorType((), F32)))
op.reject("C1", false_branch=sketch(lambda x: call("constant", value=si32(11)), TensorType((), F32)))
op.reject("C2", false_branch=sketch(lambda: call("constant", value=f32(11))))
op.reject("C2", false_branch=sketch(lambda: ()))
op.reject("C3", results=[f32(10)])
