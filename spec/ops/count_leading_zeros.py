"""Counts the zero bits above the highest set bit of each element.

(S1) Signed integers are taken in two's complement, so negative ones have none. Zero has as many as its type has bits.
(S2) The count is given in the type of the operand. Only si2 cannot hold its largest one: 2 wraps to -2.
"""

from __future__ import annotations

from ..families.elementwise import unary
from ..lang import INT, Array, Op, exact
from ..lang.values import si2, si4, si8, si64, ui4, ui16
from ..numerics import integers

op = Op("count_leading_zeros", __doc__, unary(INT), since="0.9.0")


@op.kernel
def count_leading_zeros(operand: Array) -> Array:
    return integers.count_leading_zeros(operand)  # S1, S2


op.accuracy(exact(INT))
op.peer("XLA", "folds constants of 8 bits wrongly: -56 for -1 of i8; the compiled op is right")

op.example("zeros above the highest bit", operand=si64([[0, 1], [128, -1]]), result=si64([[64, 63], [56, 0]]))
op.example("eight bits", operand=si8([0, 1, 64, 127, -128]), result=si8([8, 7, 1, 1, 0]))
op.example("unsigned", operand=ui16([0, 255, 65535]), result=ui16([16, 8, 0]))
op.example("four bits", operand=ui4([0, 1, 15]), result=ui4([4, 3, 0]))
op.example("signed, four bits", operand=si4([0, 1, -1]), result=si4([4, 3, 0]))
op.example("a count that does not fit wraps", operand=si2([0, 1, -1]), result=si2([-2, 1, 0]))
op.example("a scalar", operand=si8(2), result=si8(6))
op.example("no elements", operand=si8([]), result=si8([]))

op.reject("C1", result=si64([0]).type)
op.reject("C1", result=si8([[0, 0], [0, 0]]).type)
