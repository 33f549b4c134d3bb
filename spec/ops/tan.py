"""Gives the tangent of each element.

(S1) Floats: the tangent of x radians (IEEE 754 tan), however large x is. Zeros give themselves, infinities NaN.
(S2) Complex numbers: (sin 2a + i sinh 2b) / (cos 2a + cosh 2b) for a + bi.
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

op = Op("tan", __doc__, transcendental(), since="1.4.0")


@op.kernel
def tan(operand: Array) -> Array:
    return elementary.tan(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")

op.example(
    "tangents",
    operand=f64([0.0, np.pi / 4, 1.0, -1.0]),
    result=f64([0.0, 0.9999999999999999, 1.5574077246549023, -1.5574077246549023]),
)
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 1e-45]),
    result=f32([-0.0, np.nan, np.nan, np.nan, 1e-45]),
)
op.example("near a pole", operand=f64([np.pi / 2]), result=f64([1.633123935319537e16]))
op.example("bf16", operand=bf16([1.0, -2.0]), result=bf16([1.5546875, 2.1875]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.5]), result=f8E4M3FN([14.0]))
op.example("complex numbers", operand=c64([0j, 1j]), result=c64([0j, 0.7615942j]))
op.example("far from the real axis", operand=c128([1 + 400j]), result=c128([1j]))
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
    result=f32([0.5463024973869324, -2.185039758682251]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
