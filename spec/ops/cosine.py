"""Gives the cosine of each element.

(S1) Floats: the cosine of x radians (IEEE 754 cos), however large x is. 1 for zeros, NaN for infinities.
(S2) Complex numbers: cos a cosh b - i sin a sinh b for a + bi.
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

op = Op("cosine", __doc__, transcendental(), since="0.9.0")


@op.kernel
def cosine(operand: Array) -> Array:
    return elementary.cos(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU gives NaN for the zero imaginary part of a complex number with an infinite real part")

op.example(
    "multiples of pi/2",
    operand=f64([0.0, np.pi / 2, np.pi, -np.pi / 3]),
    result=f64([1.0, 6.123233995736766e-17, -1.0, 0.5000000000000001]),
)
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 1e-45]),
    result=f32([1.0, np.nan, np.nan, np.nan, 1.0]),
)
op.example("a large angle", operand=f64([1e22]), result=f64([0.5232147853951389]))
op.example("bf16", operand=bf16([1.0, -2.0]), result=bf16([0.5390625, -0.416015625]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.5, 3.0]), result=f8E4M3FN([0.0703125, -1.0]))
op.example("complex numbers", operand=c64([0j, 1j, np.pi + 0j]), result=c64([1 + 0j, 1.5430806 + 0j, -1 + 0j]))
op.example("of an imaginary number", operand=c128([-1j]), result=c128([1.5430806348152437 + 0j]))
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
    result=f32([0.8775825500488281, -0.416146844625473]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
