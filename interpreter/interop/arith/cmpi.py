"""Compares integers.

(S1) The result is whether `predicate` holds between `lhs` and `rhs`; predicates with `u` take both as unsigned.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....spec.attributes import EnumAttribute
from ....spec.lang import Array, IntegerEnumKind, Op, attribute, operand, result
from ....spec.types import SI64
from ..families.arithmetic import truth_like
from ..kinds import ANY_VALUE


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


op = Op(
    "cmpi",
    __doc__,
    slots=(
        attribute("predicate", IntegerEnumKind(Predicate, SI64)),
        operand("lhs", ANY_VALUE),
        operand("rhs", ANY_VALUE),
        result("result", ANY_VALUE),
    ),
    assembly="<predicate predicate> , $lhs , $rhs attr-dict : <inferred lhs rhs>",
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
def cmpi(predicate: Predicate, lhs: Array, rhs: Array) -> Array:
    if predicate.name.startswith("u") and lhs.dtype.kind == "i":
        lhs, rhs = (x.view(f"u{x.dtype.itemsize}") for x in (lhs, rhs))  # S1
    return _UFUNCS[predicate.name[-2:]](lhs, rhs)  # S1
