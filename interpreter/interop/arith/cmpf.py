"""Compares floats.

(S1) The result is whether `predicate` holds between `lhs` and `rhs`. Where one is NaN, predicates with `o` (ordered) do
not hold and those with `u` (unordered) do. `ord` holds where neither is NaN, `uno` where one is.
"""

from __future__ import annotations

import numpy as np

from ....spec.attributes import EnumAttribute
from ....spec.lang import Array, Op
from ..families.arithmetic import FASTMATH, RELATIONS, comparison
from ..kinds import FLOATS


class Predicate(EnumAttribute):
    """How floats are compared."""

    false = 0
    oeq = 1
    ogt = 2
    oge = 3
    olt = 4
    ole = 5
    one = 6
    ord = 7
    ueq = 8
    ugt = 9
    uge = 10
    ult = 11
    ule = 12
    une = 13
    uno = 14
    true = 15


op = Op("cmpf", __doc__, comparison(Predicate, FLOATS, FASTMATH), dialect="arith")


@op.kernel
def cmpf(predicate: Predicate, lhs: Array, rhs: Array) -> Array:
    unordered = np.isnan(lhs) | np.isnan(rhs)
    match predicate:
        case Predicate.false | Predicate.true:
            return np.full(np.shape(lhs), predicate is Predicate.true)
        case Predicate.ord:
            return ~unordered
        case Predicate.uno:
            return unordered
        case _:
            holds = RELATIONS[predicate.name[1:]](lhs, rhs)
            return holds | unordered if predicate.name.startswith("u") else holds & ~unordered  # S1
