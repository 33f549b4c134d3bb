"""Shifts the bits of `lhs` to the right by `rhs` places.

(S1) Zeros come in from the left, for signed types too; bits shifted out are lost.
(S2) Amounts are read as unsigned. By the width of the type or more: zero.
"""

from __future__ import annotations

from ..families.elementwise import binary
from ..lang import INT, Array, Op, exact
from ..lang.values import si4, si8, si64, ui8
from ..numerics import integers

op = Op("shift_right_logical", __doc__, binary(INT), since="0.9.0")


@op.kernel
def shift_right_logical(lhs: Array, rhs: Array) -> Array:
    return integers.shift_right_logical(lhs, rhs)  # S1, S2


op.accuracy(exact(INT))
op.choice("integer-shift-beyond-width")

op.example("zeros come in", lhs=si64([-1, 0, 8]), rhs=si64([1, 2, 3]), result=si64([2**63 - 1, 0, 1]))
op.example("eight bits", lhs=si8([-128, -1, 127]), rhs=si8([7, 4, 1]), result=si8([1, 15, 63]))
op.example("by the width or more", lhs=si8([-1, 127]), rhs=si8([8, -1]), result=si8([0, 0]))
op.example("unsigned", lhs=ui8([255, 255]), rhs=ui8([1, 200]), result=ui8([127, 0]))
op.example("four bits", lhs=si4([-1, 7]), rhs=si4([1, 1]), result=si4([7, 3]))
op.example("scalars", lhs=si8(-1), rhs=si8(1), result=si8(127))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=si8([1, 2, 3]))
op.reject("C1", rhs=si64([1]))
op.reject("C1", result=si64([1]).type)
