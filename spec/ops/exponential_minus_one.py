"""Raises e to the power of each element and subtracts one.

(S1) Floats: e**x - 1 (IEEE 754 expm1), without loss by cancellation near 0. Zeros give themselves, -infinity gives -1.
(S2) Complex numbers: e**a (cos b + i sin b) - 1 for a + bi, likewise.
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
from ..types import COMPLEX64

op = Op("exponential_minus_one", __doc__, transcendental(), since="0.9.0")


@op.kernel
def exponential_minus_one(operand: Array) -> Array:
    return elementary.expm1(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT), ulp(1, COMPLEX, only=(COMPLEX64,)), ulp(1, COMPLEX, by_modulus=True))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU is up to 4 ULP off")

op.example(
    "e**x - 1",
    operand=f64([0.0, 1.0, -1.0, 1e-10]),
    result=f64([0.0, 1.718281828459045, -0.6321205588285577, 1.00000000005e-10]),
)
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 89.0, 1e-45]),
    result=f32([-0.0, np.inf, -1.0, np.nan, np.inf, 1e-45]),
)
op.example("bf16", operand=bf16([1.0, -2.0]), result=bf16([1.71875, -0.86328125]))
op.example("f8E4M3FN", operand=f8E4M3FN([2.0]), result=f8E4M3FN([6.5]))
op.example("complex numbers", operand=c64([0j, 1 + 0j, 1j * np.pi]), result=c64([0j, np.e - 1 + 0j, -2 + 0j]))
op.example("small complex numbers", operand=c128([1e-20 + 1e-20j]), result=c128([1e-20 + 1e-20j]))
op.example(
    "an accuracy is asked",
    operand=f32(0.0),
    result_accuracy=ResultAccuracy(mode=ResultAccuracyMode.HIGHEST),
    result=f32(0.0),
)
op.example(
    "a tolerance is stated",
    operand=f32([0.5, 2.0]),
    result_accuracy=ResultAccuracy(rtol=1e-06, ulps=2, mode=ResultAccuracyMode.TOLERANCE),
    result=f32([0.6487212777137756, 6.389056205749512]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
