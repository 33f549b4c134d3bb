"""Rounds each element down to an integral value.

(S1) The largest integral value that is not above the operand (IEEE 754 roundToIntegralTowardNegative).
(S2) The sign of zeros is kept, and of results that become zero; infinities and integral values are unchanged, NaN stays
     NaN.
(S3) Quantized elements are dequantized, rounded, and quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import unary
from ..families.native import native
from ..lang import FLOAT, QUANTIZED, Array, Op, exact
from ..lang.values import bf16, f8E5M2, f32, f64
from ..numerics import rounding

op = Op("floor", __doc__, unary(FLOAT | QUANTIZED), since="0.9.0")


@op.kernel
def floor(operand: Array) -> Array:
    return np.floor(operand) if native(operand.dtype) else rounding.floor(operand)  # S1, S2


op.accuracy(exact(FLOAT))
op.peer("XLA", "on CPU flushes subnormal operands, so gives zero for them")

op.example(
    "both sides of zero",
    operand=f32([-1.5, -0.5, -0.25, 0.25, 0.5, 1.5, 2.5]),
    result=f32([-2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 2.0]),
)
op.example(
    "special values",
    operand=f64([-0.0, 5e-324, -5e-324, np.inf, -np.inf, np.nan]),
    result=f64([-0.0, 0.0, -1.0, np.inf, -np.inf, np.nan]),
)
op.example("just below a half", operand=f64([0.49999999999999994, -0.49999999999999994]), result=f64([0.0, -1.0]))
op.example("large values have no fraction", operand=f32([8388609.0, -16777216.0]), result=f32([8388609.0, -16777216.0]))
op.example("bf16", operand=bf16([[2.5], [-3.5]]), result=bf16([[2.0], [-4.0]]))
op.example("f8E5M2", operand=f8E5M2([1.25, -1.75]), result=f8E5M2([1.0, -2.0]))
op.example("a scalar", operand=f32(0.75), result=f32(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([0.0]).type)
op.reject("C1", result=f64([0.0] * 7).type)
