"""Does what convolution does, with padding that is computed at run time.

(S1) The result is that of convolution with the same attributes and the values of `padding`: for each spatial dimension,
     how many zeros are added below and above; negative numbers take elements away.
(S2) The sizes that follow from `padding` must agree with the type of the result; where `padding` is not a constant of
     the program, this can only be found when the op runs.
(S3) Element types and precision are those of convolution.
(S4) Quantized elements: both operands are dequantized, convolved, and the result is quantized to its type; with a float
     lhs only rhs is dequantized and the result is a float tensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..attributes.conv import ConvDimensionNumbers
from ..attributes.precision import Precision
from ..families.convolution import (
    constraints,
    convolve,
    convolved,
    dilations_and_groups,
    result_has_one_element_a_window as has_one_element_a_window,
    window_strides,
)
from ..families.movement import agreed_sizes
from ..families.windowed import Window, window_counts, windows
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
from ..lang.notation import rank, shape, shapes_agree
from ..lang.values import f32, si8, si32, si64
from ..types import BF16, F32, F64, SI8, SI16, SI32, QuantizedType, TensorType, Type
from ..types.tensor import tensor as tensor_type

Numbers = tuple[int, ...]


def padding_has_a_pair_for_each_spatial_dimension(lhs: Type, padding: Type) -> bool:
    """shape(padding) = [N - 2, 2]"""
    return shapes_agree(shape(padding), (rank(lhs) - 2, 2))


def result_has_one_element_a_window(
    lhs: Type,
    rhs: Type,
    dimension_numbers: ConvDimensionNumbers,
    window_strides: Numbers,
    padding_value: Array | None,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    batch_group_count: int,
    result: Type,
) -> bool:
    """dim(result, output_batch_dimension) = dim(lhs, input_batch_dimension) / batch_group_count;
    dim(result, output_feature_dimension) = dim(rhs, kernel_output_feature_dimension);
    and where padding is a constant: dim(result, output_spatial_dimensions...) = num_windows, as in convolution"""
    return has_one_element_a_window(
        lhs,
        rhs,
        dimension_numbers,
        window_strides,
        padding_value,
        lhs_dilation,
        rhs_dilation,
        batch_group_count,
        result,
    )


op = Op(
    "dynamic_conv",
    __doc__,
    Family(
        (
            operand("lhs", tensor(ANY)),
            operand("rhs", tensor(ANY_PER_AXIS)),
            operand("padding", tensor(INT, rank=2, static=True)),
            window_strides(),
            *dilations_and_groups(),
            result("result", tensor(ANY_PER_AXIS)),
        ),
        constraints(padding_has_a_pair_for_each_spatial_dimension, result_has_one_element_a_window),
    ),
    since="0.9.0",
)


def _sizes(
    lhs: Array, rhs: Array, sliding: Sequence[Window], numbers: ConvDimensionNumbers, batch_groups: int
) -> list[int]:
    """Sizes of the result."""
    counts = window_counts([lhs.shape[axis] for axis in numbers.input_spatial_dimensions], sliding)
    return [size or 0 for size in convolved(lhs.shape, rhs.shape, numbers, batch_groups, counts)]


@op.result_sizes
def sizes(
    lhs: Array,
    rhs: Array,
    padding: Array,
    window_strides: Numbers,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    dimension_numbers: ConvDimensionNumbers,
    batch_group_count: int,
) -> list[int]:
    lengths = [rhs.shape[axis] for axis in dimension_numbers.kernel_spatial_dimensions]
    sliding = windows(lengths, window_strides, padding, lhs_dilation, rhs_dilation)
    return _sizes(lhs, rhs, sliding, dimension_numbers, batch_group_count)


@op.kernel
def dynamic_conv(
    lhs: Array,
    rhs: Array,
    padding: Array,
    window_strides: Numbers,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    window_reversal: tuple[bool, ...],
    dimension_numbers: ConvDimensionNumbers,
    feature_group_count: int,
    batch_group_count: int,
    result: TensorType,
) -> Array:
    lengths = [rhs.shape[axis] for axis in dimension_numbers.kernel_spatial_dimensions]
    sliding = windows(lengths, window_strides, padding, lhs_dilation, rhs_dilation)  # S1
    agreed_sizes(_sizes(lhs, rhs, sliding, dimension_numbers, batch_group_count), result)  # S2
    return convolve(
        lhs,
        rhs,
        sliding,
        window_reversal,
        dimension_numbers,
        feature_group_count,
        batch_group_count,
        result.dtype,
    )  # S1, S3


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.changed("0.20.0", "padding is an operand only; it was an attribute as well")
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "executes it only after shape refinement has turned it into convolution")

_NHWC = ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2))
_NCW = ConvDimensionNumbers(0, 1, (2,), 1, 0, (2,), 0, 1, (2,))
_PLAIN = {"dimension_numbers": _NCW, "feature_group_count": 1, "batch_group_count": 1}
_Q8 = QuantizedType.of(SI8, F32, (0.5,), (0,))
_SHAPES = {"lhs": (1, 1, 2), "rhs": (2, 1, 1), "result": (1, 2, 2)}

op.example(
    "windows over padded and spread-out images",
    lhs=si32([[[[1], [2], [5]], [[3], [4], [7]], [[10], [11], [14]]]]),
    rhs=si32([[[[1]], [[10]]], [[[100]], [[1000]]]]),
    padding=si64([[1, 0], [0, 1]]),
    window_strides=(2, 3),
    lhs_dilation=(2, 1),
    rhs_dilation=(1, 2),
    window_reversal=(False, False),
    dimension_numbers=_NHWC,
    feature_group_count=1,
    batch_group_count=1,
    result=si32([[[[5100]], [[7300]], [[15000]]]]),
)
op.example(
    "two feature groups, and padding that takes elements away",
    lhs=si32([[[1, 2, 9], [3, 4, 9]], [[5, 6, 9], [7, 8, 9]]]),
    rhs=si32([[[1]], [[10]], [[100]], [[1000]]]),
    padding=si8([[0, -1]]),
    dimension_numbers=_NCW,
    feature_group_count=2,
    batch_group_count=1,
    result=si32([[[1, 2], [10, 20], [300, 400], [3000, 4000]], [[5, 6], [50, 60], [700, 800], [7000, 8000]]]),
)
op.example(
    "two batch groups",
    lhs=si32([[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]]),
    rhs=si32([[[1]], [[10]]]),
    padding=si64([[0, 0]]),
    dimension_numbers=_NCW,
    feature_group_count=1,
    batch_group_count=2,
    result=si32([[[1, 2], [50, 60]], [[3, 4], [70, 80]]]),
)
op.example(
    "a window of one",
    lhs=f32([[[1, 2]]]),
    rhs=f32([[[1]], [[10]]]),
    padding=si32([[0, 0]]),
    **_PLAIN,
    result=f32([[[1, 2], [10, 20]]]),
)


def _per_axis(dimension: int, size: int) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.5,) * size, (0,) * size, dimension)


def _all(element: QuantizedType, **others: QuantizedType) -> dict[str, Any]:
    """Types of all tensors of the last example but padding: quantized."""
    return {name: tensor_type(*sizes, element=others.get(name, element)) for name, sizes in _SHAPES.items()}


_GROUPS = "two feature groups, and padding that takes elements away"
op.reject("C1", rhs=si32([[[1]], [[10]]]))
op.reject("C2", window_strides=(2,))
op.reject("C3", window_strides=(2, 0))
op.reject("C4", padding=si64([[1, 0]]))
op.reject("C4", padding=si64([[1, 0, 0], [0, 1, 0]]))
op.reject("C5", lhs_dilation=(2, 1, 1))
op.reject("C6", lhs_dilation=(0, 1))
op.reject("C7", rhs_dilation=())
op.reject("C8", rhs_dilation=(1, -1))
op.reject("C9", window_reversal=(False,))
op.reject("C10", batch_group_count=2)
op.reject("C11", feature_group_count=2)
op.reject("C12", dimension_numbers=ConvDimensionNumbers(0, 3, (1,), 2, 3, (0, 1), 0, 3, (1, 2)))
op.reject("C13", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 1), 2, 3, (0, 1), 0, 3, (1, 2)))
op.reject("C14", of=_GROUPS, rhs=si32([[[1], [1]], [[10], [1]], [[100], [1]], [[1000], [1]]]))
op.reject("C15", of="two batch groups", rhs=si32([[[1]], [[10]], [[100]]]))
op.reject("C16", of=_GROUPS, rhs=si32([[[1]], [[10]], [[100]]]))
op.reject("C17", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0,), 0, 3, (1, 2)))
op.reject("C18", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 2, (0, 1), 0, 3, (1, 2)))
op.reject("C19", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2, 3)))
op.reject("C20", dimension_numbers=ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 0, (1, 2)))
op.reject("C21", feature_group_count=0)
op.reject("C22", batch_group_count=-1)
op.reject("C23", of=_GROUPS, batch_group_count=2)
op.reject("C24", precision_config=(Precision.DEFAULT,) * 3)
op.reject("C25", of=_GROUPS, result=tensor_type(1, 4, 2, element=SI32))
op.reject("C25", of=_GROUPS, result=tensor_type(2, 2, 2, element=SI32))
op.reject("C25", result=tensor_type(1, 3, 2, 1, element=SI32))
op.reject("C25", padding=si64([[1, 2], [0, 1]]))
op.reject("C26", of=_GROUPS, result=tensor_type(2, 4, element=SI32))
op.reject("C27", of="a window of one", rhs=si32([[[1]], [[10]]]))
op.reject("C27", of="a window of one", result=tensor_type(1, 2, 2, element=BF16))
op.reject("C28", of="a window of one", lhs=tensor_type(1, 1, 2, element=_Q8))
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
