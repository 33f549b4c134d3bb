"""Executes one of several functions, chosen by an index.

(S1) If `0 <= index < size(branches)`, `results` are what `branches[index]` gives.
(S2) For any other index, negative ones included, they are what the last branch gives.
(S3) No other branch is executed.

The branches take no arguments; they may use values defined outside of them.
"""

from __future__ import annotations

from typing import Any

from ..families.control_flow import BRANCH_RESULT, branch_results, same_types
from ..lang import ANY_PER_AXIS, SIGNED, Array, Body, Bound, Op, bounded, call, operand, region, result, scalar, sketch
from ..lang.values import si32, si64
from ..types import SI32, SI64, FunctionType, TensorType, Type

op = Op(
    "case",
    __doc__,
    slots=(
        operand("index", scalar(SIGNED, only=(SI32,))),
        region("branches", variadic=True),
        result("results", BRANCH_RESULT, variadic=True),
    ),
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def there_is_a_branch(branches: tuple[FunctionType, ...]) -> bool:
    """0 < size(branches)"""
    return len(branches) > 0


@op.constraint("C2")
def branches_take_no_arguments(branches: tuple[FunctionType, ...]) -> bool:
    """input_types(branches...) = []"""
    return not any(branch.inputs for branch in branches)


@op.constraint("C3")
def branches_give_values_of_the_same_types(branches: tuple[FunctionType, ...]) -> bool:
    """same(output_types(branches...))"""
    return all(same_types(branch.outputs, branches[0].outputs) for branch in branches)


@op.constraint("C4")
def results_have_the_types_that_branches_give(results: tuple[Type, ...], branches: tuple[FunctionType, ...]) -> bool:
    """type(results...) = output_types(branches[0])"""
    return same_types(results, branches[0].outputs)


@op.infer
def infer(branches: tuple[FunctionType, ...]) -> tuple[Type, ...]:
    return branch_results(*branches)


@op.kernel
def case(index: Array, branches: tuple[Body, ...]) -> tuple[Any, ...]:
    last = len(branches) - 1
    chosen = int(index) if 0 <= index <= last else last  # S1, S2
    return branches[chosen]()  # S3


op.accuracy(bounded(Bound.BODY, ANY_PER_AXIS))
op.peer("StableHLO's C++ verifier", "in C3 and C4 it compares quantized types without their scales and zero points")


def _giving(number: int) -> Any:
    """A branch that gives a constant."""
    return sketch(lambda: call("constant", value=si64([number, number])))


_BRANCHES = [_giving(0), _giving(1), _giving(2)]

op.example("the first", index=si32(0), branches=_BRANCHES, results=[si64([0, 0])])
op.example("one in the middle", index=si32(1), branches=_BRANCHES, results=[si64([1, 1])])
op.example("an index past the end takes the last", index=si32(3), branches=_BRANCHES, results=[si64([2, 2])])
op.example("so does a negative one", index=si32(-1), branches=_BRANCHES, results=[si64([2, 2])])
op.example(
    "several results",
    index=si32(0),
    branches=[sketch(lambda: (call("constant", value=si64(1)), call("constant", value=si32(2))))],
    results=[si64(1), si32(2)],
)

op.reject("C1", branches=[])
op.reject("C2", branches=[_giving(0), sketch(lambda x: call("constant", value=si64([1, 1])), TensorType((), SI64))])
op.reject("C3", branches=[_giving(0), _giving(1), sketch(lambda: call("constant", value=si64(2)))])
op.reject("C4", results=[si64([0, 0, 0])])
