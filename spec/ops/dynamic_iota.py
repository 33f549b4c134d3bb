"""Does what `iota` does, for a shape given at run time.

(S1) Each element of `result` is the component along `iota_dimension` of its own index, held in the element type.
(S2) Integers: modulo 2**bits, so counting goes on from the smallest value after the largest.
(S3) Floats: rounded to nearest, ties to even; the largest finite value is exceeded as in `convert`.
(S4) Complex numbers: the index is the real part, the imaginary part is 0.
(S5) Quantized elements: the index as a value of the expressed type, quantized to the type of `result`.
(S6) The sizes of `result` are the values of `output_shape`. Values that are negative or do not agree with the type of
     `result` are an error.
"""

from __future__ import annotations

from ..families.counting import indices_along
from ..families.movement import sizes_agree_with_values, sizes_of
from ..lang import (
    COMPLEX,
    DIMENSION,
    FLOAT,
    I64,
    INT,
    QUANTIZED,
    Array,
    Op,
    attribute,
    correctly_rounded,
    exact,
    operand,
    result,
    tensor,
)
from ..lang.notation import dim, rank, sizes_agree
from ..lang.values import c64, f8E5M2, si2, si32, si64, ui4
from ..types import SI32, TensorType, Type

op = Op(
    "dynamic_iota",
    __doc__,
    slots=(
        operand("output_shape", tensor(DIMENSION, 1, static=True)),
        attribute("iota_dimension", I64),
        result("result", tensor(INT | FLOAT | COMPLEX | QUANTIZED)),
    ),
    assembly="$output_shape , dim = $iota_dimension attr-dict : functional-type",
    since="0.9.0",
)


@op.constraint("C1")
def iota_dimension_is_a_dimension_of_the_result(output_shape: Type, iota_dimension: int) -> bool:
    """0 <= iota_dimension < size(output_shape)"""
    count = dim(output_shape, 0)
    return iota_dimension >= 0 and (count is None or iota_dimension < count)


@op.constraint("C2")
def output_shape_is_that_of_the_result(output_shape: Type, output_shape_value: Array | None, result: Type) -> bool:
    """rank(result) = size(output_shape), and where output_shape is a constant: shape(result) = output_shape"""
    if output_shape_value is None:
        return sizes_agree(dim(output_shape, 0), rank(result))
    return sizes_agree_with_values(result, [int(value) for value in output_shape_value])


@op.result_sizes
def sizes(output_shape: Array, result: TensorType) -> tuple[int, ...]:
    return sizes_of(output_shape, result)


@op.kernel
def dynamic_iota(output_shape: Array, iota_dimension: int, result: TensorType) -> Array:
    return indices_along(iota_dimension, sizes(output_shape, result), result.storage)  # S1, S2, S3, S4, S6


op.accuracy(exact(INT), correctly_rounded(FLOAT | COMPLEX | QUANTIZED))
op.choice("iota-beyond-range")
op.peer("StableHLO's C++ verifier", "accepts boolean results")

op.example("rows count up", output_shape=si64([2, 3]), iota_dimension=0, result=si32([[0, 0, 0], [1, 1, 1]]))
op.example("columns count up", output_shape=ui4([2, 3]), iota_dimension=1, result=si32([[0, 1, 2], [0, 1, 2]]))
op.example("integers wrap", output_shape=si32([5]), iota_dimension=0, result=si2([0, 1, -2, -1, 0]))
op.example(
    "floats are rounded to even",
    output_shape=si32([12]),
    iota_dimension=0,
    result=f8E5M2([0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 12]),
)
op.example("complex numbers have imaginary part 0", output_shape=si32([3]), iota_dimension=0, result=c64([0, 1, 2]))
op.example("nothing to fill", output_shape=si32([2, 0]), iota_dimension=1, result=si32(0, (2, 0)))

op.reject("C1", iota_dimension=2)
op.reject("C1", iota_dimension=-1)
op.reject("C2", result=si32([0, 0]))
op.reject("C2", output_shape=si64([2, 4]))
op.reject("C2", output_shape=si64([2, -3]), result=TensorType((2, None), SI32))
