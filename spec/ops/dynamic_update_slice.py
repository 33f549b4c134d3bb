"""Replaces a slice of `operand`, which starts where runtime values say, by `update`.

(S1) The start along each dimension is clamped to between 0 and the last index where `update` still fits, so all of
     `update` lies within `operand`. It is the exact integer, also where its type is unsigned.
(S2) Elements of `result` within the slice are those of `update`.
(S3) The others are those of `operand`.
"""

from __future__ import annotations

import numpy as np

from ..families.movement import largest, same_element_type
from ..families.starts import clamped_starts, same_types
from ..lang import ANY, INT, Array, Op, exact, operand, result, scalar, tensor
from ..lang.notation import at_most, axes, rank, same_type, shape
from ..lang.values import f32, literal, si4, si32, si64, ui64
from ..types import F32, SI8, Bounds, QuantizedType, TensorType, Type

op = Op(
    "dynamic_update_slice",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("update", tensor(ANY)),
        operand("start_indices", scalar(INT), variadic=True),
        result("result", tensor(ANY)),
    ),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
    moves=True,
)


@op.constraint("C1")
def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """type(operand) = type(result)"""
    return same_type(operand, result)


@op.constraint("C2")
def update_has_the_element_type_of_the_operand(operand: Type, update: Type) -> bool:
    """element_type(update) = element_type(operand)"""
    return same_element_type(update, operand)


@op.constraint("C3")
def update_has_the_rank_of_the_operand(operand: Type, update: Type) -> bool:
    """rank(update) = rank(operand)"""
    return rank(update) == rank(operand)


@op.constraint("C4")
def every_dimension_has_a_start(operand: Type, start_indices: tuple[Type, ...]) -> bool:
    """size(start_indices) = rank(operand)"""
    return len(start_indices) == rank(operand)


@op.constraint("C5")
def start_indices_have_the_same_type(start_indices: tuple[Type, ...]) -> bool:
    """same(type(start_indices...))"""
    return same_types(start_indices)


@op.constraint("C6")
def update_fits_into_the_operand(operand: Type, update: Type) -> bool:
    """0 <= shape(update) <= shape(operand)"""
    return all(at_most(shape(update)[d], largest(operand, d)) for d in axes(operand))


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


@op.kernel
def dynamic_update_slice(operand: Array, update: Array, start_indices: tuple[Array, ...]) -> Array:
    starts = clamped_starts(start_indices, operand.shape, update.shape)  # S1
    result = np.array(operand, order="C")  # S3
    result[tuple(slice(start, start + size) for start, size in zip(starts, update.shape, strict=True))] = update  # S2
    return result


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))
op.peer("StableHLO's C++ verifier", "accepts slices larger than the bound of a dimension")

op.example(
    "starts beyond the ends are clamped",
    operand=si32([[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1]]),
    update=si32([[2, 3], [4, 5]]),
    start_indices=[si64(-1), si64(3)],
    result=si32([[1, 1, 2, 3], [1, 1, 4, 5], [1, 1, 1, 1], [1, 1, 1, 1]]),
)
op.example(
    "starts within stay",
    operand=f32([0, 1, 2, 3, 4]),
    update=f32([7, 8]),
    start_indices=[si4(1)],
    result=f32([0, 7, 8, 3, 4]),
)
op.example(
    "the largest unsigned start is clamped like any other",
    operand=f32([0, 1, 2]),
    update=f32([7]),
    start_indices=[ui64(2**64 - 1)],
    result=f32([0, 1, 7]),
)
op.example("a scalar", operand=f32(1), update=f32(2), start_indices=[], result=f32(2))
op.example("size 0", operand=f32([1, 2]), update=f32(0, (0,)), start_indices=[si32(1)], result=f32([1, 2]))
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2, 3]),
    update=literal(QUANTIZED_SI8, [9]),
    start_indices=[si32(1)],
    result=literal(QUANTIZED_SI8, [1, 9, 3]),
)

op.reject("C1", result=si32(0, (4, 5)))
op.reject("C2", update=f32([[2, 3], [4, 5]]))
op.reject("C3", update=si32([2, 3]))
op.reject("C4", start_indices=[si64(-1)])
op.reject("C5", start_indices=[si64(-1), si32(3)])
op.reject("C6", update=si32(0, (2, 5)))
op.reject(
    "C6",
    operand=TensorType((4, None), si32(0).type.element, Bounds((None, 1))),
    result=TensorType((4, None), si32(0).type.element),
)
