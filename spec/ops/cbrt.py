"""Gives the cube root of each element.

(S1) Floats: the real root, with the sign of the operand (IEEE 754 rootn with n = 3). Zeros and infinities give
     themselves.
(S2) Complex numbers: the principal root |z|**(1/3) (cos(arg z / 3) + i sin(arg z / 3)), so that of -8 is 1 + 1.73...i.
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

op = Op("cbrt", __doc__, transcendental(), since="0.9.0")


@op.kernel
def cbrt(operand: Array) -> Array:
    return elementary.cbrt(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "has no complex form; on CPU gives -5.6e-16 for subnormals of f32")

op.example("cube roots", operand=f64([0.0, 1.0, 8.0, -27.0]), result=f64([0.0, 1.0, 2.0, -3.0]))
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 2.0**-147]),
    result=f32([-0.0, np.inf, -np.inf, np.nan, 2.0**-49]),
)
op.example("bf16", operand=bf16([2.0, -64.0]), result=bf16([1.2578125, -4.0]))
op.example("f8E4M3FN", operand=f8E4M3FN([-8.0, 3.0]), result=f8E4M3FN([-2.0, 1.5]))
op.example("complex numbers", operand=c64([8 + 0j, -8 + 0j]), result=c64([2 + 0j, 1 + 1.7320508j]))
op.example("of an imaginary number", operand=c128([-8j]), result=c128([1.7320508075688772 - 1j]))
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
    result=f32([0.7937005162239075, 1.2599210739135742]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
