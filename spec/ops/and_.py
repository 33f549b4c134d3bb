"""Logical AND of `lhs` and `rhs`, element by element.

(S1) Booleans: true where both of the two is true.
(S2) Integers: S1 for each pair of bits, in two's complement.
"""

from __future__ import annotations

import numpy as np

from ..families.bitwise import bitwise
from ..families.elementwise import binary
from ..families.native import native
from ..lang import BOOL, INT, Array, Op, exact
from ..lang.values import i1, si4, si8, ui32

op = Op("and", __doc__, binary(BOOL | INT), since="0.9.0")


@op.kernel
def and_(lhs: Array, rhs: Array) -> Array:
    return bitwise(np.bitwise_and, lhs, rhs)  # S1, S2


@op.reducer
def ufunc(dtype: np.dtype) -> np.ufunc | None:
    return np.bitwise_and if native(dtype) else None


op.accuracy(exact(BOOL | INT))

op.example(
    "booleans",
    lhs=i1([True, True, False, False]),
    rhs=i1([True, False, True, False]),
    result=i1([True, False, False, False]),
)
op.example(
    "unsigned integers, bit by bit",
    lhs=ui32([[12, 0xFFFFFFFF]]),
    rhs=ui32([[10, 0xFFFFFFFF]]),
    result=ui32([[8, 0xFFFFFFFF]]),
)
op.example("signed integers in two's complement", lhs=si8([-1, 6, 5]), rhs=si8([3, -2, 2]), result=si8([3, 6, 0]))
op.example("four bits", lhs=si4([-1, 6, 5]), rhs=si4([3, -2, 2]), result=si4([3, 6, 0]))
op.example("scalars", lhs=i1(True), rhs=i1(False), result=i1(False))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=i1([True]))
op.reject("C1", rhs=si8([1, 0, 1, 0]))
op.reject("C1", result=si8([1, 0, 1, 0]).type)
