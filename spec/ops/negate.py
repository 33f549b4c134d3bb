"""Changes the sign of each element.

(S1) Signed integers: negation modulo 2**bits, so the smallest one stays as it is.
(S2) Unsigned integers: the same on their bits, 2**bits - x.
(S3) Floats: the sign changes, of zeros and NaN too (IEEE 754 negate). Where a format has no negative zero, zero stays;
     in f8E8M0FNU, which has no sign, the result is NaN.
(S4) Complex numbers: the signs of both parts change.
(S5) Quantized elements are dequantized, negated, and quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import unary
from ..families.native import native
from ..lang import COMPLEX, FLOAT, INT, QUANTIZED, Array, Op, exact
from ..lang.values import bf16, c64, f8E4M3FNUZ, f8E8M0FNU, f32, f64, si4, si8, ui8
from ..numerics import arithmetic

op = Op("negate", __doc__, unary(INT | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def negate(operand: Array) -> Array:
    return np.negative(operand) if native(operand.dtype) else arithmetic.negate(operand)  # S1, S2, S3, S4


op.accuracy(exact(INT | FLOAT | COMPLEX))

op.example("the smallest integer stays", operand=si8([0, -2, 127, -128]), result=si8([0, 2, -127, -128]))
op.example("unsigned integers wrap", operand=ui8([[0, 1, 255]]), result=ui8([[0, 255, 1]]))
op.example("four bits", operand=si4([7, -8]), result=si4([-7, -8]))
op.example(
    "signs of zeros and infinities", operand=f32([0.0, -0.0, np.inf, np.nan]), result=f32([-0.0, 0.0, -np.inf, np.nan])
)
op.example("subnormals", operand=f64([5e-324]), result=f64([-5e-324]))
op.example("bf16", operand=bf16([1.5, -0.0]), result=bf16([-1.5, 0.0]))
op.example("a format without negative zero", operand=f8E4M3FNUZ([0.0, -1.0]), result=f8E4M3FNUZ([0.0, 1.0]))
op.example("a format without sign", operand=f8E8M0FNU([1.0]), result=f8E8M0FNU([np.nan]))
op.example("both parts", operand=c64([2.5 + 0j]), result=c64([complex(-2.5, -0.0)]))
op.example("a scalar", operand=f32(1.0), result=f32(-1.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=si8([0]).type)
op.reject("C1", result=ui8([0] * 4).type)
