"""Takes each element from `on_true` or from `on_false`, as `pred` says.

(S1) Where `pred` is true the result is the element of `on_true`, elsewhere that of `on_false`. Elements keep their
     bits.
(S2) A scalar `pred` decides for all elements.
(S3) Quantized elements are dequantized, selected, and quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..lang import ANY, BOOL, NUMBER, Array, Op, exact, operand, result, tensor
from ..lang.notation import rank, result_like, same_baseline_type, same_shape
from ..lang.values import bf16, c64, f32, i1, si32
from ..numerics.choose import choose
from ..types import TensorType, Type

op = Op(
    "select",
    __doc__,
    slots=(
        operand("pred", tensor(BOOL)),
        operand("on_true", tensor(ANY)),
        operand("on_false", tensor(ANY)),
        result("result", tensor(ANY)),
    ),
    assembly="operands attr-dict : <select_type>",
    elementwise=True,
    choosing=True,
    since="0.9.0",
)


@op.constraint("C1")
def pred_is_a_scalar_or_has_the_shape_of_the_values(pred: Type, on_true: Type) -> bool:
    """rank(pred) = 0 or shape(pred) = shape(on_true)"""
    return rank(pred) == 0 or same_shape(pred, on_true)


@op.constraint("C2")
def values_and_result_have_the_same_type(on_true: Type, on_false: Type, result: Type) -> bool:
    """baseline_type(on_true) = baseline_type(on_false) = baseline_type(result)"""
    return same_baseline_type(on_true, on_false, result)


@op.infer
def infer(on_true: TensorType, on_false: TensorType) -> TensorType:
    return result_like(on_true, on_false)


@op.kernel
def select(pred: Array, on_true: Array, on_false: Array) -> Array:
    return choose(pred, on_true, on_false)  # S1, S2


op.accuracy(exact(NUMBER))

op.example(
    "element by element",
    pred=i1([[False, True], [True, False]]),
    on_true=si32([[1, 2], [3, 4]]),
    on_false=si32([[5, 6], [7, 8]]),
    result=si32([[5, 2], [3, 8]]),
)
op.example(
    "a scalar decides for all",
    pred=i1(True),
    on_true=f32([1.0, -0.0]),
    on_false=f32([2.0, np.nan]),
    result=f32([1.0, -0.0]),
)
op.example(
    "NaN on the other side does no harm",
    pred=i1([True, False]),
    on_true=bf16([1.5, np.nan]),
    on_false=bf16([np.nan, -0.0]),
    result=bf16([1.5, -0.0]),
)
op.example("scalars", pred=i1(False), on_true=c64(1 + 2j), on_false=c64(3 - 4j), result=c64(3 - 4j))
op.example(
    "no elements", pred=i1(False, (0, 3)), on_true=si32(1, (0, 3)), on_false=si32(2, (0, 3)), result=si32(0, (0, 3))
)

op.reject("C1", pred=i1([True, False]))
op.reject("C2", on_false=f32([[5.0, 6.0], [7.0, 8.0]]))
op.reject("C2", result=si32([1, 2]).type)
