"""Rounds each element to a float format with given field widths, and gives it in its own type again.

(S1) The mantissa field is rounded to its first `mantissa_bits` bits, to nearest, ties to the even bit pattern, where it
     is longer; a carry increases the exponent.
(S2) Where the type has more than `exponent_bits` bits of exponent, what then exceeds the largest value of the format
     becomes infinity, and what is below its smallest normal value becomes zero; signs are kept. Subnormals are not
     formed.
(S3) Infinities and zeros stay, and NaN where `mantissa_bits` > 0; with no mantissa bits, which tell NaN from infinity,
     it becomes infinity with its sign. A type without infinity gives NaN for it, or its largest value if it has no NaN
     either; a type without zero gives NaN for it.
(S4) Quantized elements are dequantized, rounded, and quantized to the type of the output.
"""

from __future__ import annotations

import numpy as np

from ..lang import FLOAT, I32, QUANTIZED, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import same_baseline_type
from ..lang.values import bf16, f8E4M3FN, f16, f32, f64
from ..numerics import precision
from ..types import TensorType, Type

op = Op(
    "reduce_precision",
    __doc__,
    slots=(
        operand("operand", tensor(FLOAT | QUANTIZED)),
        attribute("exponent_bits", I32),
        attribute("mantissa_bits", I32),
        result("output", tensor(FLOAT | QUANTIZED)),
    ),
    assembly="$operand , format = <exponent_mantissa exponent_bits mantissa_bits> attr-dict : same-type",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_output_have_the_same_type(operand: Type, output: Type) -> bool:
    """baseline_type(operand) = baseline_type(output)"""
    return same_baseline_type(operand, output)


@op.constraint("C2")
def exponent_bits_are_positive(exponent_bits: int) -> bool:
    """1 <= exponent_bits"""
    return exponent_bits >= 1


@op.constraint("C3")
def mantissa_bits_are_not_negative(mantissa_bits: int) -> bool:
    """0 <= mantissa_bits"""
    return mantissa_bits >= 0


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


@op.kernel
def reduce_precision(operand: Array, exponent_bits: int, mantissa_bits: int) -> Array:
    return precision.reduce_precision(operand, exponent_bits, mantissa_bits)  # S1, S2, S3


op.accuracy(exact(FLOAT))
op.peer(
    "XLA",
    "keeps NaN where mantissa_bits is 0; on CPU works in f16 for 8-bit types: rounds their subnormals to their own "
    "leading bit, and applies S2 always",
)
op.peer("C++ interpreter", "takes every format for an IEEE one")

op.example(
    "the range of f16",
    operand=f64([np.inf, np.nan, 5e-324, -0.0, 65519.0, 65520.0, -65536.0, 2.0**-14, 2.0**-15]),
    exponent_bits=5,
    mantissa_bits=10,
    output=f64([np.inf, np.nan, 0.0, -0.0, 65504.0, np.inf, -np.inf, 2.0**-14, 0.0]),
)
op.example(
    "ties go to even",
    operand=f32([1.0625, 1.1875, -1.0625, 1.0626]),
    exponent_bits=8,
    mantissa_bits=3,
    output=f32([1.0, 1.25, -1.0, 1.125]),
)
op.example("a carry reaches the exponent", operand=f32([1.96875]), exponent_bits=8, mantissa_bits=3, output=f32([2.0]))
op.example(
    "no mantissa",
    operand=f32([1.4, 1.5, np.nan, -3.0]),
    exponent_bits=8,
    mantissa_bits=0,
    output=f32([1.0, 2.0, np.inf, -2.0]),
)
op.example(
    "one bit of exponent",
    operand=f32([1.0, -2.0, 0.0]),
    exponent_bits=1,
    mantissa_bits=7,
    output=f32([0.0, -np.inf, 0.0]),
)
op.example(
    "subnormals of the type stay", operand=f16([2.0**-16]), exponent_bits=5, mantissa_bits=2, output=f16([2.0**-16])
)
op.example(
    "more bits than the type has",
    operand=bf16([[1.0078125]]),
    exponent_bits=11,
    mantissa_bits=52,
    output=bf16([[1.0078125]]),
)
op.example(
    "a type without infinity", operand=f8E4M3FN([448.0]), exponent_bits=3, mantissa_bits=3, output=f8E4M3FN([np.nan])
)
op.example("a scalar", operand=f32(3.14159), exponent_bits=8, mantissa_bits=7, output=f32(3.140625))
op.example("no elements", operand=f32([]), exponent_bits=5, mantissa_bits=10, output=f32([]))

op.reject("C1", output=f64([0.0]).type)
op.reject("C2", exponent_bits=0)
op.reject("C3", mantissa_bits=-1)
