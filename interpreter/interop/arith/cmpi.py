"""Compares integers.

(S1) The result is whether `predicate` holds between `lhs` and `rhs`; predicates with `u` take both as unsigned.
"""

from __future__ import annotations

from ....spec.attributes import EnumAttribute
from ....spec.lang import Array, Op
from ..families.arithmetic import RELATIONS, comparison, unsigned
from ..kinds import INTEGERS


class Predicate(EnumAttribute):
    """How integers are compared."""

    eq = 0
    ne = 1
    slt = 2
    sle = 3
    sgt = 4
    sge = 5
    ult = 6
    ule = 7
    ugt = 8
    uge = 9


op = Op("cmpi", __doc__, comparison(Predicate, INTEGERS), dialect="arith")


@op.kernel
def cmpi(predicate: Predicate, lhs: Array, rhs: Array) -> Array:
    if predicate.name.startswith("u"):
        lhs, rhs = unsigned(lhs), unsigned(rhs)  # S1
    return RELATIONS[predicate.name[-2:]](lhs, rhs)  # S1
