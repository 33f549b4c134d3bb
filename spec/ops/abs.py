"""Gives the magnitude of each element.

(S1) Signed integers: the magnitude modulo 2**bits, so the smallest one stays as it is.
(S2) Floats: the element with its sign cleared, NaN too (IEEE 754 abs).
(S3) Complex numbers: the modulus sqrt(a**2 + b**2) in the type of the parts, without overflow or underflow on the way;
     infinite if a part is, even beside NaN.
(S4) Quantized elements are dequantized, and their magnitude is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.native import native_real
from ..families.parts import part
from ..lang import COMPLEX, FLOAT, QUANTIZED, SIGNED, Array, Op, exact, ulp
from ..lang.values import bf16, c64, c128, f8E5M2, f32, f64, si4, si8
from ..numerics import arithmetic
from ..types import F32, F64

op = Op("abs", __doc__, part(SIGNED | FLOAT | COMPLEX | QUANTIZED, SIGNED | FLOAT | QUANTIZED), since="0.9.0")


@op.kernel
def abs_(operand: Array) -> Array:
    return np.absolute(operand) if native_real(operand.dtype) else arithmetic.absolute(operand)  # S1, S2, S3


op.accuracy(exact(SIGNED | FLOAT), ulp(1, FLOAT, only=(F32, F64)))  # S3
op.peer("XLA", "on CPU gives NaN for a complex number with an infinite part beside NaN")

op.example("the smallest integer stays", operand=si8([-2, 0, 2, -128]), result=si8([2, 0, 2, -128]))
op.example("four bits", operand=si4([[-7], [-8]]), result=si4([[7], [-8]]))
op.example(
    "signs are cleared",
    operand=f64([-0.0, -5e-324, -np.inf, np.nan, 1.5]),
    result=f64([0.0, 5e-324, np.inf, np.nan, 1.5]),
)
op.example("bf16", operand=bf16([-1.5, 2.0]), result=bf16([1.5, 2.0]))
op.example("f8E5M2", operand=f8E5M2([-np.inf, -0.0]), result=f8E5M2([np.inf, 0.0]))
op.example("the modulus", operand=c64([3 - 4j, -2 + 0j]), result=f32([5.0, 2.0]))
op.example("large and small moduli", operand=c128([3e300 + 4e300j, 3e-300 - 4e-300j]), result=f64([5e300, 5e-300]))
op.example(
    "an infinite part beside NaN",
    operand=c64([complex(np.nan, -np.inf), complex(np.nan, 1)]),
    result=f32([np.inf, np.nan]),
)
op.example("a scalar", operand=f32(-1.0), result=f32(1.0))
op.example("no elements", operand=c64([]), result=f32([]))

op.reject("C1", result=si8([0]).type)
op.reject("C2", result=f32([0.0] * 4).type)
op.reject("C2", of="the modulus", result=f64([5.0, 2.0]).type)
