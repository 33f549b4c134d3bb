"""Raises Euler's number e to the power of each element.

(S1) Floats: e**x (IEEE 754 exp). 1 for zeros, 0 at -infinity, infinity at infinity; NaN gives NaN.
(S2) Complex numbers: e**a (cos b + i sin b) for a + bi.
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

op = Op("exponential", __doc__, transcendental(), since="0.9.0")


@op.kernel
def exponential(operand: Array) -> Array:
    return elementary.exp(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.9.0", "`result_accuracy`")

op.example("powers of e", operand=f64([0.0, 1.0, -1.0, 2.0]), result=f64([1.0, np.e, 1 / np.e, 7.38905609893065]))
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 89.0, -104.0, 1e-45]),
    result=f32([1.0, np.inf, 0.0, np.nan, np.inf, 0.0, 1.0]),
)
op.example("subnormal results are kept", operand=f64([-745.0]), result=f64([5e-324]))
op.example("bf16", operand=bf16([1.0, -2.0]), result=bf16([2.71875, 0.135742]))
op.example("f8E4M3FN has no infinity", operand=f8E4M3FN([2.0, 7.0]), result=f8E4M3FN([7.5, np.nan]))
op.example("complex numbers", operand=c64([0j, 1 + 0j, 0.5j * np.pi]), result=c64([1 + 0j, np.e + 0j, 1j]))
op.example("a complex zero", operand=c128([complex(-np.inf, 1.0)]), result=c128([0j]))
op.example(
    "an accuracy is asked",
    operand=f32(0.0),
    result_accuracy=ResultAccuracy(mode=ResultAccuracyMode.HIGHEST),
    result=f32(1.0),
)
op.example(
    "a tolerance is stated",
    operand=f32([0.5, 2.0]),
    result_accuracy=ResultAccuracy(rtol=1e-06, ulps=2, mode=ResultAccuracyMode.TOLERANCE),
    result=f32([1.6487212181091309, 7.389056205749512]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
