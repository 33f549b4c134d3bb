"""Counts the bits that are set in each element.

(S1) Signed integers are taken in two's complement, with the bits of their type: -1 has as many as the type.
(S2) The count is given in the type of the operand. Only si2 cannot hold its largest one: 2 wraps to -2.
"""

from __future__ import annotations

from ..families.elementwise import unary
from ..lang import INT, Array, Op, exact
from ..lang.values import si2, si4, si8, si64, ui8
from ..numerics import integers

op = Op("popcnt", __doc__, unary(INT), since="0.9.0")


@op.kernel
def popcnt(operand: Array) -> Array:
    return integers.population_count(operand)  # S1, S2


op.accuracy(exact(INT))
op.peer("XLA", "on CPU counts the bits of the sign extension of negative i4 and i2, so gives 8 for -1 before wrapping")

op.example("set bits", operand=si64([0, 1, 2, 127, -1]), result=si64([0, 1, 1, 7, 64]))
op.example("signed and unsigned count alike", operand=si8([[-1, -128]]), result=si8([[8, 1]]))
op.example("unsigned", operand=ui8([255, 128, 0]), result=ui8([8, 1, 0]))
op.example("four bits", operand=si4([-1, 7, -8]), result=si4([4, 3, 1]))
op.example("a count that does not fit wraps", operand=si2([-1, 1, 0]), result=si2([-2, 1, 0]))
op.example("a scalar", operand=ui8(7), result=ui8(3))
op.example("no elements", operand=si8([]), result=si8([]))

op.reject("C1", result=si64([0]).type)
op.reject("C1", result=si8([0] * 5).type)
