"""Applies `body` to a list of values again and again, as long as `cond` says so.

(S1) The state starts as `operand`.
(S2) `cond` is applied to the state. If it gives false, the loop ends and `results` is the state; the body may thus
     never be executed.
(S3) If it gives true, the state becomes what `body` gives for it, and S2 follows.

Both functions may use values defined outside of them; these stay the same in all iterations. A loop whose condition
never gives false does not end by itself: see the choice below.
"""

from __future__ import annotations

from typing import Any

from ..attributes import Literal
from ..attributes.comparison_direction import ComparisonDirection
from ..families.control_flow import LOOP_STATE, same_types
from ..lang import ANY_PER_AXIS, Body, Bound, Op, bounded, call, operand, region, result, sketch
from ..lang.regions import Call
from ..lang.values import TOKEN_VALUE, f32, i1, si64
from ..types import F32, I1, SI64, TOKEN, FunctionType, TensorType, Type

op = Op(
    "while",
    __doc__,
    slots=(
        operand("operand", LOOP_STATE, variadic=True),
        region("cond"),
        region("body"),
        result("results", LOOP_STATE, variadic=True),
    ),
    assembly="<while operand cond body>",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def condition_takes_the_operands_and_gives_a_boolean(operand: tuple[Type, ...], cond: FunctionType) -> bool:
    """type(cond) = (type(operand...)) -> tensor<i1>"""
    return same_types(cond.inputs, operand) and same_types(cond.outputs, (TensorType((), I1),))


@op.constraint("C2")
def body_takes_and_gives_values_of_the_operand_types(operand: tuple[Type, ...], body: FunctionType) -> bool:
    """type(body) = (type(operand...)) -> (type(operand...))"""
    return same_types(body.inputs, operand) and same_types(body.outputs, operand)


@op.constraint("C3")
def results_have_the_types_of_the_operands(operand: tuple[Type, ...], results: tuple[Type, ...]) -> bool:
    """type(results...) = type(operand...)"""
    return same_types(results, operand)


@op.infer
def infer(operand: tuple[Type, ...]) -> tuple[Type, ...]:
    return operand


@op.kernel
def while_(operand: tuple[Any, ...], cond: Body, body: Body) -> tuple[Any, ...]:
    state = operand  # S1
    while cond(*state)[0]:  # S2
        state = body(*state)  # S3
    return state  # S2


op.accuracy(bounded(Bound.BODY, ANY_PER_AXIS))
op.choice("infinite-loop")
op.peer("StableHLO's C++ verifier", "in C1 to C3 it compares quantized types without their scales and zero points")

_LT = ComparisonDirection.LT
_I, _SUM, _MORE = TensorType((), SI64), TensorType((), F32), TensorType((), I1)


def _constant(value: Literal) -> Call:
    return call("constant", value=value)


_BELOW_THREE = sketch(lambda i, total: call("compare", i, _constant(si64(3)), comparison_direction=_LT), _I, _SUM)
_STEP = sketch(lambda i, total: (call("add", i, _constant(si64(1))), call("add", total, _constant(f32(0.5)))), _I, _SUM)

op.example("counts to a limit", operand=[si64(0), f32(0)], cond=_BELOW_THREE, body=_STEP, results=[si64(3), f32(1.5)])
op.example(
    "a condition that is false at once leaves the operands alone",
    operand=[si64(5), f32(2)], cond=_BELOW_THREE, body=_STEP, results=[si64(5), f32(2)],
)  # fmt: skip
op.example(
    "tokens take part in the state",
    operand=[TOKEN_VALUE, i1(True)],
    cond=sketch(lambda token, more: more, TOKEN, _MORE),
    body=sketch(lambda token, more: (call("after_all", token), _constant(i1(False))), TOKEN, _MORE),
    results=[TOKEN_VALUE, i1(False)],
)
op.example(
    "no state at all",
    operand=[],
    cond=sketch(lambda: _constant(i1(False))),
    body=sketch(lambda: ()),
    results=[],
)

op.reject("C1", cond=sketch(lambda i, total: i, _I, _SUM))
op.reject("C1", cond=sketch(lambda i, total, more: more, _I, _SUM, _MORE))
op.reject("C1", cond=sketch(lambda: _constant(i1([True]))), of="no state at all")
op.reject("C2", body=sketch(lambda i, total: (total, i), _I, _SUM))
op.reject("C2", body=sketch(lambda i, total: i, _I, _SUM))
op.reject("C3", results=[si64([3]), f32(1.5)])
