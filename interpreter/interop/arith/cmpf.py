"""Compares floats.

(S1) The result is whether `predicate` holds between `lhs` and `rhs`. Where one is NaN, predicates with `o` (ordered) do
not hold and those with `u` (unordered) do. `ord` holds where neither is NaN, `uno` where one is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.attributes import EnumAttribute
from ....spec.lang import Array, IntegerEnumKind, Op, attribute, operand, result
from ....spec.types import SI64
from ..families.arithmetic import FASTMATH, truth_like
from ..kinds import ANY_VALUE


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


op = Op(
    "cmpf",
    __doc__,
    slots=(
        attribute("predicate", IntegerEnumKind(Predicate, SI64)),
        operand("lhs", ANY_VALUE),
        operand("rhs", ANY_VALUE),
        FASTMATH,
        result("result", ANY_VALUE),
    ),
    assembly="<predicate predicate> , $lhs , $rhs <flags fastmath> attr-dict : <inferred lhs rhs>",
    dialect="arith",
)

_UFUNCS = {
    "eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
}  # fmt: skip


@op.constraint("C1")
def operands_have_the_same_type(lhs: Any, rhs: Any) -> bool:
    """type(lhs) = type(rhs)"""
    return lhs == rhs


@op.infer
def infer(lhs: Any) -> Any:
    return truth_like(lhs)


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
            holds = _UFUNCS[predicate.name[1:]](lhs, rhs)
            return holds | unordered if predicate.name.startswith("u") else holds & ~unordered  # S1
