"""Takes the part of `operand` between runtime indices. Not in the specification yet (openxla/stablehlo#8).

(S1) Along each dimension, `result` holds the elements at `start_indices`, `start_indices + strides`,
     `start_indices + 2 * strides`, ..., as long as they lie before `limit_indices`, as in `slice`.
(S2) The values must be such that `0 <= start_indices <= limit_indices <= shape(operand)` and `0 < strides`, and give
     the sizes that the type of `result` names; anything else is an error.
"""

from __future__ import annotations

from ..families.movement import agreed_sizes, demand, largest, same_element_type
from ..lang import ANY, DIMENSION, Array, Op, exact, operand, result, tensor
from ..lang.notation import at_most, axes, dim, rank, same_type, sizes_agree
from ..lang.values import f32, si32, si64, ui8
from ..types import TensorType, Type

op = Op(
    "real_dynamic_slice",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("start_indices", tensor(DIMENSION, 1)),
        operand("limit_indices", tensor(DIMENSION, 1)),
        operand("strides", tensor(DIMENSION, 1)),
        result("result", tensor(ANY)),
    ),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C2")
def indices_have_the_same_type(start_indices: Type, limit_indices: Type, strides: Type) -> bool:
    """type(start_indices) = type(limit_indices) = type(strides)"""
    return same_type(start_indices, limit_indices, strides)


@op.constraint("C3")
def every_dimension_has_a_range(operand: Type, start_indices: Type) -> bool:
    """size(start_indices) = rank(operand)"""
    return sizes_agree(dim(start_indices, 0), rank(operand))


@op.constraint("C4")
def result_is_at_most_as_large(operand: Type, result: Type) -> bool:
    """rank(result) = rank(operand) and shape(result) <= shape(operand)"""
    return rank(result) == rank(operand) and all(at_most(dim(result, d), largest(operand, d)) for d in axes(operand))


@op.kernel
def real_dynamic_slice(
    operand: Array, start_indices: Array, limit_indices: Array, strides: Array, result: TensorType
) -> Array:
    starts, limits, steps = ([int(value) for value in x] for x in (start_indices, limit_indices, strides))
    complete = len(starts) == len(limits) == len(steps) == operand.ndim
    demand(complete, f"needs a start, a limit and a stride for each of {operand.ndim} dimensions")
    ranges = zip(starts, limits, operand.shape, strict=True)
    inside = all(0 <= start <= limit <= size for start, limit, size in ranges) and min(steps, default=1) > 0
    demand(inside, f"cannot slice {starts} to {limits} in steps of {steps} from shape {list(operand.shape)}")  # S2
    agreed_sizes([len(range(*one)) for one in zip(starts, limits, steps, strict=True)], result)
    return operand[tuple(map(slice, starts, limits, steps))]  # S1


op.accuracy(exact(ANY))
op.peer("StableHLO's C++ verifier", "does not check C4")

op.example(
    "a rectangle",
    operand=si32([[0, 0, 0, 0], [0, 0, 1, 2], [0, 0, 3, 4]]),
    start_indices=si64([1, 2]),
    limit_indices=si64([3, 4]),
    strides=si64([1, 1]),
    result=si32([[1, 2], [3, 4]]),
)
op.example(
    "steps need not meet the limit",
    operand=f32([0, 1, 2, 3, 4, 5]),
    start_indices=ui8([1]),
    limit_indices=ui8([6]),
    strides=ui8([3]),
    result=f32([1, 4]),
)
op.example(
    "an empty range",
    operand=f32([0, 1]),
    start_indices=si32([2]),
    limit_indices=si32([2]),
    strides=si32([1]),
    result=f32(0, (0,)),
)

op.reject("C1", result=f32(0, (2, 2)))
op.reject("C2", strides=si32([1, 1]))
op.reject("C3", start_indices=si64([1]), limit_indices=si64([3]), strides=si64([1]))
op.reject("C4", result=si32(0, (2,)))
op.reject("C4", result=si32(0, (2, 5)))
