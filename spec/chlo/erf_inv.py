"""Gives the inverse of the error function at each element: the number x with erf(x) = y.

(S1) An odd function on the domain from -1 to 1. Zeros give themselves; 1 and -1 give infinity with their sign.
(S2) Everything beyond is NaN.

Definition: DLMF 7.17.1; how it is computed: three steps of Halley's method from a closed approximation.
"""

from __future__ import annotations

import numpy as np

from ..families import client_special_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import error_function

op = Op("erf_inv", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def erf_inv(operand: Array) -> Array:
    return error_function.erf_inv(operand)  # S1, S2


op.decomposition(written_as(client_special_formulas.erf_inv))
op.accuracy(ulp(1, FLOAT))
op.peer("XLA", "on CPU is off by up to 64 ULP in f32, and 500,000 in f64 near 1; flushes subnormals to zero")

op.example(
    "values",
    operand=f64([0.5, -0.75, 0.25, 1 - 2.0**-53]),
    result=f64([0.4769362762044699, -0.8134198475976185, 0.2253120550121781, 5.8635847487551676]),
)
op.example(
    "the ends of the domain, and beyond",
    operand=f64([1.0, -1.0, 1.5, -np.inf, np.inf, np.nan]),
    result=f64([np.inf, -np.inf, np.nan, np.nan, np.nan, np.nan]),
)
op.example("zeros and small numbers", operand=f64([0.0, -0.0, 1e-310]), result=f64([0.0, -0.0, 8.8622692545277e-311]))
op.example("f32", operand=f32([[0.5, -0.75]]), result=f32([[0.47693628, -0.8134198]]))
op.example("bf16", operand=bf16([0.5, 1.0]), result=bf16([0.4765625, np.inf]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.5, 0.9375, 1.0]), result=f8E4M3FN([0.46875, 1.375, np.nan]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 4).type)
op.reject("C1", result=f64([1.0]).type)
