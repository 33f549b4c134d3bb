"""Gives the hyperbolic sine of each element: (e**x - e**-x) / 2.

(S1) Floats: an odd function (IEEE 754 sinh), without cancellation near zero and without overflow on the way. Zeros and
     infinities give themselves.
(S2) Complex numbers: sinh a cos b + i cosh a sin b for a + bi. Infinities and NaN as in C99 Annex G.6.2.5.

The domain is all numbers. Definition: DLMF 4.28.1 and 4.35.19.
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("sinh", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def sinh(operand: Array) -> Array:
    return elementary.sinh(operand)  # S1, S2


op.decomposition(written_as(client_formulas.sinh, client_complex_formulas.sinh))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 24 ULP off in f32, 18 in f64 where x is large")
op.peer("XLA", "on CPU loses all digits of the real part of complex numbers next to the imaginary axis")

op.example(
    "values",
    operand=f64([0.5, -1.0, 1e-20, 100.0, 710.4]),
    result=f64([0.5210953054937474, -1.1752011936438014, 1e-20, 1.3440585709080678e43, 1.6663642832806496e308]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 1000.0, 5e-324]),
    result=f64([0.0, -0.0, np.inf, -np.inf, np.nan, np.inf, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [-1.0]]), result=f32([[0.5210953054937474], [-1.1752011936438014]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -2.0]), result=bf16([1.1752011936438014, -3.6268604078470186]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -2.0]), result=f8E4M3FN([1.1752011936438014, -3.6268604078470186]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(1e-20, 3.0)]),
    result=c128(
        [
            complex(0.4573041531842492, 0.5406126857131534),
            complex(-1.9596010414216058, 3.165778513216168),
            complex(-9.899924966004454e-21, 0.1411200080598672),
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
            complex(0.0, np.nan),
            complex(1.0, np.nan),
            complex(-0.0, 0.0),
        ]
    ),
    result=c128(
        [
            complex(np.inf, np.inf),
            complex(-np.inf, 0.0),
            complex(np.inf, np.nan),
            complex(0.0, np.nan),
            complex(np.nan, np.nan),
            complex(-0.0, 0.0),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.4573041531842492, 0.5406126857131534)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
