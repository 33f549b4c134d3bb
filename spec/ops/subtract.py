"""Subtracts `rhs` from `lhs`, element by element.

(S1) Integers: subtraction modulo 2**bits.
(S2) Floats: IEEE 754 subtraction, rounded to nearest, ties to even.
(S3) Complex numbers: the parts are subtracted separately, each as in S2.
(S4) Quantized elements: both operands are dequantized, subtracted, and the difference is quantized to the type of the
     result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..families.native import native
from ..lang import COMPLEX, FLOAT, INT, QUANTIZED, Array, Op, correctly_rounded, exact
from ..lang.values import bf16, c64, f8E4M3FN, f32, f64, si4, si8, ui8
from ..numerics import arithmetic

op = Op("subtract", __doc__, binary(INT | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def subtract(lhs: Array, rhs: Array) -> Array:
    return np.subtract(lhs, rhs) if native(lhs.dtype) else arithmetic.subtract(lhs, rhs)  # S1, S2, S3


op.accuracy(exact(INT), correctly_rounded(FLOAT | COMPLEX))
op.peer("XLA", "on CPU flushes subnormal operands and results to zero")

op.example("integers wrap", lhs=si8([-128, 127, 3]), rhs=si8([1, -1, 5]), result=si8([127, -128, -2]))
op.example("unsigned integers wrap", lhs=ui8([[0, 7]]), rhs=ui8([[1, 5]]), result=ui8([[255, 2]]))
op.example("four bits", lhs=si4([-8, 7]), rhs=si4([1, -1]), result=si4([7, -8]))
op.example(
    "infinities, NaN and zeros",
    lhs=f32([np.inf, np.inf, np.nan, 0.0, -0.0, 1.0]),
    rhs=f32([np.inf, -np.inf, 1.0, 0.0, 0.0, 1.0]),
    result=f32([np.nan, np.inf, np.nan, 0.0, -0.0, 0.0]),
)
op.example(
    "subnormal differences are kept", lhs=f64([2.0**-1022]), rhs=f64([1.5 * 2.0**-1022]), result=f64([-(2.0**-1023)])
)
op.example("narrow floats round once", lhs=bf16([1.0, 256.0]), rhs=bf16([0.001953125, 0.5]), result=bf16([1.0, 256.0]))
op.example(
    "f8E4M3FN overflows to NaN",
    lhs=f8E4M3FN([448.0, 448.0]),
    rhs=f8E4M3FN([-16.0, -32.0]),
    result=f8E4M3FN([448.0, np.nan]),
)
op.example("parts are subtracted separately", lhs=c64([1 + 2j]), rhs=c64([3 - 1j]), result=c64([-2 + 3j]))
op.example("scalars", lhs=f32(1.5), rhs=f32(0.25), result=f32(1.25))
op.example("no elements", lhs=f32(0.0, (2, 0)), rhs=f32(0.0, (2, 0)), result=f32(0.0, (2, 0)))

op.reject("C1", rhs=si8([1, 1]))
op.reject("C1", rhs=f32([1.0, 1.0, 1.0]))
op.reject("C1", result=ui8([0, 0, 0]).type)
