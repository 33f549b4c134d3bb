"""Slides windows over `lhs`, the images, and multiplies each with slices of `rhs`, the kernels, summing the products.

(S1) Dimension numbers say which dimension of lhs, rhs and the result is the batch, which the features, and which are
     spatial, in which order: the i-th spatial dimensions of all three belong together.
(S2) Along spatial dimensions lhs is spread out, `lhs_dilation` - 1 zeros between neighbours, and padded with `padding`
     zeros below and above; negative padding takes elements away.
(S3) A window has the spatial sizes of rhs; its elements are `rhs_dilation` apart. Windows start `window_strides` apart,
     the first at the first element, as long as they fit; where `window_reversal` is set, the elements of each window
     are taken backwards along that dimension.
(S4) A result element is the sum, over all places of the window and all input features, of lhs times rhs, for one image,
     one output feature of rhs and one window.
(S5) With feature groups the features of lhs and the output features of rhs are cut into as many equal parts; output
     features of a part see the input features of the same part only.
(S6) With batch groups the images and the output features of rhs are cut into as many equal parts; output features of a
     part see the images of the same part only, so the result has fewer images.
(S7) Element types and precision are those of dot_general: operands are first converted to the type of the result,
     booleans are joined by AND and OR, integers wrap, f64 is summed in f64, other floats in f32 and rounded once.
(S8) Quantized elements: both operands are dequantized, convolved, and the result is quantized to its type; with a float
     lhs only rhs is dequantized and the result is a float tensor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..attributes.conv import ConvDimensionNumbers
from ..attributes.precision import Precision
from ..families.convolution import (
    constraints,
    convolve,
    dilations_and_groups,
    result_has_one_element_a_window as has_one_element_a_window,
    spatial_rank,
    window_strides,
)
from ..families.windowed import Window, padding_slot, windows
from ..lang import (
    ANY,
    ANY_PER_AXIS,
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    Array,
    Bound,
    Family,
    Op,
    bounded,
    exact,
    operand,
    result,
    tensor,
)
from ..lang.notation import rank
from ..lang.values import bf16, c64, f32, i1, si8, si32
from ..types import BF16, F32, F64, SI8, SI16, QuantizedType, TensorType, Type
from ..types.tensor import tensor as tensor_type

Numbers = tuple[int, ...]


def padding_has_a_pair_for_each_spatial_dimension(lhs: Type, padding: Array) -> bool:
    """shape(padding) = [N - 2, 2]"""
    return padding.shape == (rank(lhs) - 2, 2)


def result_has_one_element_a_window(
    lhs: Type,
    rhs: Type,
    dimension_numbers: ConvDimensionNumbers,
    window_strides: Numbers,
    padding: Array,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    batch_group_count: int,
    result: Type,
) -> bool:
    """dim(result, output_batch_dimension) = dim(lhs, input_batch_dimension) / batch_group_count;
    dim(result, output_feature_dimension) = dim(rhs, kernel_output_feature_dimension);
    dim(result, output_spatial_dimensions...) = num_windows, where
    dilated_input_shape = dim(lhs, lhs_dim) = 0 ? 0 : (dim(lhs, lhs_dim) - 1) * lhs_dilation + 1;
    padded_input_shape = padding[:, 0] + dilated_input_shape + padding[:, 1];
    dilated_window_shape = dim(rhs, rhs_dim) = 0 ? 0 : (dim(rhs, rhs_dim) - 1) * rhs_dilation + 1;
    is_empty_window = padded_input_shape = 0 || dilated_window_shape > padded_input_shape;
    num_windows = is_empty_window ? 0 : floor((padded_input_shape - dilated_window_shape) / window_strides) + 1"""
    return has_one_element_a_window(
        lhs,
        rhs,
        dimension_numbers,
        window_strides,
        padding,
        lhs_dilation,
        rhs_dilation,
        batch_group_count,
        result,
    )


def _no_padding(lhs: Type) -> Array:
    return np.zeros((spatial_rank(lhs), 2), np.int64)


op = Op(
    "convolution",
    __doc__,
    Family(
        (
            operand("lhs", tensor(ANY)),
            operand("rhs", tensor(ANY_PER_AXIS)),
            window_strides(),
            padding_slot(_no_padding),
            *dilations_and_groups(),
            result("result", tensor(ANY_PER_AXIS)),
        ),
        constraints(padding_has_a_pair_for_each_spatial_dimension, result_has_one_element_a_window),
    ),
    assembly="( operands ) dim_numbers = <convolution_dimensions dimension_numbers> , window = { <window window_strides"
    " padding lhs_dilation rhs_dilation window_reversal> } attr-dict : functional-type",
    since="0.9.0",
)


@op.kernel
def convolution(
    lhs: Array,
    rhs: Array,
    window_strides: Numbers,
    padding: Array,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    window_reversal: tuple[bool, ...],
    dimension_numbers: ConvDimensionNumbers,
    feature_group_count: int,
    batch_group_count: int,
    result: TensorType,
) -> Array:
    sizes = [rhs.shape[axis] for axis in dimension_numbers.kernel_spatial_dimensions]  # S1
    sliding: list[Window] = windows(sizes, window_strides, padding, lhs_dilation, rhs_dilation)  # S2, S3
    return convolve(
        lhs,
        rhs,
        sliding,
        window_reversal,
        dimension_numbers,
        feature_group_count,
        batch_group_count,
        result.dtype,
    )  # S3, S4, S5, S6, S7


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "on CPU leaves out products with padding, so infinities and NaN of rhs beside it give no NaN")
op.peer("XLA", "on GPU saturates 8-bit integers, refuses what cuDNN lacks, and with some dilations has other sums")
op.peer("C++ interpreter", "forms products in the type of the operands, where the result is wider")
op.peer("C++ interpreter", "rounds sums of narrow floats after each term")
op.peer("C++ interpreter", "aborts without spatial dimensions or features")

_NHWC = ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2))
_NCW = ConvDimensionNumbers(0, 1, (2,), 1, 0, (2,), 0, 1, (2,))
_PLAIN = {"dimension_numbers": _NCW, "feature_group_count": 1, "batch_group_count": 1}

op.example(
    "windows over padded and spread-out images",
    lhs=si32([[[[1], [2], [5]], [[3], [4], [7]], [[10], [11], [14]]]]),
    rhs=si32([[[[1]], [[10]]], [[[100]], [[1000]]]]),
    window_strides=(2, 3),
    padding=[[1, 0], [0, 1]],
    lhs_dilation=(2, 1),
    rhs_dilation=(1, 2),
    window_reversal=(False, False),
    dimension_numbers=_NHWC,
    feature_group_count=1,
    batch_group_count=1,
    result=si32([[[[5100]], [[7300]], [[15000]]]]),
)
op.example(
    "features are summed",
    lhs=f32([[[1, 2, 3], [10, 20, 30]]]),
    rhs=f32([[[1, 2], [3, 4]], [[0, 0], [0, 1]]]),
    **_PLAIN,
    result=f32([[[1 + 4 + 30 + 80, 2 + 6 + 60 + 120], [20, 30]]]),
)
op.example(
    "reversed windows",
    lhs=si32([[[1, 2, 3]]]),
    rhs=si32([[[1, 10]]]),
    window_reversal=(True,),
    **_PLAIN,
    result=si32([[[12, 23]]]),
)
op.example(
    "negative padding takes elements away",
    lhs=si32([[[1, 2, 3, 4, 5]]]),
    rhs=si32([[[1, 10]]]),
    padding=[[-1, -2]],
    **_PLAIN,
    result=si32([[[32]]]),
)
op.example(
    "two feature groups",
    lhs=si32([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
    rhs=si32([[[1]], [[10]], [[100]], [[1000]]]),
    dimension_numbers=_NCW,
    feature_group_count=2,
    batch_group_count=1,
    result=si32([[[1, 2], [10, 20], [300, 400], [3000, 4000]], [[5, 6], [50, 60], [700, 800], [7000, 8000]]]),
)
op.example(
    "two batch groups",
    lhs=si32([[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]]),
    rhs=si32([[[1]], [[10]]]),
    dimension_numbers=_NCW,
    feature_group_count=1,
    batch_group_count=2,
    result=si32([[[1, 2], [50, 60]], [[3, 4], [70, 80]]]),
)
op.example(
    "without spatial dimensions it is a matrix product",
    lhs=f32([[1, 2], [3, 4], [5, 6]]),
    rhs=f32([[1, 10], [0, 1]]),
    dimension_numbers=ConvDimensionNumbers(0, 1, (), 1, 0, (), 1, 0, ()),
    feature_group_count=1,
    batch_group_count=1,
    result=f32([[21, 43, 65], [2, 4, 6]]),
)
op.example(
    "no window fits",
    lhs=f32([[[1, 2]]]),
    rhs=f32([[[1, 1, 1]]]),
    **_PLAIN,
    result=f32(0, (1, 1, 0)),
)
op.example(
    "a sum over nothing is zero",
    lhs=f32(0, (1, 0, 2)),
    rhs=f32(0, (2, 0, 1)),
    **_PLAIN,
    result=f32([[[0, 0], [0, 0]]]),
)
op.example(
    "results may be wider than operands",
    lhs=si8([[[100, 100]]]),
    rhs=si8([[[100, 100]]]),
    **_PLAIN,
    result=si32([[[20000]]]),
)
op.example(
    "integers wrap",
    lhs=si8([[[100, 100]]]),
    rhs=si8([[[1, 1]]]),
    **_PLAIN,
    result=si8([[[-56]]]),
)
op.example(
    "booleans",
    lhs=i1([[[True, False, False]]]),
    rhs=i1([[[True, True]]]),
    **_PLAIN,
    result=i1([[[True, False]]]),
)
op.example(
    "complex numbers",
    lhs=c64([[[1j, 2]]]),
    rhs=c64([[[1j, 1 + 1j]]]),
    **_PLAIN,
    result=c64([[[1 + 2j]]]),
)
op.example(
    "infinity meets padding",
    lhs=f32([[[np.inf, 1]]]),
    rhs=f32([[[1, 0, 2]]]),
    padding=[[1, 1]],
    **_PLAIN,
    result=f32([[[np.nan, np.inf]]]),
)
op.example(
    "narrow floats are rounded once",
    lhs=bf16([[[256, 1, 1]]]),
    rhs=bf16([[[1, 1, 1]]]),
    **_PLAIN,
    result=bf16([[[258]]]),
)

_Q8 = QuantizedType.of(SI8, F32, (0.5,), (0,))
_SHAPES = {"lhs": (1, 1, 2), "rhs": (2, 1, 1), "result": (1, 2, 2)}
op.example(
    "a window of one",
    lhs=f32([[[1, 2]]]),
    rhs=f32([[[1]], [[10]]]),
    **_PLAIN,
    result=f32([[[1, 2], [10, 20]]]),
)


def _per_axis(dimension: int, size: int) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.5,) * size, (0,) * size, dimension)


def _all(element: QuantizedType, **others: QuantizedType) -> dict[str, Any]:
    """Types of all tensors of the last example: quantized."""
    return {name: tensor_type(*sizes, element=others.get(name, element)) for name, sizes in _SHAPES.items()}


_IMAGES, _GROUPS = "windows over padded and spread-out images", "two feature groups"
op.reject("C1", rhs=si32([[[1]], [[10]]]))
op.reject("C2", window_strides=(2,))
op.reject("C3", window_strides=(2, 0))
op.reject("C4", padding=[[1, 0]])
op.reject("C4", padding=[1, 0, 0, 1])
op.reject("C5", lhs_dilation=(2, 1, 1))
op.reject("C6", lhs_dilation=(0, 1))
op.reject("C7", rhs_dilation=())
op.reject("C8", rhs_dilation=(1, -1))
op.reject("C9", window_reversal=(False,))
op.reject("C10", batch_group_count=2)
op.reject("C11", feature_group_count=2)
op.reject("C12", dimension_numbers=ConvDimensionNumbers(0, 3, (1,), 2, 3, (0, 1), 0, 3, (1, 2)))
op.reject("C13", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 1), 2, 3, (0, 1), 0, 3, (1, 2)))
op.reject("C13", dimension_numbers=ConvDimensionNumbers(0, 4, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2)))
op.reject("C14", of=_GROUPS, rhs=si32([[[1], [1]], [[10], [1]], [[100], [1]], [[1000], [1]]]))
op.reject("C15", of="two batch groups", rhs=si32([[[1]], [[10]], [[100]]]))
op.reject("C16", of=_GROUPS, rhs=si32([[[1]], [[10]], [[100]]]))
op.reject("C17", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0,), 0, 3, (1, 2)))
op.reject("C18", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 2, (0, 1), 0, 3, (1, 2)))
op.reject("C18", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, -1), 0, 3, (1, 2)))
op.reject("C19", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2, 3)))
op.reject("C20", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 0, (1, 2)))
op.reject("C20", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 4, (1, 2)))
op.reject("C21", feature_group_count=0)
op.reject("C22", batch_group_count=-1)
op.reject("C23", of=_GROUPS, batch_group_count=2)
op.reject("C24", precision_config=(Precision.DEFAULT,) * 3)
op.reject("C25", result=tensor_type(1, 3, 2, 1, element=si32(0).type.element))
op.reject("C25", of=_GROUPS, result=tensor_type(1, 4, 2, element=si32(0).type.element))
op.reject("C25", of=_GROUPS, result=tensor_type(2, 2, 2, element=si32(0).type.element))
op.reject("C26", of=_GROUPS, result=tensor_type(2, 4, element=si32(0).type.element))
op.reject("C27", of="a window of one", rhs=si32([[[1]], [[10]]]))
op.reject("C27", of="a window of one", result=tensor_type(1, 2, 2, element=BF16))
op.reject("C28", of="a window of one", lhs=tensor_type(1, 1, 2, element=_Q8))
op.reject("C28", of="a window of one", result=tensor_type(1, 2, 2, element=_Q8))
op.reject("C29", of="a window of one", **_all(_Q8, rhs=_per_axis(1, 1)))
op.reject("C30", of="a window of one", **_all(_Q8, rhs=_per_axis(0, 2), result=_per_axis(2, 2)))
op.reject("C31", of="a window of one", **_all(_Q8, rhs=QuantizedType.of(SI16, F32, (0.5,), (0,))))
op.reject("C32", of="a window of one", **_all(_Q8, result=QuantizedType.of(SI8, F64, (0.5,), (0,))))
op.reject("C33", of="a window of one", **_all(_Q8, result=_per_axis(1, 2)))
op.reject(
    "C34",
    of="a window of one",
    lhs=tensor_type(1, 1, 2, element=F64),
    rhs=tensor_type(2, 1, 1, element=_Q8),
    result=tensor_type(1, 2, 2, element=F64),
)
