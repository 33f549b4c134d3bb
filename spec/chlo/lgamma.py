"""Gives the logarithm of the absolute value of the gamma function at each element.

(S1) ln |Gamma(x)|, with zeros at 1 and 2, and two between any two poles below -2.
(S2) The poles 0 (of either sign), -1, -2, ... give infinity.
(S3) Both infinities give infinity.

The domain is all numbers but the poles. Definition: DLMF 5.2.1; how it is computed: DLMF 5.7.3, 5.11.1 and 5.5.3.
"""

from __future__ import annotations

import numpy as np

from ..families import client_gamma_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import gamma

op = Op("lgamma", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def lgamma(operand: Array) -> Array:
    return gamma.lgamma(operand)  # S1, S2, S3


op.decomposition(written_as(client_gamma_formulas.lgamma))
op.accuracy(ulp(1, FLOAT))
op.peer("XLA", "on CPU has an absolute error as small as that of 1; next to zeros results keep none of their digits")
op.peer("XLA", "on CPU gives infinity for numbers below 2e-308, whose logarithm is about 708")

op.example(
    "values",
    operand=f64([0.5, 3.0, -0.5, -2.5, 100.0, 1e300]),
    result=f64(
        [
            0.5723649429247001, 0.6931471805599453, 1.2655121234846454, -0.056243716497674054, 359.1342053695754,
            6.897755278982137e302,
        ]
    ),
)  # fmt: skip
op.example("zeros", operand=f64([1.0, 2.0, -2.4570247382208006]), result=f64([0.0, 0.0, 5.619192358950097e-17]))
op.example(
    "poles, and next to one",
    operand=f64([0.0, -0.0, -1.0, -1e300, 1e-310, -1e-310]),
    result=f64([np.inf, np.inf, np.inf, np.inf, 713.8013788281542, 713.8013788281542]),
)
op.example(
    "infinities, NaN and overflow",
    operand=f64([np.inf, -np.inf, np.nan, 1e306]),
    result=f64([np.inf, np.inf, np.nan, np.inf]),
)
op.example("f32", operand=f32([[4.0], [-1.5]]), result=f32([[1.7917595], [0.86004704]]))
op.example("bf16", operand=bf16([5.0, 0.25]), result=bf16([3.171875, 1.2890625]))
op.example("f8E4M3FN", operand=f8E4M3FN([5.0, 12.0, 0.0]), result=f8E4M3FN([3.25, 18.0, np.nan]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 6).type)
op.reject("C1", result=f64([1.0]).type)
