"""Converts each element to another element type.

(S1) From boolean: false becomes zero, true one. To boolean: zero becomes false, anything else, NaN too, true.
(S2) Integer to integer: the low bits are kept.
(S3) Integer to float and float to float: rounded once to nearest, ties to even. What a format does beyond its largest
     value (infinity, NaN or the largest value itself) is that format's, and so is what it takes NaN, zeros and negative
     numbers for that it does not have.
(S4) Float to integer: the fraction is discarded; values beyond the integer type become its nearest value, NaN zero.
(S5) Complex to complex: both parts as in S3. Complex to any other type: the imaginary part is ignored. Any other type
     to complex: the imaginary part is +0.
"""

from __future__ import annotations

import numpy as np

from ..lang import BOOL, COMPLEX, FLOAT, INT, NUMBER, Array, Op, correctly_rounded, exact, operand, result, tensor
from ..lang.notation import same_shape
from ..lang.values import bf16, c64, c128, f4E2M1FN, f8E4M3FN, f8E5M2, f16, f32, f64, i1, si4, si8, si32, si64, ui8
from ..numerics import conversion
from ..types import TensorType, Type

op = Op(
    "convert",
    __doc__,
    slots=(operand("operand", tensor(NUMBER)), result("result", tensor(NUMBER))),
    assembly="$operand attr-dict : same-type",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_result_have_the_same_shape(operand: Type, result: Type) -> bool:
    """shape(operand) = shape(result)"""
    return same_shape(operand, result)


@op.kernel
def convert(operand: Array, result: TensorType) -> Array:
    return conversion.convert(operand, result.dtype)  # S1, S2, S3, S4, S5


op.accuracy(exact(BOOL | INT), correctly_rounded(FLOAT | COMPLEX))
op.choice(
    "integer-to-integer-out-of-range", "inexact-conversion", "float-to-integer-out-of-range", "narrow-float-overflow",
    "values-that-a-float-type-lacks",
)  # fmt: skip
op.peer(
    "XLA",
    "on CPU f64 and si64 to bf16 are rounded twice, through f32; subnormals become zero; "
    "6 in f4E2M1FN saturates integers",
)

op.example("integers become floats", operand=si32([-1, 0, 16777217]), result=f32([-1.0, 0.0, 16777216.0]))
op.example("booleans are 0 and 1", operand=i1([False, True]), result=f8E4M3FN([0.0, 1.0]))
op.example("only zero is false", operand=f32([0.0, -0.0, 1e-45, np.nan]), result=i1([False, False, True, True]))
op.example("low bits are kept", operand=si32([300, -1, -129]), result=si8([44, -1, 127]))
op.example("signed becomes unsigned", operand=si8([-1, -128]), result=ui8([255, 128]))
op.example("four bits", operand=si8([7, 8, -9]), result=si4([7, -8, 7]))
op.example("the fraction is discarded", operand=f32([1.9, -1.9, -0.5]), result=si32([1, -1, 0]))
op.example("beyond the integers the nearest one", operand=f32([300.0, -np.inf, np.nan]), result=si8([127, -128, 0]))
op.example("ties go to even", operand=f32([1.00390625, 1.01171875, 1.003906]), result=bf16([1.0, 1.015625, 1.0]))
op.example(
    "f64 is rounded once, not through f32",
    operand=f64([1.0 + 2.0**-8 + 2.0**-40]),
    result=bf16([1.0078125]),
)
op.example("integers are rounded once", operand=si64([2**60 + 2**52 + 1]), result=bf16([2.0**60 + 2.0**53]))
op.example(
    "overflow, and subnormal results", operand=f64([65520.0, 2.0**-24, 2.0**-26]), result=f16([np.inf, 2.0**-24, 0.0])
)
op.example(
    "formats differ beyond their largest value",
    operand=f32([464.0, 465.0, np.inf, np.nan]),
    result=f8E4M3FN([448.0, np.nan, np.nan, np.nan]),
)
op.example("a format with infinity", operand=f32([61440.0, -np.inf, np.nan]), result=f8E5M2([np.inf, -np.inf, np.nan]))
op.example("a format that has only numbers", operand=f32([7.0, -np.inf, 2.5]), result=f4E2M1FN([6.0, -6.0, 2.0]))
op.example("the imaginary part is ignored", operand=c64([1.5 + 9j, complex(-2.5, np.nan)]), result=si32([1, -2]))
op.example("or added as zero", operand=si64([-1, 2]), result=c128([-1.0, 2.0]))
op.example("a scalar", operand=si32(3), result=f64(3.0))
op.example("no elements", operand=si32([]), result=f64([]))

op.reject("C1", result=f32([-1.0, 0.0]).type)
