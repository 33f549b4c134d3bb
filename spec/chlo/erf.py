"""Gives the error function of each element: 2/sqrt(pi) times the integral of e**(-t**2) from 0 to x.

(S1) An odd function that grows from -1 to 1. Zeros give themselves, infinities 1 with their sign.

The domain is all numbers. Definition: DLMF 7.2.1; how it is computed: DLMF 7.6.1, and from 1/2 on one minus `erfc`.
"""

from __future__ import annotations

import numpy as np

from ..families import client_special_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import error_function

op = Op("erf", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def erf(operand: Array) -> Array:
    return error_function.erf(operand)  # S1


op.decomposition(written_as(client_special_formulas.erf))
op.accuracy(ulp(1, FLOAT))
op.peer("XLA", "on CPU is up to 4 ULP off in f32; flushes subnormals to zero")

op.example(
    "values",
    operand=f64([0.5, 1.0, -2.0, 5.75, 1e-20]),
    result=f64(
        [0.5204998778130465, 0.8427007929497149, -0.9953222650189527, 0.9999999999999996, 1.1283791670955125e-20]
    ),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 6.0, 1e-310]),
    result=f64([0.0, -0.0, 1.0, -1.0, np.nan, 1.0, 1.1283791670955e-310]),
)
op.example("f32", operand=f32([[0.25], [3.0]]), result=f32([[0.2763264], [0.9999779]]))
op.example("bf16", operand=bf16([0.5, -2.0]), result=bf16([0.51953125, -0.99609375]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.5, -1.0]), result=f8E4M3FN([0.5, -0.8125]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
