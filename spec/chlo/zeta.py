"""Gives the Hurwitz zeta function of `x` and `q`, element by element: the sum of (q + n)**-x over n = 0, 1, 2, ...

(S1) For x > 1 and q > 0 the sum converges to a positive number.
(S2) For q < 0 the powers are defined where x is an integer; elsewhere the result is NaN.
(S3) At q = 0 (of either sign), -1, -2, ... one term has a pole: infinity for even x, NaN for others.
(S4) x = 1 gives infinity, x < 1 NaN: there the sum diverges.
(S5) q = infinity gives 0. x = infinity, the limit of even x: infinity for q < 1, 1 for q = 1, 0 for q > 1.

The domain is x > 1 and q > 0, or integers x > 1 and q < 0 but the poles. Definition: DLMF 25.11.1; how it is computed:
DLMF 25.11.43 (Euler-Maclaurin).
"""

from __future__ import annotations

import numpy as np

from ..families import client_gamma_formulas
from ..families.client_formulas import of_reals
from ..families.expressions import Expression
from ..lang import FLOAT, Array, Op, operand, result, tensor, ulp
from ..lang.notation import result_like, same_type
from ..lang.regions import Node
from ..lang.values import bf16, f8E4M3FN, f32, f64
from ..numerics import zeta as numerics
from ..types import TensorType, Type

op = Op(
    "zeta",
    __doc__,
    slots=(
        operand("x", tensor(FLOAT, unranked=True)),
        operand("q", tensor(FLOAT, unranked=True)),
        result("result", tensor(FLOAT, unranked=True)),
    ),
    assembly="$x , $q attr-dict : types($x) , types($q) -> types(results)",
    elementwise=True,
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def operands_and_result_have_the_same_type(x: Type, q: Type, result: Type) -> bool:
    """type(x) = type(q) = type(result)"""
    return same_type(x, q, result)


@op.infer
def infer(x: TensorType, q: TensorType) -> TensorType:
    return result_like(x, q)


@op.kernel
def zeta(x: Array, q: Array) -> Array:
    return numerics.zeta(x, q)  # S1, S2, S3, S4, S5


@op.decomposition
def decomposition(x: Node, q: Node) -> Expression:
    return of_reals(client_gamma_formulas.zeta, x, q)


op.accuracy(ulp(1, FLOAT))
op.choice("poles-with-two-signs", "zeta-of-diverging-sums")
op.peer("XLA", "on CPU is wrong by orders of magnitude for q below about -9: its series does not converge there")
op.peer("XLA", "on CPU loses 7 digits of f32 where x and q are large")
op.peer("XLA", "on CPU gives NaN where x or q is infinite, and infinity at x = 1 even for a q that is NaN")

op.example(
    "values",
    x=f64([2.0, 3.0, 1.5, 1.0000001, 4.0, 10.0]),
    q=f64([1.0, 1.0, 2.0, 0.5, 0.25, 30.0]),
    result=f64(
        [
            1.6449340668482264, 1.2020569031595942, 1.6123753486854884, 10000001.95767149, 256.46369066819807,
            6.538711129142548e-15,
        ]
    ),
)  # fmt: skip
op.example(
    "negative q",
    x=f64([2.0, 3.0, 3.0, 2.0, 2.5]),
    q=f64([-0.5, -0.5, -1.75, -10.5, -0.5]),
    result=f64([8.934802200544679, 0.41439832211716, 62.10691067711529, 9.778757739814813, np.nan]),
)
op.example(
    "poles",
    x=f64([2.0, 2.0, 4.0, 3.0, 3.0, 2.5]),
    q=f64([0.0, -0.0, -7.0, 0.0, -1.0, 0.0]),
    result=f64([np.inf, np.inf, np.inf, np.nan, np.nan, np.nan]),
)
op.example(
    "where the sum diverges",
    x=f64([1.0, 1.0, 0.5, -2.0, -np.inf]),
    q=f64([1.0, -0.5, 1.0, 1.0, 1.0]),
    result=f64([np.inf, np.inf, np.nan, np.nan, np.nan]),
)
op.example(
    "infinities and NaN",
    x=f64([2.0, np.inf, np.inf, np.inf, np.inf, 2.0, np.nan, 1.0]),
    q=f64([np.inf, 0.5, 1.0, 1.5, -0.5, -np.inf, 1.0, np.nan]),
    result=f64([0.0, np.inf, 1.0, 0.0, np.inf, np.nan, np.nan, np.nan]),
)
op.example(
    "far away", x=f64([2.0, 1.25, 1030.0]), q=f64([1e300, 1e200, 2.0]), result=f64([1e-300, 4e-50, 8.691694759794e-311])
)
op.example("f32", x=f32([2.0, 30.0]), q=f32([1.0, 2.0]), result=f32([1.644934, 9.313275e-10]))
op.example("bf16", x=bf16([[2.0, 3.0]]), q=bf16([[1.0, 0.5]]), result=bf16([[1.6484375, 8.4375]]))
op.example("f8E4M3FN", x=f8E4M3FN([2.0, 4.0]), q=f8E4M3FN([1.0, 0.5]), result=f8E4M3FN([1.625, 16.0]))
op.example("no elements", x=f32([]), q=f32([]), result=f32([]))

op.reject("C1", q=f32([1.0] * 6))
op.reject("C1", result=f64([1.0]).type)
