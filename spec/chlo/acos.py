"""Gives the arc cosine of each element: the angle whose cosine it is.

(S1) Floats: the angle in [0, pi] (IEEE 754 acos). NaN where |x| > 1, infinities included.
(S2) Complex numbers: -i ln(z + i sqrt(1 - z**2)), with the real part in [0, pi]. The cuts are the real axis below -1
     and above 1; a number on them belongs to the side that the sign of its zero imaginary part says, and the imaginary
     part of the result has the other sign. Infinities and NaN as in C99 Annex G.6.1.1.

The domain is [-1, 1], or the plane. Definition: DLMF 4.23.2 and 4.23.10; how it is computed: Hull, Fairgrieve and Tang,
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

op = Op("acos", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def acos(operand: Array) -> Array:
    return elementary.acos(operand)  # S1, S2


op.decomposition(written_as(client_formulas.acos, client_complex_formulas.acos))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 1.6 ULP off in f32, 2.1 in a part of complex numbers")

op.example(
    "values",
    operand=f64([0.5, 1.0, 0.0, -1.0, -0.75, 0.9999999]),
    result=f64(
        [1.0471975511965979, 0.0, 1.5707963267948966, 3.141592653589793, 2.4188584057763776, 0.00044721359910904126]
    ),
)
op.example(
    "special values",
    operand=f64([-0.0, 1.5, -np.inf, np.nan, 1e-310]),
    result=f64([1.5707963267948966, np.nan, np.nan, np.nan, 1.5707963267948966]),
)
op.example("f32", operand=f32([[0.5], [1.0]]), result=f32([[1.0471975511965979], [0.0]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -0.5]), result=bf16([0.0, 2.0943951023931957]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -0.5]), result=f8E4M3FN([0.0, 2.0943951023931957]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(0.0, -3.0)]),
    result=c128(
        [
            complex(1.1185178796437059, -0.5306375309525179),
            complex(2.6342363503726487, -1.4693517443681852),
            complex(1.5707963267948966, 1.8184464592320668),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(2.0, 0.0), complex(2.0, -0.0), complex(-2.0, 0.0)]),
    result=c128(
        [
            complex(0.0, -1.3169578969248168),
            complex(0.0, 1.3169578969248168),
            complex(3.141592653589793, -1.3169578969248168),
        ]
    ),
)
op.example(
    "complex infinities, NaN and zeros",
    operand=c128(
        [
            complex(np.inf, 1.0),
            complex(-np.inf, np.inf),
            complex(1.0, np.inf),
            complex(np.nan, np.inf),
            complex(0.0, np.nan),
            complex(np.nan, 1.0),
            complex(0.0, 0.0),
        ]
    ),
    result=c128(
        [
            complex(0.0, -np.inf),
            complex(2.356194490192345, -np.inf),
            complex(1.5707963267948966, -np.inf),
            complex(np.nan, -np.inf),
            complex(1.5707963267948966, np.nan),
            complex(np.nan, np.nan),
            complex(1.5707963267948966, -0.0),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(1.1185178796437059, -0.5306375309525179)]))
op.example("a scalar", operand=f16(0.0), result=f16(1.5707963267948966))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 6).type)
op.reject("C1", result=f64([1.0]).type)
