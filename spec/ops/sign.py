"""Gives the sign of each element.

(S1) Signed integers: -1, 0 or 1.
(S2) Floats: -1 or 1; zeros and NaN give themselves.
(S3) Complex numbers: the number divided by its modulus. Zeros give +0. NaN in both parts where a part is infinite or
     NaN.
(S4) Quantized elements are dequantized, and the sign is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import unary
from ..lang import COMPLEX, FLOAT, QUANTIZED, SIGNED, Array, Op, exact, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f32, f64, si4, si8
from ..numerics import arithmetic

op = Op("sign", __doc__, unary(SIGNED | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def sign(operand: Array) -> Array:
    return arithmetic.sign(operand)  # S1, S2, S3


op.accuracy(exact(SIGNED | FLOAT), ulp(1, COMPLEX))
op.peer("XLA", "on CPU gives complex infinities NaN in one part only; takes subnormals for zeros")

op.example("integers", operand=si8([-128, -1, 0, 1, 127]), result=si8([-1, -1, 0, 1, 1]))
op.example("four bits", operand=si4([[-8, 7]]), result=si4([[-1, 1]]))
op.example(
    "zeros, infinities, subnormals and NaN",
    operand=f64([np.nan, -np.inf, -0.0, 0.0, 5e-324, -5e-324]),
    result=f64([np.nan, -1.0, -0.0, 0.0, 1.0, -1.0]),
)
op.example("bf16", operand=bf16([-3.0, -0.0]), result=bf16([-1.0, -0.0]))
op.example("f8E4M3FN", operand=f8E4M3FN([448.0, np.nan]), result=f8E4M3FN([1.0, np.nan]))
op.example("complex numbers", operand=c64([3 - 4j, 0j, -2 + 0j]), result=c64([0.6 - 0.8j, 0j, -1 + 0j]))
op.example(
    "complex infinities and NaN",
    operand=c128([complex(-np.inf, 1), complex(1, np.nan)]),
    result=c128([complex(np.nan, np.nan)] * 2),
)
op.example("a scalar", operand=f32(-2.5), result=f32(-1.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=si8([0]).type)
op.reject("C1", result=f32([0.0] * 5).type)
