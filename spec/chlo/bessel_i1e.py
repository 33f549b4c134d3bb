"""Gives the exponentially scaled modified Bessel function of order 1 of each element: e**-|x| I1(x).

(S1) An odd function with values from -0.22 to 0.22 (at about 1.5451). Zeros give themselves, infinities zero with their
     sign.

The domain is all numbers. Definition: DLMF 10.25.2; how it is computed: DLMF 10.25.1, 10.25.2 and 10.40.1.
"""

from __future__ import annotations

import numpy as np

from ..families.client_elementwise import client_unary
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import bessel

op = Op("bessel_i1e", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def bessel_i1e(operand: Array) -> Array:
    return bessel.bessel_i1e(operand)  # S1


op.accuracy(ulp(1, FLOAT))
op.peer("XLA", "on CPU is up to 8 ULP off; flushes subnormals to zero")

op.example(
    "values",
    operand=f64([1.0, -2.0, 0.5, 100.0, 1e6]),
    result=f64(
        [0.20791041534970844, -0.21526928924893765, 0.1564208031848717, 0.03974415302513025, 0.0003989421307980308]
    ),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 2.0**-1070, 1e300]),
    result=f64([0.0, -0.0, 0.0, -0.0, np.nan, 2.0**-1071, 3.9894228040143264e-151]),
)
op.example("f32", operand=f32([[1.5], [-30.0]]), result=f32([[0.21903938], [-0.07191633]]))
op.example("bf16", operand=bf16([1.0, -8.0]), result=bf16([0.2080078125, -0.1337890625]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -64.0]), result=f8E4M3FN([0.203125, -0.05078125]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
