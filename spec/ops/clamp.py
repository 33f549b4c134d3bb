"""Limits each element to a range.

(S1) The result is the smaller of `max` and of the larger of `operand` and `min`, so `max` wins where the range is
     empty.
(S2) A scalar `min` or `max` serves for all elements.
(S3) "Larger" and "smaller" are those of `maximum` and `minimum`: NaN in any of the three gives NaN, -0 is less than +0,
     booleans are ordered false before true, complex numbers by real part first, then by imaginary part.
(S4) Quantized elements are dequantized, clamped, and quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families import extremes
from ..lang import ANY, NUMBER, Array, Op, exact, operand, result, tensor
from ..lang.notation import rank, same_baseline_element, same_baseline_type, same_shape
from ..lang.values import bf16, c64, f32, i1, si8, si32, ui8
from ..types import TensorType, Type

op = Op(
    "clamp",
    __doc__,
    slots=(
        operand("min", tensor(ANY)),
        operand("operand", tensor(ANY)),
        operand("max", tensor(ANY)),
        result("result", tensor(ANY)),
    ),
    assembly="$min , $operand , $max attr-dict : same-type",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def min_is_a_scalar_or_has_the_shape_of_the_operand(min: Type, operand: Type) -> bool:
    """rank(min) = 0 or shape(min) = shape(operand)"""
    return rank(min) == 0 or same_shape(min, operand)


@op.constraint("C2")
def max_is_a_scalar_or_has_the_shape_of_the_operand(max: Type, operand: Type) -> bool:
    """rank(max) = 0 or shape(max) = shape(operand)"""
    return rank(max) == 0 or same_shape(max, operand)


@op.constraint("C3")
def all_have_the_same_element_type(min: Type, operand: Type, max: Type) -> bool:
    """baseline_element_type(min) = baseline_element_type(operand) = baseline_element_type(max)"""
    return same_baseline_element(min, operand, max)


@op.constraint("C4")
def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """baseline_type(operand) = baseline_type(result)"""
    return same_baseline_type(operand, result)


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


@op.kernel
def clamp(min: Array, operand: Array, max: Array) -> Array:
    return extremes.clamp(min, operand, max)  # S1, S2, S3


op.accuracy(exact(NUMBER))
op.choice("complex-order-beside-nan", "complex-order-of-zeros")

op.example(
    "integers", min=si32([5, 10, 15]), operand=si32([3, 13, 23]), max=si32([10, 15, 20]), result=si32([5, 13, 20])
)
op.example("scalar limits", min=si32(0), operand=si32([[-1, 0], [7, 99]]), max=si32(9), result=si32([[0, 0], [7, 9]]))
op.example("in an empty range max wins", min=si8([5]), operand=si8([7]), max=si8([-3]), result=si8([-3]))
op.example("unsigned integers", min=ui8(10), operand=ui8([0, 128, 255]), max=ui8(200), result=ui8([10, 128, 200]))
op.example(
    "NaN in any place",
    min=f32([0.0, np.nan, 0.0, -np.inf]),
    operand=f32([np.nan, 1.0, 1.0, np.inf]),
    max=f32([2.0, 2.0, np.nan, 2.0]),
    result=f32([np.nan, np.nan, np.nan, 2.0]),
)
op.example(
    "zeros are ordered", min=f32([0.0, -1.0]), operand=f32([-0.0, 0.0]), max=f32([1.0, -0.0]), result=f32([0.0, -0.0])
)
op.example("bf16", min=bf16(0.0), operand=bf16([-1.0, 0.5, 3.0]), max=bf16(1.0), result=bf16([0.0, 0.5, 1.0]))
op.example(
    "booleans", min=i1([True, False]), operand=i1([False, True]), max=i1([True, False]), result=i1([True, False])
)
op.example(
    "complex numbers",
    min=c64(1 + 1j),
    operand=c64([1 + 0j, 2 + 9j, 5 + 0j]),
    max=c64(3 + 0j),
    result=c64([1 + 1j, 2 + 9j, 3 + 0j]),
)
op.example("scalars", min=f32(0.0), operand=f32(2.0), max=f32(1.0), result=f32(1.0))
op.example("no elements", min=f32(0.0), operand=f32([]), max=f32(1.0), result=f32([]))

op.reject("C1", min=si32([5, 10]))
op.reject("C2", max=si32([[10, 15, 20]]))
op.reject("C3", min=f32([5.0, 10.0, 15.0]))
op.reject("C3", max=ui8(10))
op.reject("C4", result=si32([0, 0]).type)
op.reject("C4", of="scalar limits", result=f32([[0.0, 0.0], [0.0, 0.0]]).type)
