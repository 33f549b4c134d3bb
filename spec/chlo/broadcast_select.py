"""Takes each element from `on_true` or from `on_false`, as `pred` says, after broadcasting all three to one shape.

(S1) The three operands are broadcast to one shape, as in numpy: (B1) and (B3) of the chapter "Broadcasting".
(S2) Each triple of elements gives what `select` gives for it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import ANY_TENSOR
from ..families.expressions import Expression, apply
from ..families.joint_expressions import spread
from ..families.joint_shapes import AnyTensor, can_be_joined, joint_shape, joint_type
from ..lang import BOOL, Array, Op, operand, result, tensor
from ..lang.notation import element_type, same_shape
from ..lang.regions import Node
from ..lang.values import c64, f32, f64, i1, si32
from ..ops.select import op as select_op, select
from ..types import TensorType, Type

op = Op(
    "broadcast_select",
    __doc__,
    slots=(
        operand("pred", tensor(BOOL)),
        operand("on_true", ANY_TENSOR),
        operand("on_false", ANY_TENSOR),
        result("result", ANY_TENSOR),
    ),
    assembly="$pred , $on_true , $on_false attr-dict : functional-type",
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def values_and_result_have_the_same_element_type(on_true: Type, on_false: Type, result: Type) -> bool:
    """element_type(on_true) = element_type(on_false) = element_type(result)"""
    return element_type(on_true) == element_type(on_false) == element_type(result)


@op.constraint("C2")
def operands_can_be_broadcast(pred: AnyTensor, on_true: AnyTensor, on_false: AnyTensor) -> bool:
    """in each dimension, aligned at the last one, the sizes of pred, on_true and on_false are equal but for those that
    are 1 or missing"""
    return can_be_joined((pred, on_true, on_false))


@op.constraint("C3")
def result_has_the_broadcast_shape(pred: AnyTensor, on_true: AnyTensor, on_false: AnyTensor, result: Type) -> bool:
    """shape(result) = broadcast_shape(pred, on_true, on_false)"""
    return same_shape(joint_type((pred, on_true, on_false), None, element_type(result)), result)


@op.infer
def infer(pred: AnyTensor, on_true: AnyTensor, on_false: AnyTensor) -> Type:
    return joint_type((pred, on_true, on_false), None, element_type(on_true))


@op.result_sizes
def sizes(pred: Array, on_true: Array, on_false: Array) -> tuple[int, ...]:
    return joint_shape(pred.shape, on_true.shape, on_false.shape)


@op.kernel
def broadcast_select(pred: Array, on_true: Array, on_false: Array) -> Array:
    joint_shape(pred.shape, on_true.shape, on_false.shape)
    return select(pred, on_true, on_false)  # S1, S2


@op.decomposition
def decomposition(pred: Node, on_true: Node, on_false: Node, result: TensorType) -> Expression:
    condition, yes, no = spread((pred, on_true, on_false), None, result)
    return apply("select", condition, yes, no, types=(result,))


op.accuracy(*select_op.accuracies)
op.peer("C++ verifier", "does not look at the element type of the result")

op.example(
    "a column and a row",
    pred=i1([True, False, True]),
    on_true=f32([[1.0], [-0.0]]),
    on_false=f32([7.0, np.nan, 9.0]),
    result=f32([[1.0, np.nan, 1.0], [-0.0, np.nan, -0.0]]),
)
op.example(
    "the predicate alone gives the shape",
    pred=i1([[True, False], [False, True]]),
    on_true=si32(1),
    on_false=si32([2]),
    result=si32([[1, 2], [2, 1]]),
)
op.example(
    "a scalar decides for all", pred=i1(False), on_true=si32([1, 2]), on_false=si32([[3], [4]]),
    result=si32([[3, 3], [4, 4]]),
)  # fmt: skip
op.example("scalars", pred=i1(True), on_true=c64(1 + 2j), on_false=c64(0), result=c64(1 + 2j))
op.example("no elements", pred=i1([True]), on_true=f32([]), on_false=f32(1.0), result=f32([]))

op.reject("C1", on_false=f64([7.0, 8.0, 9.0]))
op.reject("C1", result=f64([[0.0] * 3] * 2).type)
op.reject("C2", on_false=f32([7.0, 8.0]))
op.reject("C2", pred=i1([[True], [False], [True]]))
op.reject("C3", result=f32([0.0, 0.0, 0.0]).type)
