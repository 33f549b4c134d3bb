"""Gives the natural logarithm of one plus each element.

(S1) Floats: ln(1 + x) (IEEE 754 logp1), without loss by cancellation near 0. Zeros give themselves, -1 gives -infinity,
     numbers below NaN.
(S2) Complex numbers: ln|1 + z| + i arg(1 + z), likewise.
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

op = Op("log_plus_one", __doc__, transcendental(), since="0.9.0")


@op.kernel
def log_plus_one(operand: Array) -> Array:
    return elementary.log1p(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU is up to some hundred ULP off in f64, near -0.4")

op.example(
    "ln(1 + x)",
    operand=f64([0.0, 1.0, -0.5, 1e-10, np.e - 1]),
    result=f64([0.0, np.log(2), -np.log(2), 9.9999999995e-11, 1.0]),
)
op.example(
    "special values",
    operand=f32([-0.0, -1.0, -2.0, np.inf, -np.inf, np.nan, 1e-45]),
    result=f32([-0.0, -np.inf, np.nan, np.inf, np.nan, np.nan, 1e-45]),
)
op.example("bf16", operand=bf16([1.0, 9.0]), result=bf16([0.69140625, 2.296875]))
op.example("f8E4M3FN", operand=f8E4M3FN([-1.0, 7.0]), result=f8E4M3FN([np.nan, 2.0]))
op.example(
    "complex numbers", operand=c64([0j, 1j, -1 + 1j]), result=c64([0j, 0.5 * np.log(2) + 0.25j * np.pi, 0.5j * np.pi])
)
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
    result=f32([0.40546509623527527, 1.0986123085021973]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 5).type)
