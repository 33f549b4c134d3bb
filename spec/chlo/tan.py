"""Gives the tangent of each element: its sine divided by its cosine.

(S1) Floats: the tangent of x radians (IEEE 754 tan), however large x is. Zeros give themselves, infinities NaN.
(S2) Complex numbers: (sin 2a + i sinh 2b) / (cos 2a + cosh 2b) for a + bi. Infinities and NaN as in C99 Annex G.6, by
     tan z = -i tanh iz.

The domain is all numbers; no float is a pole. Definition: DLMF 4.14.4 and 4.21.39. StableHLO has the same function as
`tan`.
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("tan", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def tan(operand: Array) -> Array:
    return elementary.tan(operand)  # S1, S2


op.decomposition(written_as(client_formulas.tan, client_complex_formulas.tan))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 1.1 ULP off in f32")
op.peer("XLA", "on CPU is up to 1400 ULP off in a part of complex<f32> next to the real axis, 80 in complex<f64>")

op.example(
    "values",
    operand=f64([0.5, 1.0, -2.0, 1.5707963267948966, 1e22]),
    result=f64([0.5463024898437905, 1.5574077246549023, 2.185039863261519, 1.633123935319537e16, -1.6287782256068988]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324]),
    result=f64([0.0, -0.0, np.nan, np.nan, np.nan, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [1.0]]), result=f32([[0.5463024898437905], [1.5574077246549023]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -2.0]), result=bf16([1.5574077246549023, 2.185039863261519]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -2.0]), result=f8E4M3FN([1.5574077246549023, 2.185039863261519]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(1e-20, 3.0)]),
    result=c128(
        [
            complex(0.40389645531602575, 0.5640831412674985),
            complex(0.24345820118572525, 1.16673625724092),
            complex(9.866037165440191e-23, 0.9950547536867305),
        ]
    ),
)
op.example(
    "complex infinities, NaN and zeros",
    operand=c128(
        [complex(1.0, np.inf), complex(1.0, -np.inf), complex(np.inf, 1.0), complex(np.inf, 0.0), complex(0.0, -0.0)]
    ),
    result=c128(
        [complex(0.0, 1.0), complex(0.0, -1.0), complex(np.nan, np.nan), complex(np.nan, 0.0), complex(0.0, -0.0)]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.40389645531602575, 0.5640831412674985)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
