"""Gives the complex conjugate of each element.

(S1) Complex numbers: a - bi for a + bi. The sign of the imaginary part is flipped, be it zero, infinity or NaN;
     the real part keeps its bits.
(S2) Floats are their own conjugates.
"""

from __future__ import annotations

import numpy as np

from ..families.client_elementwise import client_unary
from ..families.expressions import Expression, apply, lift
from ..lang import COMPLEX, FLOAT, Array, Op, exact
from ..lang.regions import Node
from ..lang.values import bf16, c64, c128, f32
from ..numerics.formats import is_complex
from ..types import ComplexType

op = Op("conj", __doc__, client_unary(FLOAT | COMPLEX), since="0.9.0", dialect="chlo")


@op.kernel
def conj(operand: Array) -> Array:
    return np.conjugate(operand) if is_complex(operand.dtype) else operand  # S1, S2


@op.decomposition
def decomposition(operand: Node) -> Expression:
    x = lift(operand)
    return apply("complex", apply("real", x), -apply("imag", x)) if isinstance(x.element, ComplexType) else x


op.accuracy(exact(FLOAT | COMPLEX))

op.example(
    "complex numbers",
    operand=c64([1 + 2j, complex(-0.0, 0.0), complex(np.inf, -0.0)]),
    result=c64([1 - 2j, complex(-0.0, -0.0), complex(np.inf, 0.0)]),
)
op.example(
    "infinities and NaN",
    operand=c128([complex(np.nan, np.inf), complex(1, np.nan)]),
    result=c128([complex(np.nan, -np.inf), complex(1, np.nan)]),
)
op.example("floats", operand=f32([1.5, -0.0, np.nan]), result=f32([1.5, -0.0, np.nan]))
op.example("a scalar", operand=bf16(-2.0), result=bf16(-2.0))
op.example("no elements", operand=c64([]), result=c64([]))

op.reject("C1", result=c64([0j]).type)
op.reject("C1", result=f32([0.0, 0.0, 0.0]).type)
