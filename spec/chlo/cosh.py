"""Gives the hyperbolic cosine of each element: (e**x + e**-x) / 2.

(S1) Floats: an even function that is never below 1 (IEEE 754 cosh). Infinities give infinity.
(S2) Complex numbers: cosh a cos b + i sinh a sin b for a + bi. Infinities and NaN as in C99 Annex G.6.2.4.

The domain is all numbers. Definition: DLMF 4.28.2 and 4.35.20.
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("cosh", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def cosh(operand: Array) -> Array:
    return elementary.cosh(operand)  # S1, S2


op.decomposition(written_as(client_formulas.cosh, client_complex_formulas.cosh))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 24 ULP off in f32, 18 in f64 where x is large")
op.peer("XLA", "on CPU loses all digits of the imaginary part of complex numbers next to the imaginary axis")

op.example(
    "values",
    operand=f64([0.5, -1.0, 1e-20, 100.0, 710.4]),
    result=f64([1.1276259652063807, 1.5430806348152437, 1.0, 1.3440585709080678e43, 1.6663642832806496e308]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 1000.0]),
    result=f64([1.0, 1.0, np.inf, np.inf, np.nan, np.inf]),
)
op.example("f32", operand=f32([[0.5], [-1.0]]), result=f32([[1.1276259652063807], [1.5430806348152437]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -2.0]), result=bf16([1.5430806348152437, 3.7621956910836314]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -2.0]), result=f8E4M3FN([1.5430806348152437, 3.7621956910836314]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(1e-20, 3.0)]),
    result=c128(
        [
            complex(0.9895848833999199, 0.24982639750046154),
            complex(2.0327230070196656, -3.0518977991518),
            complex(-0.9899924966004454, 1.4112000805986722e-21),
        ]
    ),
)
op.example(
    "complex infinities, NaN and zeros",
    operand=c128(
        [
            complex(np.inf, 1.0),
            complex(-np.inf, 0.0),
            complex(np.inf, np.inf),
            complex(1.0, np.nan),
            complex(0.0, 0.0),
            complex(0.0, -0.0),
        ]
    ),
    result=c128(
        [
            complex(np.inf, np.inf),
            complex(np.inf, -0.0),
            complex(np.inf, np.nan),
            complex(np.nan, np.nan),
            complex(1.0, 0.0),
            complex(1.0, -0.0),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.9895848833999199, 0.24982639750046154)]))
op.example("a scalar", operand=f16(0.0), result=f16(1.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
