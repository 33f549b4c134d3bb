"""Gives the inverse hyperbolic cosine of each element: the number not below zero whose hyperbolic cosine it is.

(S1) Floats: ln(x + sqrt(x**2 - 1)) (IEEE 754 acosh). 0 for 1, infinity for infinity, NaN below 1.
(S2) Complex numbers: ln(z + sqrt(z + 1) sqrt(z - 1)), with the real part not below zero and the imaginary part in
     [-pi, pi]. The cut is the real axis below 1; the imaginary part of the result has the sign of that of the operand,
     zeros included. Infinities and NaN as in C99 Annex G.6.2.1.

The domain is [1, infinity], or the plane. Definition: DLMF 4.37.2 and 4.37.19; how it is computed: as `acos`, whose
parts it has, exchanged.
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("acosh", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def acosh(operand: Array) -> Array:
    return elementary.acosh(operand)  # S1, S2


op.decomposition(written_as(client_formulas.acosh, client_complex_formulas.acosh))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 2.9 ULP off in f32 (next to 1), 1.7 in f64, 2.1 in a part of complex numbers")

op.example(
    "values",
    operand=f64([1.0, 2.0, 1.0000000000000002, 10.0, 1e300]),
    result=f64([0.0, 1.3169578969248168, 2.1073424255447014e-08, 2.993222846126381, 691.4686750787737]),
)
op.example(
    "special values",
    operand=f64([np.inf, 0.5, -np.inf, np.nan, -0.0]),
    result=f64([np.inf, np.nan, np.nan, np.nan, np.nan]),
)
op.example("f32", operand=f32([[1.0], [2.0]]), result=f32([[0.0], [1.3169578969248168]]))
op.example("bf16 and its rounding", operand=bf16([2.0, 16.0]), result=bf16([1.3169578969248168, 3.464757906675863]))
op.example("f8E4M3FN", operand=f8E4M3FN([2.0, 16.0]), result=f8E4M3FN([1.3169578969248168, 3.464757906675863]))
op.example(
    "complex numbers",
    operand=c128([complex(2.0, 1.0), complex(-0.5, 0.25), complex(0.0, -3.0)]),
    result=c128(
        [
            complex(1.4693517443681852, 0.5073563032171445),
            complex(0.2813960562452928, 2.0724051800703975),
            complex(1.8184464592320668, -1.5707963267948966),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(-2.0, 0.0), complex(-2.0, -0.0), complex(0.5, 0.0), complex(0.5, -0.0)]),
    result=c128(
        [
            complex(1.3169578969248168, 3.141592653589793),
            complex(1.3169578969248168, -3.141592653589793),
            complex(0.0, 1.0471975511965979),
            complex(0.0, -1.0471975511965979),
        ]
    ),
)
op.example(
    "complex infinities, NaN and zeros",
    operand=c128(
        [
            complex(np.inf, 1.0),
            complex(-np.inf, 1.0),
            complex(-np.inf, np.inf),
            complex(1.0, -np.inf),
            complex(np.nan, np.inf),
            complex(0.0, np.nan),
            complex(0.0, -0.0),
        ]
    ),
    result=c128(
        [
            complex(np.inf, 0.0),
            complex(np.inf, 3.141592653589793),
            complex(np.inf, 2.356194490192345),
            complex(np.inf, -1.5707963267948966),
            complex(np.inf, np.nan),
            complex(np.nan, 1.5707963267948966),
            complex(0.0, -1.5707963267948966),
        ]
    ),
)
op.example("c64", operand=c64([complex(2.0, 1.0)]), result=c64([complex(1.4693517443681852, 0.5073563032171445)]))
op.example("a scalar", operand=f16(1.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
