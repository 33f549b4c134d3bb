"""Normalizes each feature of `operand` by a given mean and variance.

(S1) The features are numbered by dimension `feature_index`; `scale`, `offset`, `mean` and `variance` have one element a
     feature, which serves all elements of the feature.
(S2) An element x becomes scale * ((x - mean) / sqrt(variance + epsilon)) + offset.
(S3) Each of these steps is rounded to the element type, as is epsilon, an f32.
(S4) Quantized elements: all operands are dequantized, normalized, and the result is quantized to its type.
"""

from __future__ import annotations

import numpy as np

from ..families.batch_norm import (
    EPSILON,
    FEATURE_INDEX,
    feature_index_is_a_dimension,
    has_an_element_a_feature,
    have_one_element_type,
    normalization,
    normalized,
    per_feature,
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
    "batch_norm_inference",
    __doc__,
    slots=(
        whole("operand"),
        per_feature("scale"),
        per_feature("offset"),
        per_feature("mean"),
        per_feature("variance"),
        EPSILON,
        FEATURE_INDEX,
        whole_result("result"),
    ),
    since="0.9.0",
)

op.constraint("C1")(feature_index_is_a_dimension)


@op.constraint("C2")
def element_types_are_the_same(
    operand: Type, scale: Type, offset: Type, mean: Type, variance: Type, result: Type
) -> bool:
    """operand, scale, offset, mean, variance and result have the same baseline_element_type"""
    return have_one_element_type((operand, scale, offset, mean, variance, result))


@op.constraint("C3")
def each_feature_has_a_scale(operand: Type, scale: Type, feature_index: int) -> bool:
    """size(scale) = dim(operand, feature_index)"""
    return has_an_element_a_feature(scale, operand, feature_index)


@op.constraint("C4")
def each_feature_has_an_offset(operand: Type, offset: Type, feature_index: int) -> bool:
    """size(offset) = dim(operand, feature_index)"""
    return has_an_element_a_feature(offset, operand, feature_index)


@op.constraint("C5")
def each_feature_has_a_mean(operand: Type, mean: Type, feature_index: int) -> bool:
    """size(mean) = dim(operand, feature_index)"""
    return has_an_element_a_feature(mean, operand, feature_index)


@op.constraint("C6")
def each_feature_has_a_variance(operand: Type, variance: Type, feature_index: int) -> bool:
    """size(variance) = dim(operand, feature_index)"""
    return has_an_element_a_feature(variance, operand, feature_index)


@op.constraint("C7")
def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """baseline_type(operand) = baseline_type(result)"""
    return same_baseline_type(operand, result)


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


@op.kernel
def batch_norm_inference(
    operand: Array,
    scale: Array,
    offset: Array,
    mean: Array,
    variance: Array,
    epsilon: float,
    feature_index: int,
) -> Array:
    with np.errstate(all="ignore"):
        return normalized(operand, scale, offset, mean, variance, epsilon, feature_index)  # S1, S2, S3


@op.decomposition
def decomposition(
    operand: Node, scale: Node, offset: Node, mean: Node, variance: Node, epsilon: float, feature_index: int
) -> Expression:
    f = normalization(operand, feature_index)
    return f.normalized(lift(scale), lift(offset), lift(mean), lift(variance), epsilon)


op.accuracy(bounded(Bound.NORM, FLOAT))
op.peer("C++ interpreter", "has no execution of it")

op.example(
    "the last dimension numbers the features",
    operand=f64([[[1, 2], [3, 4]], [[3, 4], [1, 2]]]),
    scale=f64([1, 10]),
    offset=f64([1, 2]),
    mean=f64([2, 3]),
    variance=f64([1, 3]),
    epsilon=1.0,
    feature_index=2,
    result=f64(
        [[[1 - 0.5**0.5, -3], [1 + 0.5**0.5, 7]], [[1 + 0.5**0.5, 7], [1 - 0.5**0.5, -3]]],
    ),
)
op.example(
    "the first dimension numbers the features",
    operand=f32([[1, 3], [5, 5]]),
    scale=f32([1, 1]),
    offset=f32([0, 0]),
    mean=f32([2, 5]),
    variance=f32([4, 0]),
    epsilon=0.0,
    feature_index=0,
    result=f32([[-0.5, 0.5], [np.nan, np.nan]]),
)
op.example(
    "a negative variance has no root",
    operand=f32([1, 1]),
    scale=f32([1, 1]),
    offset=f32([0, 0]),
    mean=f32([0, 0]),
    variance=f32([-1, np.inf]),
    epsilon=0.0,
    feature_index=0,
    result=f32([np.nan, 0]),
)
op.example(
    "each step is rounded",
    operand=bf16([[257]]),
    scale=bf16([1]),
    offset=bf16([0]),
    mean=bf16([1]),
    variance=bf16([1]),
    epsilon=0.0,
    feature_index=1,
    result=bf16([[255]]),
)
op.example(
    "no elements",
    operand=f32(0, (0, 2)),
    scale=f32([1, 1]),
    offset=f32([0, 0]),
    mean=f32([0, 0]),
    variance=f32([1, 1]),
    epsilon=0.0,
    feature_index=1,
    result=f32(0, (0, 2)),
)

op.reject("C1", feature_index=3)
op.reject("C1", feature_index=-1)
op.reject("C2", mean=f32([2, 3]))
op.reject("C2", result=tensor_type(2, 2, 2, element=F32))
op.reject("C3", scale=f64([1, 10, 100]))
op.reject("C4", offset=f64([1]))
op.reject("C5", mean=f64([]))
op.reject("C6", variance=f64([1, 3, 5]))
op.reject("C7", result=tensor_type(2, 2, element=F64))
