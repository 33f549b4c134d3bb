"""Shifts the bits of `lhs` to the right by `rhs` places and keeps the top bit.

(S1) Copies of the top bit come in from the left, for unsigned types too; bits shifted out are lost.
(S2) Amounts are read as unsigned. By the width of the type or more: the top bit everywhere.
"""

from __future__ import annotations

from ..families.elementwise import binary
from ..lang import INT, Array, Op, exact
from ..lang.values import si4, si8, si64, ui8
from ..numerics import integers

op = Op("shift_right_arithmetic", __doc__, binary(INT), since="0.9.0")


@op.kernel
def shift_right_arithmetic(lhs: Array, rhs: Array) -> Array:
    return integers.shift_right_arithmetic(lhs, rhs)  # S1, S2


op.accuracy(exact(INT))
op.choice("integer-shift-beyond-width")

op.example("the sign stays", lhs=si64([-1, 0, 8]), rhs=si64([1, 2, 3]), result=si64([-1, 0, 1]))
op.example("rounds down", lhs=si8([-128, -7, 7]), rhs=si8([2, 1, 1]), result=si8([-32, -4, 3]))
op.example("by the width or more", lhs=si8([-128, -128, 127]), rhs=si8([7, 8, -1]), result=si8([-1, -1, 0]))
op.example("unsigned types repeat their top bit", lhs=ui8([128, 64]), rhs=ui8([1, 1]), result=ui8([192, 32]))
op.example("four bits", lhs=si4([-8, 7]), rhs=si4([1, 1]), result=si4([-4, 3]))
op.example("scalars", lhs=si8(-16), rhs=si8(2), result=si8(-4))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=si8([1, 2, 3]))
op.reject("C1", rhs=si64([1]))
op.reject("C1", result=si64([1]).type)
