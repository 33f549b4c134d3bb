"""Gives what the arc sine and the arc cosine of each element have in common; decompositions use it in between.

(S1) For z = x + iy, with a = (|z + 1| + |z - 1|) / 2, the result is sqrt(a**2 - x**2) + i ln(a + sqrt(a**2 - 1)). Both
     parts are not negative; neither depends on the signs of x and y.
(S2) If w is the result for z, and v that for iz, then

         asin z = angle of (w.real, x) + i w.imag with the sign of y
         acos z = angle of (x, w.real) - i w.imag with the sign of y
         asinh z = v.imag with the sign of x + i angle of (v.real, y)
         acosh z = w.imag + i angle of (x, w.real) with the sign of y

(S3) Where a part of z is infinite the real part is |y|, the imaginary part infinity. Where none is and one is NaN, both
     are NaN.

Nobody should write this op into a program. Definition: Hull, Fairgrieve and Tang, "Implementing the complex arcsine and
arccosine functions using exception handling" (TOMS 1997).
"""

from __future__ import annotations

import numpy as np

from ..families.client_elementwise import client_unary
from ..lang import COMPLEX, Array, Op, ulp
from ..lang.values import c64, c128
from ..numerics.complex_arc import sides

op = Op("_asin_acos_kernel", __doc__, client_unary(COMPLEX), since="1.6.1", dialect="chlo")


@op.kernel
def _asin_acos_kernel(operand: Array) -> Array:
    return sides(operand)  # S1, S3


op.accuracy(ulp(1, COMPLEX))

_INF, _NAN = np.inf, np.nan
op.example(
    "both parts",
    operand=c128([0.5 + 0.5j, -2 + 1j, complex(0, -3)]),
    result=c128(
        [
            complex(1.0290855136357461, 0.5306375309525178),
            complex(1.1117859405028423, 1.4693517443681853),
            complex(3.1622776601683793, 1.8184464592320668),
        ]
    ),
)
op.example(
    "on the real axis",
    operand=c128([0, 1, -0.5, 2, complex(-2, -0.0)]),
    result=c128([1, 0, 0.8660254037844386, 1.3169578969248167j, 1.3169578969248167j]),
)
op.example(
    "beside the real axis",
    operand=c128([complex(2, 1e-200), complex(1, 1e-200), complex(0.5, 1e-200)]),
    result=c128(
        [
            complex(1.1547005383792515e-200, 1.3169578969248166),
            complex(1e-100, 1e-100),
            complex(0.8660254037844386, 1.1547005383792515e-200),
        ]
    ),
)
op.example("far away", operand=c64([complex(3e38, 1)]), result=c64([complex(1, 89.289993)]))
op.example(
    "infinities and NaN",
    operand=c64([complex(_INF, -2), complex(1, _INF), complex(_INF, _INF), complex(_NAN, 1), complex(0, _NAN)]),
    result=c64([complex(2, _INF), complex(_INF, _INF), complex(_INF, _INF), complex(_NAN, _NAN), complex(_NAN, _NAN)]),
)
op.example("a scalar", operand=c64(0.5), result=c64(0.8660254))
op.example("no elements", operand=c64([]), result=c64([]))

op.reject("C1", result=c128([0j]).type)
