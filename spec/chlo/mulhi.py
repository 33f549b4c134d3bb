"""Gives the upper half of the product of `lhs` and `rhs`, element by element.

(S1) The product of two integers of N bits has up to 2N bits. The result is its upper N bits: the product divided by
     2**N, rounded downwards.
(S2) Signed integers are multiplied as signed numbers, unsigned ones as unsigned numbers.
"""

from __future__ import annotations

from ..families.client_elementwise import client_binary
from ..families.expressions import Expression, apply, convert, lift, like
from ..lang import INT, Array, Op, exact
from ..lang.regions import Node
from ..lang.values import si2, si4, si8, si32, si64, ui4, ui8, ui32, ui64
from ..numerics.integers import multiply_high
from ..types import SI64, UI64, IntegerType

op = Op("mulhi", __doc__, client_binary(INT, unranked=False), since="1.19.0", dialect="chlo")


@op.kernel
def mulhi(lhs: Array, rhs: Array) -> Array:
    return multiply_high(lhs, rhs)  # S1, S2


@op.decomposition
def decomposition(lhs: Node, rhs: Node) -> Expression:
    x, y = lift(lhs), lift(rhs)
    element = x.element
    assert isinstance(element, IntegerType)
    shift = "shift_right_arithmetic" if element.signed else "shift_right_logical"
    if element.bits < 64:
        wide = SI64 if element.signed else UI64
        product = convert(x, wide) * convert(y, wide)
        return convert(apply(shift, product, like(product, element.bits)), element)
    # halves of 32 bits (Warren, "Hacker's Delight", 2nd edition, section 8-2)
    mask, half = like(x, 0xFFFFFFFF), like(x, 32)
    x0, y0, x1, y1 = x & mask, y & mask, apply(shift, x, half), apply(shift, y, half)
    middle = x1 * y0 + apply("shift_right_logical", x0 * y0, half)
    rest = x0 * y1 + (middle & mask)
    return x1 * y1 + apply(shift, middle, half) + apply(shift, rest, half)


op.accuracy(exact(INT))
op.peer("XLA", "on CPU takes integers of 4 bits for such of 8, whose products have no upper half")

op.example(
    "signed integers",
    lhs=si8([64, -64, -64, 1, -1, -128]),
    rhs=si8([4, 4, -4, -1, -1, -128]),
    result=si8([1, -1, 1, -1, 0, 64]),
)
op.example("unsigned integers", lhs=ui8([240, 255, 1]), rhs=ui8([16, 255, 255]), result=ui8([15, 254, 0]))
op.example("two bits", lhs=si2([-2, 1]), rhs=si2([-2, -2]), result=si2([1, -1]))
op.example("four bits", lhs=si4([-8, 7]), rhs=si4([-8, -8]), result=si4([4, -4]))
op.example("four bits without sign", lhs=ui4([15, 4]), rhs=ui4([15, 4]), result=ui4([14, 1]))
op.example("32 bits", lhs=si32([-(2**31), 2**31 - 1]), rhs=si32([-(2**31), -(2**31)]), result=si32([2**30, -(2**30)]))
op.example("32 bits without sign", lhs=ui32([2**32 - 1]), rhs=ui32([2**32 - 1]), result=ui32([2**32 - 2]))
op.example(
    "64 bits",
    lhs=si64([-(2**63), 2**63 - 1, -1, 2**40]),
    rhs=si64([-(2**63), 2**63 - 1, 1, -(2**40)]),
    result=si64([2**62, 2**62 - 1, -1, -(2**16)]),
)
op.example("64 bits without sign", lhs=ui64([2**64 - 1]), rhs=ui64([2**64 - 1]), result=ui64([2**64 - 2]))
op.example("scalars", lhs=si32(2**16), rhs=si32(2**20), result=si32(16))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=si32([1, 1, 1, 1, 1, 1]))
op.reject("C1", result=si8([1]).type)
