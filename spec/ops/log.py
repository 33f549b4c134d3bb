"""Gives the natural logarithm of each element.

(S1) Floats: ln x (IEEE 754 log). -infinity for zeros, NaN for negative numbers.
(S2) Complex numbers: ln|z| + i arg z with arg z in [-pi, pi]; on the negative real axis the argument has the sign of
     the imaginary part, zeros included.
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

op = Op("log", __doc__, transcendental(), since="0.9.0")


@op.kernel
def log(operand: Array) -> Array:
    return elementary.log(operand)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))
op.changed("1.10.0", "`result_accuracy`")
op.peer("XLA", "on CPU gives -infinity for subnormals, and NaN in both parts for complex infinities beside NaN")

op.example("logarithms", operand=f64([1.0, 2.0, np.e, 0.5]), result=f64([0.0, np.log(2), 1.0, -np.log(2)]))
op.example(
    "special values",
    operand=f32([0.0, -0.0, -1.0, np.inf, -np.inf, np.nan, 1e-45]),
    result=f32([-np.inf, -np.inf, np.nan, np.inf, np.nan, np.nan, -103.27893]),
)
op.example("bf16", operand=bf16([2.0, 10.0]), result=bf16([0.69140625, 2.296875]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.0, 1.0, 8.0]), result=f8E4M3FN([np.nan, 0.0, 2.0]))
op.example(
    "complex numbers",
    operand=c64([1 + 0j, 1j, 1 + 1j]),
    result=c64([0j, 0.5j * np.pi, 0.5 * np.log(2) + 0.25j * np.pi]),
)
op.example(
    "both sides of the branch cut",
    operand=c128([complex(-1, 0.0), complex(-1, -0.0)]),
    result=c128([complex(0, np.pi), complex(0, -np.pi)]),
)
op.example(
    "an accuracy is asked",
    operand=f32(1.0),
    result_accuracy=ResultAccuracy(mode=ResultAccuracyMode.HIGHEST),
    result=f32(0.0),
)
op.example(
    "a tolerance is stated",
    operand=f32([0.5, 2.0]),
    result_accuracy=ResultAccuracy(rtol=1e-06, ulps=2, mode=ResultAccuracyMode.TOLERANCE),
    result=f32([-0.6931471824645996, 0.6931471824645996]),
)
op.example("no elements", operand=f32(0.0, (0, 3)), result=f32(0.0, (0, 3)))

op.reject("C1", result=f64([0.0]).type)
op.reject("C1", result=f16([0.0] * 4).type)
