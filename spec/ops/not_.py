"""Logical NOT of each element.

(S1) Booleans: true becomes false, false becomes true.
(S2) Integers: each bit is inverted, in two's complement.
"""

from __future__ import annotations

import numpy as np

from ..families.bitwise import bitwise
from ..families.elementwise import unary
from ..lang import BOOL, INT, Array, Op, exact
from ..lang.values import i1, si8, ui4, ui32

op = Op("not", __doc__, unary(BOOL | INT), since="0.9.0")


@op.kernel
def not_(operand: Array) -> Array:
    return bitwise(np.invert, operand)  # S1, S2


op.accuracy(exact(BOOL | INT))

op.example("booleans", operand=i1([True, False]), result=i1([False, True]))
op.example("signed integers in two's complement", operand=si8([[0, -1], [1, -128]]), result=si8([[-1, 0], [-2, 127]]))
op.example("unsigned integers", operand=ui32([0, 1, 0xFFFFFFFF]), result=ui32([0xFFFFFFFF, 0xFFFFFFFE, 0]))
op.example("four bits", operand=ui4([0, 5, 15]), result=ui4([15, 10, 0]))
op.example("a scalar", operand=i1(True), result=i1(False))
op.example("no elements", operand=si8([]), result=si8([]))

op.reject("C1", result=i1([True]).type)
op.reject("C1", result=si8([0, 0]).type)
