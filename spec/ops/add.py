"""Adds `lhs` and `rhs` element by element.

(S1) Booleans: logical OR.
(S2) Integers: addition modulo 2**bits.
(S3) Floats: IEEE 754 addition, rounded to nearest, ties to even.
(S4) Complex numbers: the parts are added separately, each as in S3.
(S5) Quantized elements: both operands are dequantized, added, and the sum is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..families.native import native
from ..lang import ANY_PER_AXIS, BOOL, COMPLEX, FLOAT, INT, Array, Op, correctly_rounded, exact
from ..lang.notation import (
    any_quantized,
    is_per_axis_quantized,
    is_quantized,
    quantized,
    same_shape,
    same_type,
)
from ..lang.values import bf16, c64, f8E4M3FN, f32, f64, i1, si4, si8, ui8
from ..numerics import arithmetic
from ..types import F32, F64, SI8, SI16, FloatType, IntegerType, QuantizedType, TensorType, Type

op = Op("add", __doc__, binary(ANY_PER_AXIS, c1=False), since="0.9.0")


@op.constraint("C1")
def types_are_the_same_unless_quantized(lhs: Type, rhs: Type, result: Type) -> bool:
    """if no operand is quantized: type(lhs) = type(rhs) = type(result)"""
    return any_quantized(lhs, rhs, result) or same_type(lhs, rhs, result)


@op.constraint("C2")
def all_are_quantized_or_none(lhs: Type, rhs: Type, result: Type) -> bool:
    """is_quantized(lhs) and is_quantized(rhs) and is_quantized(result), if any of them is"""
    return not any_quantized(lhs, rhs, result) or (is_quantized(lhs, rhs, result) and same_shape(lhs, rhs, result))


@op.constraint("C3")
def storage_types_are_the_same(lhs: Type, rhs: Type, result: Type) -> bool:
    """if quantized: storage_type(lhs) = storage_type(rhs) = storage_type(result)"""
    return not is_quantized(lhs) or len({quantized(x).storage for x in (lhs, rhs, result)}) == 1


@op.constraint("C4")
def expressed_types_are_the_same(lhs: Type, rhs: Type, result: Type) -> bool:
    """if quantized: expressed_type(lhs) = expressed_type(rhs) = expressed_type(result)"""
    return not is_quantized(lhs) or len({quantized(x).expressed for x in (lhs, rhs, result)}) == 1


@op.constraint("C5")
def result_is_per_axis_if_an_operand_is(lhs: Type, rhs: Type, result: Type) -> bool:
    """if quantized: (is_per_axis_quantized(lhs) or is_per_axis_quantized(rhs)) = is_per_axis_quantized(result)"""
    if not is_quantized(lhs):
        return True
    return (is_per_axis_quantized(lhs) or is_per_axis_quantized(rhs)) == is_per_axis_quantized(result)


@op.constraint("C6")
def quantization_dimensions_of_lhs_and_result_agree(lhs: Type, result: Type) -> bool:
    """if is_per_axis_quantized(lhs): quantization_dimension(lhs) = quantization_dimension(result)"""
    return not is_per_axis_quantized(lhs) or quantized(lhs).dimension == quantized(result).dimension


@op.constraint("C7")
def quantization_dimensions_of_rhs_and_result_agree(rhs: Type, result: Type) -> bool:
    """if is_per_axis_quantized(rhs): quantization_dimension(rhs) = quantization_dimension(result)"""
    return not is_per_axis_quantized(rhs) or quantized(rhs).dimension == quantized(result).dimension


@op.kernel
def add(lhs: Array, rhs: Array) -> Array:
    return np.add(lhs, rhs) if native(lhs.dtype) else arithmetic.add(lhs, rhs)  # S1, S2, S3, S4


@op.reducer
def ufunc(dtype: np.dtype) -> np.ufunc:
    return np.logical_or if dtype.kind == "b" else np.add


op.accuracy(exact(BOOL | INT), correctly_rounded(FLOAT | COMPLEX))
op.changed("0.18.0", "per-axis quantized types")
op.peer("XLA", "on CPU flushes subnormal operands and results to zero")

op.example("integers wrap", lhs=si8([127, 1]), rhs=si8([1, 1]), result=si8([-128, 2]))
op.example("unsigned integers wrap", lhs=ui8([[255, 7]]), rhs=ui8([[1, 5]]), result=ui8([[0, 12]]))
op.example("four bits", lhs=si4([7, -8]), rhs=si4([1, -1]), result=si4([-8, 7]))
op.example("booleans are joined by OR", lhs=i1([True, True]), rhs=i1([True, False]), result=i1([True, True]))
op.example(
    "infinities, NaN and zeros",
    lhs=f32([np.inf, np.nan, 0.0, -0.0, 1.0]),
    rhs=f32([-np.inf, 1.0, -0.0, -0.0, -1.0]),
    result=f32([np.nan, np.nan, 0.0, -0.0, 0.0]),
)
op.example(
    "overflow, and subnormal sums", lhs=f64([1.7e308, 5e-324]), rhs=f64([1.7e308, 5e-324]), result=f64([np.inf, 1e-323])
)
op.example("narrow floats round once", lhs=bf16([1.0, 256.0]), rhs=bf16([0.00390625, 1.0]), result=bf16([1.0, 256.0]))
op.example(
    "f8E4M3FN overflows to NaN",
    lhs=f8E4M3FN([448.0, 448.0]),
    rhs=f8E4M3FN([16.0, 32.0]),
    result=f8E4M3FN([448.0, np.nan]),
)
op.example("parts are added separately", lhs=c64([1 + 2j]), rhs=c64([3 - 1j]), result=c64([4 + 1j]))
op.example("scalars", lhs=f32(1.5), rhs=f32(0.25), result=f32(1.75))
op.example("no elements", lhs=f32(0.0, (2, 0)), rhs=f32(0.0, (2, 0)), result=f32(0.0, (2, 0)))


def _quantized(
    storage: IntegerType = SI8,
    expressed: FloatType = F32,
    dimension: int | None = None,
    shape: tuple[int, ...] = (2, 2),
) -> TensorType:
    """A quantized tensor type, per axis where a dimension is given."""
    count = 1 if dimension is None else 2
    return TensorType(shape, QuantizedType.of(storage, expressed, (0.5,) * count, (0,) * count, dimension))


_PLAIN, _ROWS, _COLUMNS = _quantized(), _quantized(dimension=0), _quantized(dimension=1)
op.reject("C1", rhs=f32([1.0, 1.0]))
op.reject("C1", rhs=si8([1]))
op.reject("C1", result=si8([1]).type)
op.reject("C2", lhs=_PLAIN, rhs=_PLAIN, result=f32([[0.0] * 2] * 2).type)
op.reject("C2", lhs=_PLAIN, rhs=_PLAIN, result=_quantized(shape=(2,)))
op.reject("C3", lhs=_PLAIN, rhs=_quantized(SI16), result=_PLAIN)
op.reject("C4", lhs=_PLAIN, rhs=_PLAIN, result=_quantized(expressed=F64))
op.reject("C5", lhs=_PLAIN, rhs=_PLAIN, result=_ROWS)
op.reject("C5", lhs=_PLAIN, rhs=_ROWS, result=_PLAIN)
op.reject("C6", lhs=_ROWS, rhs=_COLUMNS, result=_COLUMNS)
op.reject("C7", lhs=_PLAIN, rhs=_ROWS, result=_COLUMNS)
