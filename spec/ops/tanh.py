"""Gives the hyperbolic tangent of each element.

(S1) Floats: (e**x - e**-x) / (e**x + e**-x) (IEEE 754 tanh). Zeros give themselves, infinities 1 with their sign.
(S2) Complex numbers: (sinh 2a + i sin 2b) / (cosh 2a + cos 2b) for a + bi.
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

op = Op("tanh", __doc__, transcendental(), since="0.9.0")


@op.kernel
def tanh(operand: Array) -> Array:
    return elementary.tanh(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")

op.example(
    "from -1 to 1", operand=f64([0.0, 1.0, -1.0, 20.0]), result=f64([0.0, 0.7615941559557649, -0.7615941559557649, 1.0])
)
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 1e-45]),
    result=f32([-0.0, 1.0, -1.0, np.nan, 1e-45]),
)
op.example("bf16", operand=bf16([0.5, -2.0]), result=bf16([0.462890625, -0.96484375]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.25, 448.0]), result=f8E4M3FN([0.25, 1.0]))
op.example("complex numbers", operand=c64([0j, 1 + 0j, 0.25j * np.pi]), result=c64([0j, 0.7615942 + 0j, 1j]))
op.example("far from the imaginary axis", operand=c128([-400 + 1j]), result=c128([-1 + 0j]))
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
    result=f32([0.46211716532707214, 0.9640275835990906]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
