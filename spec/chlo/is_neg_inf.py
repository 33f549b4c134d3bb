"""Tells for each element whether it is negative infinity.

(S1) True for negative infinity, false for every other element: positive infinity, finite numbers and NaN.
"""

from __future__ import annotations

import numpy as np

from ..families.client_elementwise import predicate
from ..families.expressions import Expression, apply, lift
from ..lang import BOOL, Array, Op, exact
from ..lang.regions import Node
from ..lang.values import f4E2M1FN, f8E4M3FN, f8E5M2, f32, f64, i1

op = Op("is_neg_inf", __doc__, predicate(), since="0.9.0", dialect="chlo")


@op.kernel
def is_neg_inf(operand: Array) -> Array:
    return np.isinf(operand) & (operand < operand.dtype.type(0))  # S1; formats without infinities have none


@op.decomposition
def decomposition(operand: Node) -> Expression:
    x = lift(operand)
    return ~apply("is_finite", x) & (x < 0)


op.accuracy(exact(BOOL))

op.example(
    "one infinity of the two",
    operand=f64([-np.inf, np.inf, np.nan, -10.0, -0.0, 5e-324]),
    result=i1([True, False, False, False, False, False]),
)
op.example("f8E5M2", operand=f8E5M2([-np.inf, np.inf, 57344.0, np.nan]), result=i1([True, False, False, False]))
op.example("the largest numbers of f4E2M1FN", operand=f4E2M1FN([6.0, -6.0]), result=i1([False, False]))
op.example("a format without infinities", operand=f8E4M3FN([448.0, np.nan]), result=i1([False, False]))
op.example("a scalar", operand=f32(-np.inf), result=i1(True))
op.example("no elements", operand=f64([]), result=i1([]))

op.reject("C1", result=i1([True]).type)
