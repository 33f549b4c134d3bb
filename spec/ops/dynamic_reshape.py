"""Does what `reshape` does, to a shape given at run time.

(S1) The elements in row-major order (the last index runs fastest) are the same in `operand` and `result`.
(S2) The sizes of `result` are the values of `output_shape`. Values that are negative, that do not agree with the type
     of `result`, or whose product is not the number of elements are an error.
"""

from __future__ import annotations

import math

from ..families.movement import sizes_agree_with_values, sizes_of
from ..families.reshaping import RESHAPING, reshaped
from ..lang import ANY_PER_AXIS, DIMENSION, Array, Op, exact, operand, result, tensor
from ..lang.notation import dim, rank, size, sizes_agree
from ..lang.values import f32, i1, literal, si8, si32, si64
from ..types import F32, SI8, SI32, QuantizedType, TensorType, Type

op = Op(
    "dynamic_reshape",
    __doc__,
    RESHAPING,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        operand("output_shape", tensor(DIMENSION, 1, static=True)),
        result("result", tensor(ANY_PER_AXIS)),
    ),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C4")
def output_shape_is_that_of_the_result(
    operand: Type, output_shape: Type, output_shape_value: Array | None, result: Type
) -> bool:
    """size(output_shape) = rank(result), and where output_shape is a constant: output_shape = shape(result) and the
    product of output_shape is size(operand)
    """
    if output_shape_value is None:
        return sizes_agree(dim(output_shape, 0), rank(result))
    sizes = [int(value) for value in output_shape_value]
    return sizes_agree_with_values(result, sizes) and sizes_agree(math.prod(sizes), size(operand))


@op.kernel
def dynamic_reshape(operand: Array, output_shape: Array, result: TensorType) -> Array:
    return reshaped(operand, sizes_of(output_shape, result))  # S1, S2


def _per_axis(dimension: int) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.1, 0.5), (-30, -20), dimension)


op.accuracy(exact(ANY_PER_AXIS))

op.example(
    "the last index runs fastest",
    operand=si32([[1, 2, 3], [4, 5, 6]]),
    output_shape=si64([3, 2]),
    result=si32([[1, 2], [3, 4], [5, 6]]),
)
op.example("to a scalar", operand=i1([[True]]), output_shape=si32(0, (0,)), result=i1(True))
op.example("nothing has many shapes", operand=f32(0, (2, 0)), output_shape=si8([0, 5]), result=f32(0, (0, 5)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(_per_axis(2), [[[1, 2], [3, 4]]]),
    output_shape=si64([2, 2]),
    result=literal(_per_axis(1), [[1, 2], [3, 4]]),
)

op.reject("C1", result=f32(0, (3, 2)))
op.reject("C2", result=si32(0, (2, 2)))
op.reject("C3", of="quantized elements keep their parameters", result=literal(_per_axis(0), [[1, 2], [3, 4]]))
op.reject("C4", output_shape=si64([3, 2, 1]))
op.reject("C4", output_shape=si64([2, 3]))
op.reject("C4", output_shape=si64([3, -2]), result=TensorType((3, None), SI32))
op.reject("C4", output_shape=si64([3, 3]), result=TensorType((3, None), SI32))
