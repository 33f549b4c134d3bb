"""Shifts the bits of `lhs` to the left by `rhs` places.

(S1) Zeros come in from the right; bits beyond the width of the type are lost.
(S2) Amounts are read as unsigned. By the width of the type or more: zero.
"""

from __future__ import annotations

from ..families.elementwise import binary
from ..lang import INT, Array, Op, exact
from ..lang.values import si4, si8, si64, ui8
from ..numerics import integers

op = Op("shift_left", __doc__, binary(INT), since="0.9.0")


@op.kernel
def shift_left(lhs: Array, rhs: Array) -> Array:
    return integers.shift_left(lhs, rhs)  # S1, S2


op.accuracy(exact(INT))
op.choice("integer-shift-beyond-width")

op.example("zeros come in", lhs=si64([-1, 0, 1]), rhs=si64([1, 2, 3]), result=si64([-2, 0, 8]))
op.example("bits are lost, the sign too", lhs=si8([64, -128, 127]), rhs=si8([1, 1, 4]), result=si8([-128, 0, -16]))
op.example("by the width or more", lhs=si8([1, 1, -1]), rhs=si8([7, 8, -1]), result=si8([-128, 0, 0]))
op.example("unsigned", lhs=ui8([255, 1, 1]), rhs=ui8([1, 255, 0]), result=ui8([254, 0, 1]))
op.example("four bits", lhs=si4([1, 7, -1]), rhs=si4([3, 1, 4]), result=si4([-8, -2, 0]))
op.example("scalars", lhs=ui8(3), rhs=ui8(2), result=ui8(12))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=si8([1, 2, 3]))
op.reject("C1", rhs=si64([1]))
op.reject("C1", result=si64([1]).type)
