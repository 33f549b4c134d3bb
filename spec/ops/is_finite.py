"""Tells for each element whether it is a finite number.

(S1) Floats: true unless the element is an infinity or NaN (IEEE 754 isFinite).
(S2) Quantized elements: always true.
"""

from __future__ import annotations

import numpy as np

from ..lang import BOOL, FLOAT, QUANTIZED, Array, Op, exact, operand, result, tensor
from ..lang.notation import same_shape
from ..lang.values import f8E4M3FN, f8E8M0FNU, f32, f64, i1
from ..types import I1, TensorType, Type

op = Op(
    "is_finite",
    __doc__,
    slots=(operand("x", tensor(FLOAT | QUANTIZED)), result("y", tensor(BOOL))),
    assembly="operands attr-dict : functional-type",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_result_have_the_same_shape(x: Type, y: Type) -> bool:
    """shape(x) = shape(y)"""
    return same_shape(x, y)


@op.infer
def infer(x: TensorType) -> TensorType:
    return x.with_element(I1)


@op.kernel
def is_finite(x: Array) -> Array:
    return np.isfinite(x)  # S1


op.accuracy(exact(BOOL))

op.example(
    "infinities and NaN are not",
    x=f64([-np.inf, np.inf, np.nan, -10.0, -0.0, 5e-324]),
    y=i1([False, False, False, True, True, True]),
)
op.example("a format without infinity", x=f8E4M3FN([[448.0, np.nan]]), y=i1([[True, False]]))
op.example("a format without sign", x=f8E8M0FNU([2.0**127, 2.0**-127, np.nan]), y=i1([True, True, False]))
op.example("a scalar", x=f32(np.inf), y=i1(False))
op.example("no elements", x=f32([]), y=i1([]))

op.reject("C1", y=i1([True]).type)
