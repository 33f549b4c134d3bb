"""Gives the inverse hyperbolic tangent of each element: the number whose hyperbolic tangent it is.

(S1) Floats: ln((1 + x) / (1 - x)) / 2, an odd function (IEEE 754 atanh). Zeros give themselves, -1 and 1 infinities;
     NaN where |x| > 1.
(S2) Complex numbers: (ln(1 + z) - ln(1 - z)) / 2, with the imaginary part in [-pi/2, pi/2]. The cuts are the real axis
     below -1 and above 1, where -1 and 1 give an infinite real part. Each part has the sign of the same part of the
     operand, zeros included. Infinities and NaN as in C99 Annex G.6.2.3.

The domain is [-1, 1], or the plane. Definition: DLMF 4.37.3 and 4.37.24; how it is computed: Kahan, "Branch cuts for
complex elementary functions" (1987).
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("atanh", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def atanh(operand: Array) -> Array:
    return elementary.atanh(operand)  # S1, S2


op.decomposition(written_as(client_formulas.atanh, client_complex_formulas.atanh))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 6 ULP off in f64, 2.8 in a part of complex numbers")

op.example(
    "values",
    operand=f64([0.5, -0.75, 1e-20, 0.9999999999999999]),
    result=f64([0.5493061443340549, -0.9729550745276566, 1e-20, 18.714973875118524]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, 1.0, -1.0, 1.5, np.inf, np.nan, 5e-324]),
    result=f64([0.0, -0.0, np.inf, -np.inf, np.nan, np.nan, np.nan, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [-0.75]]), result=f32([[0.5493061443340549], [-0.9729550745276566]]))
op.example("bf16 and its rounding", operand=bf16([0.5, -1.0]), result=bf16([0.5493061443340549, -np.inf]))
op.example("f8E4M3FN", operand=f8E4M3FN([0.5, -1.0]), result=f8E4M3FN([0.5493061443340549, np.nan]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(0.5, 1e-20)]),
    result=c128(
        [
            complex(0.40235947810852507, 0.5535743588970452),
            complex(-0.40235947810852507, 1.3389725222944935),
            complex(0.5493061443340549, 1.3333333333333333e-20),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(2.0, 0.0), complex(2.0, -0.0), complex(-2.0, 0.0), complex(1.0, 0.0)]),
    result=c128(
        [
            complex(0.5493061443340549, 1.5707963267948966),
            complex(0.5493061443340549, -1.5707963267948966),
            complex(-0.5493061443340549, 1.5707963267948966),
            complex(np.inf, 0.0),
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
            complex(np.inf, np.nan),
            complex(0.0, np.nan),
            complex(np.nan, np.inf),
            complex(np.nan, 1.0),
        ]
    ),
    result=c128(
        [
            complex(0.0, 1.5707963267948966),
            complex(-0.0, 1.5707963267948966),
            complex(0.0, -1.5707963267948966),
            complex(0.0, np.nan),
            complex(0.0, np.nan),
            complex(0.0, 1.5707963267948966),
            complex(np.nan, np.nan),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.40235947810852507, 0.5535743588970452)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 4).type)
op.reject("C1", result=f64([1.0]).type)
