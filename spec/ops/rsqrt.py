"""Gives the reciprocal square root of each element.

(S1) Floats: 1 / sqrt(x) (IEEE 754 rSqrt), rounded as one operation. An infinity with its sign for zeros, 0 at infinity,
     NaN for numbers below zero.
(S2) Complex numbers: the reciprocal of the root with real part at least 0.
(S3) Quantized elements are dequantized, and the result is quantized to its type.
(S4) `result_accuracy` says which errors a program accepts; results here do not depend on it.
"""

from __future__ import annotations

import numpy as np

from ..attributes.result_accuracy import ResultAccuracy
from ..attributes.result_accuracy_mode import ResultAccuracyMode
from ..families.transcendental import transcendental
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("rsqrt", __doc__, transcendental(), since="0.9.0")


@op.kernel
def rsqrt(operand: Array) -> Array:
    return elementary.rsqrt(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU leaves a real part of some 1e-8 (complex<f32>) for negative real numbers")

op.example("reciprocal roots", operand=f64([1.0, 4.0, 0.25, 2.0]), result=f64([1.0, 0.5, 2.0, 0.7071067811865475]))
op.example(
    "special values",
    operand=f32([0.0, -0.0, -1.0, np.inf, np.nan, 2.0**-148]),
    result=f32([np.inf, -np.inf, np.nan, 0.0, np.nan, 2.0**74]),
)
op.example("bf16", operand=bf16([2.0, 9.0]), result=bf16([0.70703125, 0.333984375]))
op.example("f8E4M3FN", operand=f8E4M3FN([4.0, 0.0]), result=f8E4M3FN([0.5, np.nan]))
op.example("complex numbers", operand=c64([4 + 0j, 2j]), result=c64([0.5 + 0j, 0.5 - 0.5j]))
op.example(
    "both sides of the branch cut",
    operand=c128([complex(-4, 0.0), complex(-4, -0.0)]),
    result=c128([complex(0, -0.5), complex(0, 0.5)]),
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
    result=f32([1.4142135381698608, 0.7071067690849304]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
