"""Gives the arc sine of each element: the angle whose sine it is.

(S1) Floats: the angle in [-pi/2, pi/2] (IEEE 754 asin). Zeros give themselves; NaN where |x| > 1, infinities included.
(S2) Complex numbers: -i ln(iz + sqrt(1 - z**2)), with the real part in [-pi/2, pi/2]. The cuts are the real axis below
     -1 and above 1. Each part has the sign of the same part of the operand, zeros included. Infinities and NaN as in
     C99 Annex G.6, by asin z = -i asinh iz.

The domain is [-1, 1], or the plane. Definition: DLMF 4.23.1 and 4.23.7; how it is computed: Hull, Fairgrieve and Tang,
"Implementing the complex arcsine and arccosine functions using exception handling" (TOMS 1997).
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("asin", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def asin(operand: Array) -> Array:
    return elementary.asin(operand)  # S1, S2


op.decomposition(written_as(client_formulas.asin, client_complex_formulas.asin))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 1.4 ULP off, 2.4 in a part of complex numbers")
op.peer("XLA", "on CPU gives 0 for numbers next to the subnormal ones: half of the result is subnormal on the way")

op.example(
    "values",
    operand=f64([0.5, 1.0, -1.0, -0.75, 1e-20, 0.9999999]),
    result=f64(
        [0.5235987755982989, 1.5707963267948966, -1.5707963267948966, -0.848062078981481, 1e-20, 1.5703491131957876]
    ),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, 1.5, -np.inf, np.nan, 5e-324]),
    result=f64([0.0, -0.0, np.nan, np.nan, np.nan, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [1.0]]), result=f32([[0.5235987755982989], [1.5707963267948966]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -0.5]), result=bf16([1.5707963267948966, -0.5235987755982989]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -0.5]), result=f8E4M3FN([1.5707963267948966, -0.5235987755982989]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(1e-20, -3.0)]),
    result=c128(
        [
            complex(0.4522784471511907, 0.5306375309525179),
            complex(-1.0634400235777521, 1.4693517443681852),
            complex(3.1622776601683792e-21, -1.8184464592320668),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(2.0, 0.0), complex(2.0, -0.0), complex(-2.0, 0.0)]),
    result=c128(
        [
            complex(1.5707963267948966, 1.3169578969248168),
            complex(1.5707963267948966, -1.3169578969248168),
            complex(-1.5707963267948966, 1.3169578969248168),
        ]
    ),
)
op.example(
    "complex infinities, NaN and zeros",
    operand=c128(
        [
            complex(np.inf, 1.0),
            complex(-np.inf, np.inf),
            complex(1.0, -np.inf),
            complex(np.nan, np.inf),
            complex(0.0, np.nan),
            complex(np.nan, 1.0),
            complex(-0.0, 0.0),
        ]
    ),
    result=c128(
        [
            complex(1.5707963267948966, np.inf),
            complex(-0.7853981633974483, np.inf),
            complex(0.0, -np.inf),
            complex(np.nan, np.inf),
            complex(0.0, np.nan),
            complex(np.nan, np.nan),
            complex(-0.0, 0.0),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.4522784471511907, 0.5306375309525179)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 6).type)
op.reject("C1", result=f64([1.0]).type)
