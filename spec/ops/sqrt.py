"""Gives the square root of each element.

(S1) Floats: correctly rounded (IEEE 754 squareRoot). -0 gives -0, numbers below zero NaN.
(S2) Complex numbers: the root with real part at least 0; on the negative real axis the imaginary part of the root has
     the sign of that of the operand, zeros included.
(S3) Quantized elements are dequantized, and the result is quantized to its type.
(S4) `result_accuracy` says which errors a program accepts; results here do not depend on it.
"""

from __future__ import annotations

import numpy as np

from ..attributes.result_accuracy import ResultAccuracy
from ..attributes.result_accuracy_mode import ResultAccuracyMode
from ..families.native import native_real
from ..families.transcendental import transcendental
from ..lang import COMPLEX, FLOAT, Array, Op, correctly_rounded, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("sqrt", __doc__, transcendental(), since="0.9.0")


@op.kernel
def sqrt(operand: Array) -> Array:
    return np.sqrt(operand) if native_real(operand.dtype) else elementary.sqrt(operand)  # S1, S2


op.accuracy(correctly_rounded(FLOAT), ulp(1, COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU ignores the sign of a zero imaginary part; flushes subnormals to zero")
op.peer("XLA", "on GPU is one unit off in f32")

op.example("square roots", operand=f64([0.0, 4.0, 2.0, 0.25]), result=f64([0.0, 2.0, np.sqrt(2), 0.5]))
op.example(
    "special values",
    operand=f32([-0.0, -1.0, np.inf, -np.inf, np.nan, 2.0**-148]),
    result=f32([-0.0, np.nan, np.inf, np.nan, np.nan, 2.0**-74]),
)
op.example("bf16", operand=bf16([2.0, 9.0]), result=bf16([1.4140625, 3.0]))
op.example("f8E4M3FN", operand=f8E4M3FN([2.0, -1.0]), result=f8E4M3FN([1.375, np.nan]))
op.example("complex numbers", operand=c64([3 + 4j, 2j, -4 + 0j]), result=c64([2 + 1j, 1 + 1j, 2j]))
op.example(
    "both sides of the branch cut",
    operand=c128([complex(-4, 0.0), complex(-4, -0.0)]),
    result=c128([complex(0, 2), complex(0, -2)]),
)
op.example(
    "an accuracy is asked",
    operand=f32(1.0),
    result_accuracy=ResultAccuracy(mode=ResultAccuracyMode.HIGHEST),
    result=f32(1.0),
)
op.example(
    "a tolerance is stated",
    operand=f32([0.5, 2.0]),
    result_accuracy=ResultAccuracy(rtol=1e-06, ulps=2, mode=ResultAccuracyMode.TOLERANCE),
    result=f32([0.7071067690849304, 1.4142135381698608]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
