"""Gives the logistic function of each element.

(S1) Floats: 1 / (1 + e**-x), without overflow on the way. 0 at -infinity, 1 at infinity.
(S2) Complex numbers: the same function, 1 / (1 + e**-z).
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

op = Op("logistic", __doc__, transcendental(), since="0.9.0")


@op.kernel
def logistic(operand: Array) -> Array:
    return elementary.logistic(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT), ulp(1, COMPLEX, only=(COMPLEX64,)), ulp(1, COMPLEX, by_modulus=True))
op.changed("1.10.0", "`result_accuracy`")

op.example(
    "from 0 to 1",
    operand=f64([0.0, 1.0, -1.0, 2.0]),
    result=f64([0.5, 0.7310585786300049, 0.2689414213699951, 0.8807970779778823]),
)
op.example(
    "special values",
    operand=f32([-0.0, np.inf, -np.inf, np.nan, 100.0, -100.0]),
    result=f32([0.5, 1.0, 0.0, np.nan, 1.0, 3.783506e-44]),
)
op.example("bf16", operand=bf16([1.0, -2.0]), result=bf16([0.73046875, 0.119140625]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.0, 4.0]), result=f8E4M3FN([0.5, 1.0]))
op.example("complex numbers", operand=c64([0j, 0.5j * np.pi]), result=c64([0.5 + 0j, 0.5 + 0.5j]))
op.example("on the real axis", operand=c128([1 + 0j]), result=c128([0.7310585786300049 + 0j]))
op.example(
    "an accuracy is asked",
    operand=f32(0.0),
    result_accuracy=ResultAccuracy(mode=ResultAccuracyMode.HIGHEST),
    result=f32(0.5),
)
op.example(
    "a tolerance is stated",
    operand=f32([0.5, 2.0]),
    result_accuracy=ResultAccuracy(rtol=1e-06, ulps=2, mode=ResultAccuracyMode.TOLERANCE),
    result=f32([0.622459352016449, 0.8807970881462097]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
