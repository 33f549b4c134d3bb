"""Gives the polygamma function of order `n` at `x`, element by element: the n-th derivative of the digamma function.

(S1) n = 0: `digamma`. Integers n > 0: (-1)**(n + 1) n! zeta(n + 1, x).
(S2) Other orders, infinity among them, give NaN.
(S3) The poles 0 (of either sign), -1, -2, ... give infinity for odd n. For even n the sign changes there: NaN.
(S4) At infinity the result is 0, with the sign of S1 (infinity for n = 0); at -infinity NaN.

The domain is n = 0, 1, 2, ... and all x but the poles. Definition: DLMF 5.15; the relation to `zeta`: DLMF 25.11.12.
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
from ..numerics import polygamma as numerics
from ..types import TensorType, Type

op = Op(
    "polygamma",
    __doc__,
    slots=(
        operand("n", tensor(FLOAT, unranked=True)),
        operand("x", tensor(FLOAT, unranked=True)),
        result("result", tensor(FLOAT, unranked=True)),
    ),
    assembly="$n , $x attr-dict : types($n) , types($x) -> types(results)",
    elementwise=True,
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def operands_and_result_have_the_same_type(n: Type, x: Type, result: Type) -> bool:
    """type(n) = type(x) = type(result)"""
    return same_type(n, x, result)


@op.infer
def infer(n: TensorType, x: TensorType) -> TensorType:
    return result_like(n, x)


@op.kernel
def polygamma(n: Array, x: Array) -> Array:
    return numerics.polygamma(n, x)  # S1, S2, S3, S4


@op.decomposition
def decomposition(n: Node, x: Node) -> Expression:
    return of_reals(client_gamma_formulas.polygamma, n, x)


op.accuracy(ulp(1, FLOAT))
op.choice("poles-with-two-signs")
op.peer("XLA", "multiplies n! by the zeta function: infinity or NaN from n = 170 on (34 in f32), whatever x")
op.peer("XLA", "on CPU loses 7 digits of f32, 2 of f64 where the result is far from 1; more for x < 0 (see `zeta`)")
op.peer("XLA", "on CPU gives NaN at x = infinity for n > 0")

op.example(
    "orders",
    n=f64([0.0, 1.0, 2.0, 3.0, 20.0]),
    x=f64([1.0, 1.0, 1.0, 0.5, 0.5]),
    result=f64([-0.5772156649015329, 1.6449340668482264, -2.4041138063191885, 97.40909103400244, -5.10216531273943e24]),
)
op.example(
    "negative x",
    n=f64([1.0, 2.0, 5.0]),
    x=f64([-0.5, -0.5, -2.25]),
    result=f64([8.934802200544679, -0.82879664423432, 492231.1355044701]),
)
op.example(
    "factorials beyond the range of the type",
    n=f64([200.0, 1e5]),
    x=f64([80.0, 36800.0]),
    result=f64([-2.589571292426464e-08, 1.3578761420363959e-16]),
)
op.example(
    "poles",
    n=f64([1.0, 1.0, 2.0, 0.0, 3.0]),
    x=f64([0.0, -0.0, 0.0, -1.0, -7.0]),
    result=f64([np.inf, np.inf, np.nan, np.nan, np.inf]),
)
op.example(
    "no order",
    n=f64([0.5, -1.0, np.inf, np.nan, 1.0]),
    x=f64([1.0, 1.0, 1.0, 1.0, np.nan]),
    result=f64([np.nan] * 5),
)
op.example(
    "far away",
    n=f64([0.0, 1.0, 2.0, 2.0, 1.0]),
    x=f64([np.inf, np.inf, np.inf, 1e10, -np.inf]),
    result=f64([np.inf, 0.0, -0.0, -1.0000000001e-20, np.nan]),
)
op.example("f32", n=f32([1.0, 3.0, 4.0]), x=f32([2.0, 0.5, -1.5]), result=f32([0.64493406, 97.40909, -0.313756]))
op.example("bf16", n=bf16([[1.0, 2.0]]), x=bf16([[2.0, 3.0]]), result=bf16([[0.64453125, -0.154296875]]))
op.example("f8E4M3FN", n=f8E4M3FN([1.0]), x=f8E4M3FN([1.5]), result=f8E4M3FN([0.9375]))
op.example("no elements", n=f32([]), x=f32([]), result=f32([]))

op.reject("C1", x=f32([1.0] * 5))
op.reject("C1", result=f64([1.0]).type)
