"""Gives the real part of each element.

(S1) Complex numbers: their real part, bit for bit.
(S2) Floats: the element itself.
"""

from __future__ import annotations

import numpy as np

from ..families.parts import part
from ..lang import FLOAT, Array, Op, exact
from ..lang.values import c64, c128, f16, f32, f64

op = Op("real", __doc__, part(), since="0.9.0")


@op.kernel
def real(operand: Array) -> Array:
    return np.array(np.real(operand))  # S1, S2


op.accuracy(exact(FLOAT))

op.example("of complex numbers", operand=c64([1 + 2j, complex(-0.0, np.nan)]), result=f32([1.0, -0.0]))
op.example("of complex<f64>", operand=c128([[complex(np.nan, 1), -np.inf]]), result=f64([[np.nan, -np.inf]]))
op.example("of floats", operand=f16([1.5, -0.0]), result=f16([1.5, -0.0]))
op.example("a scalar", operand=c64(3 - 4j), result=f32(3.0))
op.example("no elements", operand=c64([]), result=f32([]))

op.reject("C1", result=f32([1.0]).type)
op.reject("C2", result=f64([1.0, -0.0]).type)
op.reject("C2", of="of floats", result=f32([1.5, -0.0]).type)
