"""Gives the inverse hyperbolic sine of each element: the number whose hyperbolic sine it is.

(S1) Floats: ln(x + sqrt(x**2 + 1)), an odd function (IEEE 754 asinh). Zeros and infinities give themselves.
(S2) Complex numbers: ln(z + sqrt(z**2 + 1)), with the imaginary part in [-pi/2, pi/2]. The cuts are the imaginary axis
     below -i and above i. Each part has the sign of the same part of the operand, zeros included. Infinities and NaN as
     in C99 Annex G.6.2.2.

The domain is all numbers. Definition: DLMF 4.37.1 and 4.37.16; how it is computed: for floats as ln(1 + t) with
t = |x| + x**2 / (1 + sqrt(1 + x**2)) (Kahan, "Branch cuts for complex elementary functions", 1987), for complex numbers
as `asin`, by asinh z = i asin(-iz).
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f16, f32, f64
from ..numerics import elementary

op = Op("asinh", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def asinh(operand: Array) -> Array:
    return elementary.asinh(operand)  # S1, S2


op.decomposition(written_as(client_formulas.asinh, client_complex_formulas.asinh))
op.accuracy(ulp(1, FLOAT | COMPLEX))
op.peer("XLA", "on CPU is up to 1.7 ULP off in f32, 2.1 in f64, 2.7 in a part of complex numbers")

op.example(
    "values",
    operand=f64([0.5, 1.0, -2.0, 1e-20, 1e300]),
    result=f64([0.48121182505960347, 0.881373587019543, -1.4436354751788103, 1e-20, 691.4686750787737]),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324]),
    result=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324]),
)
op.example("f32", operand=f32([[0.5], [1.0]]), result=f32([[0.48121182505960347], [0.881373587019543]]))
op.example("bf16 and its rounding", operand=bf16([1.0, -8.0]), result=bf16([0.881373587019543, -2.7764722807237177]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -8.0]), result=f8E4M3FN([0.881373587019543, -2.7764722807237177]))
op.example(
    "complex numbers",
    operand=c128([complex(0.5, 0.5), complex(-2.0, 1.0), complex(3.0, -1e-20)]),
    result=c128(
        [
            complex(0.5306375309525179, 0.4522784471511907),
            complex(-1.5285709194809982, 0.42707858639247614),
            complex(1.8184464592320668, -3.1622776601683792e-21),
        ]
    ),
)
op.example(
    "both sides of the cut",
    operand=c128([complex(0.0, 2.0), complex(-0.0, 2.0), complex(0.0, -2.0)]),
    result=c128(
        [
            complex(1.3169578969248168, 1.5707963267948966),
            complex(-1.3169578969248168, 1.5707963267948966),
            complex(1.3169578969248168, -1.5707963267948966),
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
            complex(np.nan, 0.0),
            complex(np.nan, 1.0),
        ]
    ),
    result=c128(
        [
            complex(np.inf, 0.0),
            complex(-np.inf, 0.7853981633974483),
            complex(np.inf, -1.5707963267948966),
            complex(np.inf, np.nan),
            complex(np.nan, 0.0),
            complex(np.nan, np.nan),
        ]
    ),
)
op.example("c64", operand=c64([complex(0.5, 0.5)]), result=c64([complex(0.5306375309525179, 0.4522784471511907)]))
op.example("a scalar", operand=f16(0.0), result=f16(0.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
