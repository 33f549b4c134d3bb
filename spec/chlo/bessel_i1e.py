"""Gives the exponentially scaled modified Bessel function of order 1 of each element: e**-|x| I1(x).

(S1) Floats: an odd function with values from -0.22 to 0.22. Zeros give themselves, infinities zero with their sign.
(S2) Complex numbers: e**-|Re z| I1(z). Zeros, and numbers with an infinite part, give zeros with the signs of their
     parts; a part that is NaN makes both parts NaN.

The domain is all numbers. Definition: DLMF 10.25.2; how it is computed: DLMF 10.25.1, 10.25.2, 10.40.1 and 10.40.5.
"""

from __future__ import annotations

import numpy as np

from ..families import client_complex_formulas, client_special_formulas
from ..families.client_elementwise import client_unary
from ..families.client_formulas import written_as
from ..lang import COMPLEX, FLOAT, Array, Op, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f32, f64
from ..numerics import bessel, complex_bessel
from ..numerics.formats import is_complex
from ..types import COMPLEX64

op = Op("bessel_i1e", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def bessel_i1e(operand: Array) -> Array:
    return (complex_bessel if is_complex(operand.dtype) else bessel).bessel_i1e(operand)  # S1, S2


op.decomposition(written_as(client_special_formulas.bessel_i1e, client_complex_formulas.bessel_i1e))
op.accuracy(ulp(1, FLOAT), ulp(1, COMPLEX, only=(COMPLEX64,)), ulp(1, COMPLEX, by_modulus=True))
op.peer("XLA", "on CPU is up to 8 ULP off; flushes subnormals to zero; has no complex ones")

op.example(
    "values",
    operand=f64([1.0, -2.0, 0.5, 100.0, 1e6]),
    result=f64(
        [0.20791041534970844, -0.21526928924893765, 0.1564208031848717, 0.03974415302513025, 0.0003989421307980308]
    ),
)
op.example(
    "special values",
    operand=f64([0.0, -0.0, np.inf, -np.inf, np.nan, 2.0**-1070, 1e300]),
    result=f64([0.0, -0.0, 0.0, -0.0, np.nan, 2.0**-1071, 3.9894228040143264e-151]),
)
op.example("f32", operand=f32([[1.5], [-30.0]]), result=f32([[0.21903938], [-0.07191633]]))
op.example("bf16", operand=bf16([1.0, -8.0]), result=bf16([0.2080078125, -0.1337890625]))
op.example("f8E4M3FN", operand=f8E4M3FN([1.0, -64.0]), result=f8E4M3FN([0.203125, -0.05078125]))
op.example(
    "complex numbers",
    operand=c128([1 + 2j, -3 + 0.5j, 5j, complex(-30, 40)]),
    result=c128(
        [
            -0.02940559486176926 + 0.29085409182962507j, -0.17723828531431252 + 0.08562469166983432j,
            -0.32757913759146523j, 0.015117660702620503 + 0.05409414259134387j,
        ]
    ),
)  # fmt: skip
op.example(
    "complex zeros, infinities and NaN",
    operand=c64([0j, complex(-np.inf, 1), complex(1, np.inf), complex(np.nan, 1)]),
    result=c64([0j, complex(-0.0, 0.0), 0j, complex(np.nan, np.nan)]),
)
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f32([1.0] * 5).type)
op.reject("C1", result=f64([1.0]).type)
