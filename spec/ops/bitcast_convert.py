"""Reads the bits of the operand as elements of another type.

Let E be the operand's element type, E' the result's, both the storage type where quantized, and R the operand's rank.

(S1) Types of equal width: each element becomes one element.
(S2) E' narrower than E: each element becomes a row along a new last dimension, its least significant bits first.
(S3) E' wider than E: each row along the last dimension becomes one element, least significant bits first.
(S4) A boolean has one bit, an element of a narrow type only the bits of its format; a complex number has its real part
     first.
(S5) Quantized elements: their stored integers are read and written.
"""

from __future__ import annotations

import numpy as np

from ..lang import ANY_PER_AXIS, NUMBER, Array, Op, exact, operand, result, tensor
from ..lang.notation import dim, is_complex, rank, same_shape, shape, shapes_agree
from ..lang.values import bf16, c64, c128, f4E2M1FN, f16, f32, f64, i1, si4, si8, si32, ui8, ui16, ui32, ui64
from ..numerics.bitcast import bitcast
from ..types import TensorType, Type

op = Op(
    "bitcast_convert",
    __doc__,
    slots=(operand("operand", tensor(ANY_PER_AXIS)), result("result", tensor(ANY_PER_AXIS))),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
)


def storage_bits(x: Type) -> int:
    """num_bits of the element type, of the storage type where quantized."""
    assert isinstance(x, TensorType)
    return x.storage.bits


@op.constraint("C1")
def shapes_hold_the_same_bits(operand: Type, result: Type) -> bool:
    """shape(result) = shape(operand) if num_bits(E') = num_bits(E),
    shape(result) = (shape(operand)..., num_bits(E) / num_bits(E')) if num_bits(E') < num_bits(E),
    shape(operand) = (shape(result)..., num_bits(E') / num_bits(E)) otherwise"""
    old, new = storage_bits(operand), storage_bits(result)
    if old == new:
        return same_shape(operand, result)
    wide, narrow = (operand, result) if old > new else (result, operand)
    if rank(narrow) != rank(wide) + 1 or not shapes_agree(shape(wide), shape(narrow)[:-1]):
        return False
    pieces = dim(narrow, -1)
    return pieces is None or pieces * min(old, new) == max(old, new)


@op.constraint("C2")
def both_are_complex_or_none(operand: Type, result: Type) -> bool:
    """if is_complex(operand) or is_complex(result): is_complex(operand) and is_complex(result)"""
    return is_complex(operand) == is_complex(result)


@op.kernel
def bitcast_convert(operand: Array, result: TensorType) -> Array:
    return bitcast(operand, result.dtype)  # S1, S2, S3, S4


op.accuracy(exact(NUMBER))
op.choice("bits-of-elements")

op.example("float and integer", operand=f32([1.0, -0.0, np.inf]), result=ui32([0x3F800000, 0x80000000, 0x7F800000]))
op.example(
    "to a narrower type: least significant first",
    operand=ui64([0x0123456789ABCDEF]),
    result=ui16([[0xCDEF, 0x89AB, 0x4567, 0x0123]]),
)
op.example("to a wider type", operand=ui8([[0, 0, 128, 63], [1, 0, 0, 0]]), result=f32([1.0, 2.0**-149]))
op.example("NaN keeps its bits", operand=ui32([0x7FC00001, 0xFF800001]), result=si32([0x7FC00001, -0x7FFFFF]))
op.example("a rank appears", operand=f64(1.0), result=ui32([0, 0x3FF00000]))
op.example("a rank disappears", operand=f16([0.0, 1.0]), result=f32(0.0078125))
op.example("bf16", operand=bf16([[1.5, -2.0]]), result=ui16([[0x3FC0, 0xC000]]))
op.example("bits to booleans", operand=si8([5, -128]), result=i1([[1, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1]]))
op.example("four bits to eight", operand=si4([[1, -1], [-8, 2]]), result=ui8([0xF1, 0x28]))
op.example("four bits to float", operand=si4([7, -8]), result=f4E2M1FN([6.0, -0.0]))
op.example("complex: real part first", operand=c128([1.0]), result=c64([[1.875j, 0j]]))
op.example("no elements", operand=f32([]), result=ui16(0, (0, 2)))

op.reject("C1", result=ui32([0, 0]).type)
op.reject("C1", result=ui16([0, 0, 0]).type)
op.reject("C1", of="to a narrower type: least significant first", result=ui16([[0, 0]]).type)
op.reject("C1", of="to a narrower type: least significant first", result=ui16([[0] * 4] * 2).type)
op.reject("C1", of="to a wider type", result=f32([0.0]).type)
op.reject("C1", of="a rank disappears", operand=f16(0.0))
op.reject("C2", of="complex: real part first", result=f32([[0.0] * 4]).type)
