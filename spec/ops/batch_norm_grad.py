"""Gives the gradients of batch_norm_training's operands, from that of its output.

(S1) The features are numbered by dimension `feature_index`; `scale`, `mean`, `variance`, `grad_scale` and `grad_offset`
     have one element a feature, which serves all elements of the feature. Sums run over all elements of a feature; n is
     their number.
(S2) With centered = operand - mean and deviation = sqrt(variance + epsilon):
     `grad_offset` is the sum of grad_output.
(S3) `grad_scale` is the sum of grad_output * (centered / deviation).
(S4) `grad_operand` is ((scale / deviation) / n) * ((grad_output * n - sum of grad_output)
     - (sum of grad_output * centered) * centered / (variance + epsilon)).
(S5) Each step is rounded to the element type, as are n and epsilon, an f32; the sums are those of reduce with add.
(S6) Quantized elements: all operands are dequantized, and each result is quantized to its type.
"""

from __future__ import annotations

import numpy as np

from ..families.batch_norm import (
    EPSILON,
    FEATURE_INDEX,
    along,
    arithmetic_in,
    elements_per_feature,
    feature_index_is_a_dimension,
    feature_type,
    has_an_element_a_feature,
    have_one_element_type,
    normalization,
    number,
    other_dimensions,
    per_feature,
    per_feature_result,
    standardized,
    whole,
    whole_result,
)
from ..families.expressions import Expression, apply, lift
from ..families.reduction import sum_dimensions
from ..lang import FLOAT, Array, Bound, Op, bounded
from ..lang.notation import same_shape
from ..lang.regions import Node
from ..lang.values import bf16, f32, f64
from ..types import F32, F64, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "batch_norm_grad",
    __doc__,
    slots=(
        whole("operand"),
        per_feature("scale"),
        per_feature("mean"),
        per_feature("variance"),
        whole("grad_output"),
        EPSILON,
        FEATURE_INDEX,
        whole_result("grad_operand"),
        per_feature_result("grad_scale"),
        per_feature_result("grad_offset"),
    ),
    since="0.9.0",
)

op.constraint("C1")(feature_index_is_a_dimension)


@op.constraint("C2")
def element_types_are_the_same(
    operand: Type,
    scale: Type,
    mean: Type,
    variance: Type,
    grad_output: Type,
    grad_operand: Type,
    grad_scale: Type,
    grad_offset: Type,
) -> bool:
    """operand, scale, mean, variance, grad_output, grad_operand, grad_scale and grad_offset have the same
    baseline_element_type"""
    inputs = (operand, scale, mean, variance, grad_output)
    return have_one_element_type((*inputs, grad_operand, grad_scale, grad_offset))


@op.constraint("C3")
def operand_and_gradients_have_one_shape(operand: Type, grad_output: Type, grad_operand: Type) -> bool:
    """operand, grad_output and grad_operand have the same shape"""
    return same_shape(operand, grad_output, grad_operand)


@op.constraint("C4")
def vectors_have_one_shape(scale: Type, mean: Type, variance: Type, grad_scale: Type, grad_offset: Type) -> bool:
    """scale, mean, variance, grad_scale and grad_offset have the same shape"""
    return same_shape(scale, mean, variance, grad_scale, grad_offset)


@op.constraint("C5")
def each_feature_has_a_scale(operand: Type, scale: Type, feature_index: int) -> bool:
    """size(scale) = dim(operand, feature_index)"""
    return has_an_element_a_feature(scale, operand, feature_index)


@op.infer
def infer(operand: TensorType, feature_index: int) -> tuple[TensorType, TensorType, TensorType]:
    return operand, feature_type(operand, feature_index), feature_type(operand, feature_index)


@op.kernel
def batch_norm_grad(
    operand: Array,
    scale: Array,
    mean: Array,
    variance: Array,
    grad_output: Array,
    epsilon: float,
    feature_index: int,
) -> tuple[Array, Array, Array]:
    f = arithmetic_in(operand.dtype)
    others = other_dimensions(operand, feature_index)

    def wide(x: Array) -> Array:
        return along(x, operand, feature_index)

    with np.errstate(all="ignore"):
        centered, deviation, quotient = standardized(operand, mean, variance, epsilon, feature_index)
        count = elements_per_feature(operand, feature_index)
        grad_offset = sum_dimensions(grad_output, others)  # S2
        grad_scale = sum_dimensions(f.multiply(grad_output, quotient), others)  # S3
        slope = sum_dimensions(f.multiply(grad_output, centered), others)
        shifted = f.subtract(f.multiply(grad_output, count), wide(grad_offset))
        spread = f.add(wide(variance), number(epsilon, operand.dtype))
        tilt = f.divide(f.multiply(wide(slope), centered), spread)
        factor = f.divide(f.divide(wide(scale), deviation), count)
        return f.multiply(factor, f.subtract(shifted, tilt)), grad_scale, grad_offset  # S4, S5


@op.decomposition
def decomposition(
    operand: Node, scale: Node, mean: Node, variance: Node, grad_output: Node, epsilon: float, feature_index: int
) -> tuple[Expression, Expression, Expression]:
    f = normalization(operand, feature_index)
    gradient, count = lift(grad_output), f.count(f.operand)
    centered = f.operand - f.wide(lift(mean))
    spread = f.spread(lift(variance), epsilon)
    deviation = apply("sqrt", spread)
    grad_offset = f.sums(gradient)
    grad_scale = f.sums(gradient * (centered / deviation))
    slope = f.sums(gradient * centered)
    tilt = f.wide(slope) * centered / spread
    factor = f.wide(lift(scale)) / deviation / count
    return factor * (gradient * count - f.wide(grad_offset) - tilt), grad_scale, grad_offset


op.accuracy(bounded(Bound.NORM, FLOAT))
op.peer("C++ interpreter", "has no execution of it")
op.choice("reduction-order")

op.example(
    "the last dimension numbers the features",
    operand=f64([[1, 2], [3, 6]]),
    scale=f64([1, 10]),
    mean=f64([2, 4]),
    variance=f64([1, 4]),
    grad_output=f64([[1, 0], [2, 4]]),
    epsilon=0.0,
    feature_index=1,
    grad_operand=f64([[0, 0], [0, 0]]),
    grad_scale=f64([1, 4]),
    grad_offset=f64([3, 4]),
)
op.example(
    "three elements a feature",
    operand=f32([[1, 2, 3]]),
    scale=f32([2]),
    mean=f32([2]),
    variance=f32([3]),
    grad_output=f32([[1, 0, 0]]),
    epsilon=1.0,
    feature_index=0,
    grad_operand=f32([[(3 - 1 - 1 / 4) / 3, -1 / 3, (-1 + 1 / 4) / 3]]),
    grad_scale=f32([-0.5]),
    grad_offset=f32([1]),
)
op.example(
    "no variance and no epsilon",
    operand=f32([[1, 1]]),
    scale=f32([1]),
    mean=f32([1]),
    variance=f32([0]),
    grad_output=f32([[1, 1]]),
    epsilon=0.0,
    feature_index=0,
    grad_operand=f32([[np.nan, np.nan]]),
    grad_scale=f32([np.nan]),
    grad_offset=f32([2]),
)
op.example(
    "narrow floats",
    operand=bf16([[1], [3]]),
    scale=bf16([2]),
    mean=bf16([2]),
    variance=bf16([3]),
    grad_output=bf16([[1], [0]]),
    epsilon=1.0,
    feature_index=1,
    grad_operand=bf16([[0.375], [-0.375]]),
    grad_scale=bf16([-0.5]),
    grad_offset=bf16([1]),
)
op.example(
    "features without elements",
    operand=f32(0, (0, 2)),
    scale=f32([1, 1]),
    mean=f32([0, 0]),
    variance=f32([1, 1]),
    grad_output=f32(0, (0, 2)),
    epsilon=0.0,
    feature_index=1,
    grad_operand=f32(0, (0, 2)),
    grad_scale=f32([0, 0]),
    grad_offset=f32([0, 0]),
)

op.reject("C1", feature_index=2)
op.reject("C1", feature_index=-1)
op.reject("C2", scale=f32([1, 10]))
op.reject("C2", grad_offset=tensor_type(2, element=F32))
op.reject("C3", grad_output=f64([[1, 0]]))
op.reject("C3", grad_operand=tensor_type(2, 2, 1, element=F64))
op.reject("C4", mean=f64([2]))
op.reject("C4", grad_scale=tensor_type(3, element=F64))
op.reject(
    "C5",
    scale=f64([1]),
    mean=f64([1]),
    variance=f64([1]),
    grad_scale=tensor_type(1, element=F64),
    grad_offset=tensor_type(1, element=F64),
)
