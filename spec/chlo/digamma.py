"""Gives the digamma function of each element: the derivative of ln Gamma(x).

(S1) Gamma'(x) / Gamma(x), with one zero above 0, at about 1.4616, and one between any two poles.
(S2) At the poles 0 (of either sign), -1, -2, ... the sign changes: the result is NaN.
(S3) Infinity gives infinity, -infinity NaN.

The domain is all numbers but the poles. Definition: DLMF 5.2.2; how it is computed: DLMF 5.7.4, 5.11.2 and 5.5.4.
"""

from __future__ import annotations

import numpy as np

from ..families import client_gamma_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import gamma

op = Op("digamma", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def digamma(operand: Array) -> Array:
    return gamma.digamma(operand)  # S1, S2, S3


op.decomposition(written_as(client_gamma_formulas.digamma))
op.accuracy(ulp(1, FLOAT))
op.choice("poles-with-two-signs")
op.peer("XLA", "on CPU has an absolute error as small as that of 1; next to zeros results keep none of their digits")
op.peer("XLA", "on CPU gives NaN for subnormal numbers, which it takes for zero")

op.example(
    "values",
    operand=f64([1.0, 2.0, 0.5, -0.5, 1e10]),
    result=f64(
        [-0.5772156649015329, 0.42278433509846713, -1.9635100260214235, 0.03648997397857652, 23.025850929890456]
    ),
)
op.example(
    "next to zeros",
    operand=f64([1.4616321449683623, -0.5040830082644554]),
    result=f64([-9.241265521729427e-17, 7.289763902976895e-17]),
)
op.example(
    "poles, and next to them",
    operand=f64([0.0, -0.0, -1.0, -1e300, 1e-300, -1e-320]),
    result=f64([np.nan, np.nan, np.nan, np.nan, -1e300, np.inf]),
)
op.example("infinities and NaN", operand=f64([np.inf, -np.inf, np.nan]), result=f64([np.inf, np.nan, np.nan]))
op.example("f32", operand=f32([[4.0], [-1.5]]), result=f32([[1.2561177], [0.70315665]]))
op.example("bf16", operand=bf16([5.0, 0.25]), result=bf16([1.5078125, -4.21875]))
op.example("f8E4M3FN", operand=f8E4M3FN([5.0, 0.5]), result=f8E4M3FN([1.5, -2.0]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
