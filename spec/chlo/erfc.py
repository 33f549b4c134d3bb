"""Gives the complementary error function of each element: 1 - erf(x), without loss by cancellation.

(S1) It falls from 2 through 1 at zero to 0; from about 27.2 on (10 in f32) it is below the least number of the type.
     -infinity gives 2, infinity 0.

The domain is all numbers. Definition: DLMF 7.2.2; how it is computed: from 1/2 on e**(-x**2) times the scaled
complement, whose power series about many centres follow from DLMF 7.6.2 and 7.9.1.
"""

from __future__ import annotations

import numpy as np

from ..families import client_special_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import FLOAT, Array, Op, ulp
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import error_function

op = Op("erfc", __doc__, client_unary(FLOAT), since="0.9.0", dialect="chlo")


@op.kernel
def erfc(operand: Array) -> Array:
    return error_function.erfc(operand)  # S1


op.decomposition(written_as(client_special_formulas.erfc))
op.accuracy(ulp(1, FLOAT))
op.peer("XLA", "on CPU is off by some 60 ULP in f32, 500 in f64 where x is large; flushes subnormals to zero")

op.example(
    "values",
    operand=f64([0.5, 1.0, -2.0, 6.0, 20.0]),
    result=f64(
        [0.4795001221869535, 0.15729920705028513, 1.9953222650189528, 2.1519736712498913e-17, 5.395865611607901e-176]
    ),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 1e-20]),
    result=f64([1.0, 1.0, 0.0, 2.0, np.nan, 1.0]),
)
op.example("subnormal results", operand=f64([27.0, 27.25]), result=f64([5.23705e-319, 0.0]))
op.example("f32", operand=f32([-1.0, 9.0, 10.0]), result=f32([1.8427008, 4.1370317e-37, 1e-45]))
op.example("bf16", operand=bf16([2.0]), result=bf16([0.004669189453125]))
op.example("f8E4M3FN", operand=f8E4M3FN([[1.0]]), result=f8E4M3FN([[0.15625]]))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
