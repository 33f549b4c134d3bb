"""Gives the imaginary part of each element.

(S1) Complex numbers: their imaginary part, bit for bit.
(S2) Floats: +0; in f8E8M0FNU, which has no zero, NaN, as `convert` gives for zero.
"""

from __future__ import annotations

import numpy as np

from ..families.parts import part
from ..lang import FLOAT, Array, Op, exact
from ..lang.values import c64, c128, f8E8M0FNU, f16, f32, f64
from ..numerics.conversion import convert

op = Op("imag", __doc__, part(), since="0.9.0")


@op.kernel
def imag(operand: Array) -> Array:
    if operand.dtype.kind == "c":
        return np.array(np.imag(operand))  # S1
    return convert(np.zeros(operand.shape, np.bool_), operand.dtype)  # S2


op.accuracy(exact(FLOAT))

op.example("of complex numbers", operand=c64([1 + 2j, complex(np.nan, -0.0)]), result=f32([2.0, -0.0]))
op.example(
    "of complex<f64>", operand=c128([[complex(1, np.nan), complex(0, -np.inf)]]), result=f64([[np.nan, -np.inf]])
)
op.example("floats have none", operand=f16([1.5, -0.0, np.nan]), result=f16([0.0, 0.0, 0.0]))
op.example("a format without zero", operand=f8E8M0FNU([2.0]), result=f8E8M0FNU([np.nan]))
op.example("a scalar", operand=c64(3 - 4j), result=f32(-4.0))
op.example("no elements", operand=c64([]), result=f32([]))

op.reject("C1", result=f32([1.0]).type)
op.reject("C2", result=f64([2.0, -0.0]).type)
op.reject("C2", of="floats have none", result=f32([0.0, 0.0, 0.0]).type)
