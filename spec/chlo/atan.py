"""Gives the arc tangent of each element: the angle whose tangent it is.

(S1) Floats: the angle in [-pi/2, pi/2] (IEEE 754 atan). Zeros give themselves, infinities pi/2 with their sign.
(S2) Complex numbers: i/2 (ln(1 - iz) - ln(1 + iz)), with the real part in [-pi/2, pi/2]. The cuts are the imaginary
     axis below -i and above i, where i and -i give an infinite imaginary part. Each part has the sign of the same part
     of the operand, zeros included. Infinities and NaN as in C99 Annex G.6, by atan z = -i atanh iz.

The domain is all numbers. Definition: DLMF 4.23.3 and 4.23.26; how it is computed: Kahan, "Branch cuts for complex
elementary functions" (1987).
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("atan", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def atan(operand: Array) -> Array:
    return elementary.atan(operand)  # S1, S2


op.decomposition(written_as(client_formulas.atan, client_complex_formulas.atan))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 2.2 ULP off in a part of complex numbers; infinite next to i and -i in complex<f32>")

op.example(
    "values",
    operand=f64([0.5, 1.0, -2.0, 1e-20, 1e20]),
    result=f64([0.4636476090008061, 0.7853981633974483, -1.1071487177940904, 1e-20, 1.5707963267948966]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324]),
    result=f64([0.0, -0.0, 1.5707963267948966, -1.5707963267948966, np.nan, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [1.0]]), result=f32([[0.4636476090008061], [0.7853981633974483]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -8.0]), result=bf16([0.7853981633974483, -1.446441332248135]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -8.0]), result=f8E4M3FN([0.7853981633974483, -1.446441332248135]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(1e-20, 0.5)]),
    result=c128(
        [
            complex(0.5535743588970452, 0.40235947810852507),
            complex(-1.1780972450961724, 0.17328679513998632),
            complex(1.3333333333333333e-20, 0.5493061443340549),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(0.0, 2.0), complex(-0.0, 2.0), complex(0.0, -2.0), complex(0.0, 1.0)]),
    result=c128(
        [
            complex(1.5707963267948966, 0.5493061443340549),
            complex(-1.5707963267948966, 0.5493061443340549),
            complex(1.5707963267948966, -0.5493061443340549),
            complex(0.0, np.inf),
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
            complex(np.inf, np.nan),
            complex(np.nan, 0.0),
            complex(np.nan, 1.0),
        ]
    ),
    result=c128(
        [
            complex(1.5707963267948966, 0.0),
            complex(-1.5707963267948966, 0.0),
            complex(1.5707963267948966, -0.0),
            complex(np.nan, 0.0),
            complex(1.5707963267948966, 0.0),
            complex(np.nan, 0.0),
            complex(np.nan, np.nan),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.5535743588970452, 0.40235947810852507)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
