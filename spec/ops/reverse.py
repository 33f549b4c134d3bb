"""Reverses the order of elements along some dimensions.

(S1) Along each dimension in `dimensions`, index `i` of `result` is index `dim(operand, d) - 1 - i` of `operand`.
(S2) Along the others indices stay.
"""

from __future__ import annotations

import numpy as np

from ..lang import ANY, I64_ARRAY, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import in_range, is_unique, rank, same_type
from ..lang.values import f32, literal, si32
from ..types import F32, SI8, QuantizedType, TensorType, Type

op = Op(
    "reverse",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        attribute("dimensions", I64_ARRAY),
        result("result", tensor(ANY)),
    ),
    assembly="$operand , dims = $dimensions attr-dict : same-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """type(operand) = type(result)"""
    return same_type(operand, result)


@op.constraint("C2")
def dimensions_are_unique(dimensions: tuple[int, ...]) -> bool:
    """is_unique(dimensions)"""
    return is_unique(dimensions)


@op.constraint("C3")
def dimensions_are_those_of_the_result(dimensions: tuple[int, ...], result: Type) -> bool:
    """0 <= dimensions < rank(result)"""
    return in_range(dimensions, rank(result))


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


@op.kernel
def reverse(operand: Array, dimensions: tuple[int, ...]) -> Array:
    return np.flip(operand, dimensions)  # S1, S2


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))

op.example(
    "one dimension", operand=si32([[1, 2], [3, 4], [5, 6]]), dimensions=(1,), result=si32([[2, 1], [4, 3], [6, 5]])
)
op.example("both dimensions", operand=f32([[1, 2], [3, 4]]), dimensions=(0, 1), result=f32([[4, 3], [2, 1]]))
op.example("no dimension", operand=f32([1, 2]), dimensions=(), result=f32([1, 2]))
op.example("size 0", operand=f32(0, (2, 0)), dimensions=(1,), result=f32(0, (2, 0)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2]),
    dimensions=(0,),
    result=literal(QUANTIZED_SI8, [2, 1]),
)

op.reject("C1", result=si32(0, (2, 3)))
op.reject("C2", dimensions=(1, 1))
op.reject("C3", dimensions=(2,))
op.reject("C3", dimensions=(-1,))
