"""Multiplies each element by itself.

(S1) Floats: `x * x`, rounded once.
(S2) Complex numbers: (a - b) (a + b) + 2abi for a + bi, without overflow, underflow or cancellation on the way: the
     product that `multiply` gives of the number with itself, so that infinities and NaN meet as they do there.
"""

from __future__ import annotations

import numpy as np

from ..families.client_elementwise import client_unary
from ..families.expressions import Expression, lift
from ..lang import COMPLEX, FLOAT, Array, Op, correctly_rounded, ulp
from ..lang.regions import Node
from ..lang.values import bf16, c64, c128, f8E4M3FN, f32, f64
from ..ops.multiply import multiply

op = Op("square", __doc__, client_unary(FLOAT | COMPLEX), since="1.8.4", dialect="chlo")


@op.kernel
def square(operand: Array) -> Array:
    return multiply(operand, operand)  # S1, S2


@op.decomposition
def decomposition(operand: Node) -> Expression:
    x = lift(operand)
    return x * x


op.accuracy(correctly_rounded(FLOAT), ulp(1, COMPLEX))

op.example("floats", operand=f32([1.5, -3.0, 0.0, -0.0]), result=f32([2.25, 9.0, 0.0, 0.0]))
op.example(
    "infinities, NaN, overflow and underflow",
    operand=f64([-np.inf, np.nan, 1e200, 1e-200, 2.0**-537]),
    result=f64([np.inf, np.nan, np.inf, 0.0, 5e-324]),
)
op.example("narrow floats round once", operand=bf16([1.0078125]), result=bf16([1.015625]))
op.example("f8E4M3FN has no infinity", operand=f8E4M3FN([[22.0, -1.125]]), result=f8E4M3FN([[np.nan, 1.25]]))
op.example("complex numbers", operand=c64([1 + 2j, 1j, -2j]), result=c64([-3 + 4j, -1 + 0j, complex(-4, 0)]))
op.example("parts of one size", operand=c64([3e38 + 3e38j]), result=c64([complex(0.0, np.inf)]))
op.example(
    "a part that cancels",
    operand=c128([complex(1 + 2**-52, 1)]),
    result=c128([complex(2.0**-51 + 2.0**-104, 2 + 2.0**-51)]),
)
op.example(
    "complex infinities",
    operand=c128([complex(np.inf, 1), complex(np.inf, 0), complex(np.inf, np.inf)]),
    result=c128([complex(np.inf, np.inf), complex(np.inf, np.nan), complex(np.nan, np.inf)]),
)
op.example("a scalar", operand=f32(3.0), result=f32(9.0))
op.example("no elements", operand=f32([]), result=f32([]))

op.reject("C1", result=f64([1.0, 1.0, 1.0, 1.0]).type)
op.reject("C1", result=f32([1.0]).type)
