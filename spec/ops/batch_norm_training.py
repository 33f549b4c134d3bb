"""Normalizes each feature of `operand` by its own mean and variance, and gives these as well.

(S1) The features are numbered by dimension `feature_index`; `scale`, `offset`, `batch_mean` and `batch_var` have one
     element a feature, which serves all elements of the feature.
(S2) `batch_mean` is the sum of a feature's elements divided by their number.
(S3) `batch_var` is the mean of the squares of the elements' distances from `batch_mean` (so it is the variance of these
     elements, not an estimate for a larger population).
(S4) `output` is what batch_norm_inference gives for this mean and variance.
(S5) Each step is rounded to the element type; the sums are those of reduce with add. A feature without elements has
     mean and variance NaN.
(S6) Quantized elements: all operands are dequantized, normalized, and each result is quantized to its type.
"""

from __future__ import annotations

import numpy as np

from ..families.batch_norm import (
    EPSILON,
    FEATURE_INDEX,
    along,
    arithmetic_in,
    feature_index_is_a_dimension,
    feature_means,
    feature_type,
    has_an_element_a_feature,
    have_one_element_type,
    normalization,
    normalized,
    per_feature,
    per_feature_result,
    whole,
    whole_result,
)
from ..families.expressions import Expression, lift
from ..lang import FLOAT, Array, Bound, Op, bounded
from ..lang.notation import same_baseline_type
from ..lang.regions import Node
from ..lang.values import bf16, f32, f64
from ..types import F32, F64, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "batch_norm_training",
    __doc__,
    slots=(
        whole("operand"),
        per_feature("scale"),
        per_feature("offset"),
        EPSILON,
        FEATURE_INDEX,
        whole_result("output"),
        per_feature_result("batch_mean"),
        per_feature_result("batch_var"),
    ),
    since="0.9.0",
)

op.constraint("C1")(feature_index_is_a_dimension)


@op.constraint("C2")
def element_types_are_the_same(
    operand: Type, scale: Type, offset: Type, batch_mean: Type, batch_var: Type, output: Type
) -> bool:
    """operand, scale, offset, batch_mean, batch_var and output have the same baseline_element_type"""
    return have_one_element_type((operand, scale, offset, batch_mean, batch_var, output))


@op.constraint("C3")
def each_feature_has_a_scale(operand: Type, scale: Type, feature_index: int) -> bool:
    """size(scale) = dim(operand, feature_index)"""
    return has_an_element_a_feature(scale, operand, feature_index)


@op.constraint("C4")
def each_feature_has_an_offset(operand: Type, offset: Type, feature_index: int) -> bool:
    """size(offset) = dim(operand, feature_index)"""
    return has_an_element_a_feature(offset, operand, feature_index)


@op.constraint("C5")
def each_feature_has_a_mean(operand: Type, batch_mean: Type, feature_index: int) -> bool:
    """size(batch_mean) = dim(operand, feature_index)"""
    return has_an_element_a_feature(batch_mean, operand, feature_index)


@op.constraint("C6")
def each_feature_has_a_variance(operand: Type, batch_var: Type, feature_index: int) -> bool:
    """size(batch_var) = dim(operand, feature_index)"""
    return has_an_element_a_feature(batch_var, operand, feature_index)


@op.constraint("C7")
def output_has_the_type_of_the_operand(operand: Type, output: Type) -> bool:
    """baseline_type(output) = baseline_type(operand)"""
    return same_baseline_type(output, operand)


@op.infer
def infer(operand: TensorType, feature_index: int) -> tuple[TensorType, TensorType, TensorType]:
    return operand, feature_type(operand, feature_index), feature_type(operand, feature_index)


@op.kernel
def batch_norm_training(
    operand: Array, scale: Array, offset: Array, epsilon: float, feature_index: int
) -> tuple[Array, Array, Array]:
    f = arithmetic_in(operand.dtype)
    with np.errstate(all="ignore"):
        mean = feature_means(operand, feature_index)  # S2, S5
        centered = f.subtract(operand, along(mean, operand, feature_index))
        variance = feature_means(f.multiply(centered, centered), feature_index)  # S3, S5
        output = normalized(operand, scale, offset, mean, variance, epsilon, feature_index)  # S4
    return output, mean, variance


@op.decomposition
def decomposition(
    operand: Node, scale: Node, offset: Node, epsilon: float, feature_index: int
) -> tuple[Expression, Expression, Expression]:
    f = normalization(operand, feature_index)
    mean = f.means(f.operand)
    centered = f.operand - f.wide(mean)
    variance = f.means(centered * centered)
    return f.normalized(lift(scale), lift(offset), mean, variance, epsilon), mean, variance


op.accuracy(bounded(Bound.NORM, FLOAT))
op.peer("C++ interpreter", "has no execution of it")
op.choice("reduction-order")

op.example(
    "the last dimension numbers the features",
    operand=f64([[[1, 2], [3, 4]], [[3, 8], [1, 6]]]),
    scale=f64([1, 10]),
    offset=f64([1, 2]),
    epsilon=0.0,
    feature_index=2,
    output=f64([[[0, 2 - 30 / 5**0.5], [2, 2 - 10 / 5**0.5]], [[2, 2 + 30 / 5**0.5], [0, 2 + 10 / 5**0.5]]]),
    batch_mean=f64([2, 5]),
    batch_var=f64([1, 5]),
)
op.example(
    "epsilon keeps a constant feature finite",
    operand=f32([[7, 7, 7, 7]]),
    scale=f32([3]),
    offset=f32([0.5]),
    epsilon=0.25,
    feature_index=0,
    output=f32([[0.5, 0.5, 0.5, 0.5]]),
    batch_mean=f32([7]),
    batch_var=f32([0]),
)
op.example(
    "one element a feature",
    operand=f32([1, np.inf]),
    scale=f32([1, 1]),
    offset=f32([0, 0]),
    epsilon=1.0,
    feature_index=0,
    output=f32([0, np.nan]),
    batch_mean=f32([1, np.inf]),
    batch_var=f32([0, np.nan]),
)
op.example(
    "narrow floats",
    operand=bf16([[1, 2], [3, 2]]),
    scale=bf16([1, 2]),
    offset=bf16([0, 1]),
    epsilon=3.0,
    feature_index=1,
    output=bf16([[-0.5, 1], [0.5, 1]]),
    batch_mean=bf16([2, 2]),
    batch_var=bf16([1, 0]),
)
op.example(
    "features without elements",
    operand=f32(0, (0, 2)),
    scale=f32([1, 1]),
    offset=f32([0, 0]),
    epsilon=0.0,
    feature_index=1,
    output=f32(0, (0, 2)),
    batch_mean=f32([np.nan, np.nan]),
    batch_var=f32([np.nan, np.nan]),
)

op.reject("C1", feature_index=3)
op.reject("C1", feature_index=-1)
op.reject("C2", scale=f32([1, 10]))
op.reject("C2", output=tensor_type(2, 2, 2, element=F32))
op.reject("C3", scale=f64([1, 10, 100]))
op.reject("C4", offset=f64([1]))
op.reject("C5", batch_mean=tensor_type(3, element=F64))
op.reject("C6", batch_var=tensor_type(1, element=F64))
op.reject("C7", output=tensor_type(2, 2, element=F64))
