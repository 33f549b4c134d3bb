"""Sums products of elements of `lhs` and `rhs` over some of their dimensions: matrix products, batches of them, inner
and outer products, and every other contraction of two tensors.

(S1) The dimensions of each operand are of three kinds: batching, contracting, and the rest. Batching dimensions of the
     two operands are paired in the order in which they are listed, contracting ones likewise.
(S2) The result's dimensions are the batching dimensions, then the rest of lhs, then the rest of rhs, each in order.
(S3) An element of the result is the sum, over all indices of the contracting dimensions, of lhs times rhs at those
     indices, at the element's own indices in the rest, and at the same batching indices in both. Without contracting
     dimensions it is one product; over no indices at all the sum is zero.
(S4) Operands are first converted to the element type of the result, where that is another: si8 operands with si32
     results do not wrap at 8 bits. Of two float types the wider is computed in.
(S5) Booleans: AND for products, OR for sums. Integers: modulo 2**bits.
(S6) Floats and complex numbers: f64 is summed in f64, all else in f32, in no particular order, and the sum is rounded
     to the result type once. That satisfies every precision in `precision_config`, so it makes no difference here.
(S7) With `algorithm`, operands are rounded to the precision types, decomposed into components if there are several, and
     their products summed in the accumulation type (numerics/dot_algorithms.py); only then the result type matters. An
     algorithm that no hardware is known to have is refused when the op runs.
(S8) Quantized elements: both operands are dequantized, contracted, and the result is quantized to its type; with a
     float lhs only rhs is dequantized and the result is a float tensor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..attributes.dot import DotDimensionNumbers
from ..attributes.dot_algorithm import DotAlgorithm
from ..attributes.precision import Precision
from ..families.contraction import (
    dot,
    expressed_types_are_the_same,
    float_lhs_and_result_have_the_expressed_type_of_rhs,
    lhs_is_quantized_as_the_result_and_rhs_are,
    precision_config,
    precision_is_given_for_both_operands,
    result_is_per_tensor_quantized_if_rhs_is,
    storage_types_of_operands_are_the_same,
)
from ..lang import (
    ANY,
    ANY_PER_AXIS,
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    Array,
    Bound,
    Op,
    Unsupported,
    bounded,
    exact,
    group,
    operand,
    result,
    tensor,
)
from ..lang.notation import (
    any_quantized,
    axes,
    dims,
    element_type,
    in_range,
    is_float,
    is_integer,
    is_per_axis_quantized,
    is_quantized,
    is_unique,
    quantized,
    rank,
    shape,
    shapes_agree,
)
from ..lang.values import bf16, c64, f8E4M3FN, f8E5M2, f32, i1, si8, si32, ui8
from ..types import QuantizedType, TensorType, Type
from ..types.element import BF16, F32, F64, SI8, SI16, TF32
from ..types.tensor import tensor as tensor_type

op = Op(
    "dot_general",
    __doc__,
    slots=(
        operand("lhs", tensor(ANY)),
        operand("rhs", tensor(ANY_PER_AXIS)),
        group("dot_dimension_numbers", DotDimensionNumbers),
        precision_config(),
        group("algorithm", DotAlgorithm, default=None),
        result("result", tensor(ANY_PER_AXIS)),
    ),
    assembly="$lhs , $rhs , <dot_dimensions dot_dimension_numbers> <precision precision_config algorithm> attr-dict"
    " : functional-type",
    since="0.9.0",
)


@op.constraint("C1")
def batching_dimensions_are_paired(
    lhs_batching_dimensions: tuple[int, ...], rhs_batching_dimensions: tuple[int, ...]
) -> bool:
    """size(lhs_batching_dimensions) = size(rhs_batching_dimensions)"""
    return len(lhs_batching_dimensions) == len(rhs_batching_dimensions)


@op.constraint("C2")
def contracting_dimensions_are_paired(
    lhs_contracting_dimensions: tuple[int, ...], rhs_contracting_dimensions: tuple[int, ...]
) -> bool:
    """size(lhs_contracting_dimensions) = size(rhs_contracting_dimensions)"""
    return len(lhs_contracting_dimensions) == len(rhs_contracting_dimensions)


@op.constraint("C3")
def no_dimension_of_lhs_is_listed_twice(
    lhs_batching_dimensions: tuple[int, ...], lhs_contracting_dimensions: tuple[int, ...]
) -> bool:
    """is_unique(lhs_batching_dimensions + lhs_contracting_dimensions)"""
    return is_unique(lhs_batching_dimensions + lhs_contracting_dimensions)


@op.constraint("C4")
def no_dimension_of_rhs_is_listed_twice(
    rhs_batching_dimensions: tuple[int, ...], rhs_contracting_dimensions: tuple[int, ...]
) -> bool:
    """is_unique(rhs_batching_dimensions + rhs_contracting_dimensions)"""
    return is_unique(rhs_batching_dimensions + rhs_contracting_dimensions)


@op.constraint("C5")
def batching_dimensions_of_lhs_exist(lhs: Type, lhs_batching_dimensions: tuple[int, ...]) -> bool:
    """0 <= lhs_batching_dimensions < rank(lhs)"""
    return in_range(lhs_batching_dimensions, rank(lhs))


@op.constraint("C6")
def contracting_dimensions_of_lhs_exist(lhs: Type, lhs_contracting_dimensions: tuple[int, ...]) -> bool:
    """0 <= lhs_contracting_dimensions < rank(lhs)"""
    return in_range(lhs_contracting_dimensions, rank(lhs))


@op.constraint("C7")
def batching_dimensions_of_rhs_exist(rhs: Type, rhs_batching_dimensions: tuple[int, ...]) -> bool:
    """0 <= rhs_batching_dimensions < rank(rhs)"""
    return in_range(rhs_batching_dimensions, rank(rhs))


@op.constraint("C8")
def contracting_dimensions_of_rhs_exist(rhs: Type, rhs_contracting_dimensions: tuple[int, ...]) -> bool:
    """0 <= rhs_contracting_dimensions < rank(rhs)"""
    return in_range(rhs_contracting_dimensions, rank(rhs))


@op.constraint("C9")
def batch_sizes_agree(
    lhs: Type, rhs: Type, lhs_batching_dimensions: tuple[int, ...], rhs_batching_dimensions: tuple[int, ...]
) -> bool:
    """dim(lhs, lhs_batching_dimensions...) = dim(rhs, rhs_batching_dimensions...)"""
    return shapes_agree(dims(lhs, lhs_batching_dimensions), dims(rhs, rhs_batching_dimensions))


@op.constraint("C10")
def contracted_sizes_agree(
    lhs: Type, rhs: Type, lhs_contracting_dimensions: tuple[int, ...], rhs_contracting_dimensions: tuple[int, ...]
) -> bool:
    """dim(lhs, lhs_contracting_dimensions...) = dim(rhs, rhs_contracting_dimensions...)"""
    return shapes_agree(dims(lhs, lhs_contracting_dimensions), dims(rhs, rhs_contracting_dimensions))


op.constraint("C11")(precision_is_given_for_both_operands)


@op.constraint("C12")
def result_has_batch_then_rest_of_lhs_then_rest_of_rhs(
    lhs: Type, rhs: Type, dot_dimension_numbers: DotDimensionNumbers, result: Type
) -> bool:
    """shape(result) = dim(lhs, lhs_batching_dimensions) + dim(lhs, lhs_result_dimensions)
    + dim(rhs, rhs_result_dimensions)"""
    numbers = dot_dimension_numbers
    lhs_taken = numbers.lhs_batching_dimensions + numbers.lhs_contracting_dimensions
    rhs_taken = numbers.rhs_batching_dimensions + numbers.rhs_contracting_dimensions
    lhs_rest = dims(lhs, [axis for axis in axes(lhs) if axis not in lhs_taken])
    rhs_rest = dims(rhs, [axis for axis in axes(rhs) if axis not in rhs_taken])
    return shapes_agree(shape(result), dims(lhs, numbers.lhs_batching_dimensions) + lhs_rest + rhs_rest)


@op.constraint("C13")
def element_types_of_operands_are_of_one_kind_unless_quantized(lhs: Type, rhs: Type, result: Type) -> bool:
    """if no tensor is quantized: element_type(lhs) = element_type(rhs), or both are floats, or both are integers

    The specification asks for equal types; its own verifier does not, and programs mix float types of 8 bits.
    """
    if any_quantized(lhs, rhs, result) or element_type(lhs) == element_type(rhs):
        return True
    return all(map(is_float, (lhs, rhs))) or all(map(is_integer, (lhs, rhs)))


op.constraint("C14")(lhs_is_quantized_as_the_result_and_rhs_are)


@op.constraint("C15")
def zero_points_of_rhs_are_zero(rhs: Type) -> bool:
    """if is_quantized(rhs): zero_points(rhs) = 0"""
    return not is_quantized(rhs) or not any(quantized(rhs).zero_points)


@op.constraint("C16")
def quantization_dimension_of_rhs_is_not_contracted(rhs: Type, rhs_contracting_dimensions: tuple[int, ...]) -> bool:
    """if is_per_axis_quantized(rhs): quantization_dimension(rhs) not in rhs_contracting_dimensions"""
    return not is_per_axis_quantized(rhs) or quantized(rhs).dimension not in rhs_contracting_dimensions


op.constraint("C17")(storage_types_of_operands_are_the_same)
op.constraint("C18")(expressed_types_are_the_same)
op.constraint("C19")(result_is_per_tensor_quantized_if_rhs_is)
op.constraint("C20")(float_lhs_and_result_have_the_expressed_type_of_rhs)


@op.constraint("C21")
def precision_is_default_with_an_algorithm(
    precision_config: tuple[Precision, ...], algorithm: DotAlgorithm | None
) -> bool:
    """if an algorithm is given: precision_config... = DEFAULT"""
    return algorithm is None or all(one is Precision.DEFAULT for one in precision_config)


@op.constraint("C22")
def lhs_has_components(lhs_component_count: int | None) -> bool:
    """if an algorithm is given: 0 < lhs_component_count"""
    return lhs_component_count is None or lhs_component_count > 0


@op.constraint("C23")
def rhs_has_components(rhs_component_count: int | None) -> bool:
    """if an algorithm is given: 0 < rhs_component_count"""
    return rhs_component_count is None or rhs_component_count > 0


@op.constraint("C24")
def there_are_primitive_operations(num_primitive_operations: int | None) -> bool:
    """if an algorithm is given: 0 < num_primitive_operations"""
    return num_primitive_operations is None or num_primitive_operations > 0


@op.supported
def algorithm_is_known(algorithm: DotAlgorithm | None) -> None:
    if algorithm is not None and (problem := algorithm.problem()) is not None:
        raise Unsupported(problem)


@op.kernel
def dot_general(
    lhs: Array,
    rhs: Array,
    dot_dimension_numbers: DotDimensionNumbers,
    algorithm: DotAlgorithm | None,
    result: TensorType,
) -> Array:
    return dot(lhs, rhs, dot_dimension_numbers, result.dtype, algorithm)


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.changed("1.6.0", "algorithm")
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "accepts operands of different element types")
op.peer("XLA", "on CPU computes in the operands' own precision whatever `algorithm` says, and refuses tf32")
op.peer("XLA", "on GPU rounds products to bf16 for one component of bf16, and takes tf32 for nine; complex<f32> too")
op.peer("C++ interpreter", "ignores `algorithm`; rounds sums of narrow floats after each term")
op.peer("C++ interpreter", "aborts on sums over nothing")

op.example(
    "a batch of matrix products",
    lhs=si32([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
    rhs=si32([[[1, 0], [0, 1]], [[0, 1], [1, 0]]]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(0,),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(1,),
    result=si32([[[1, 2], [3, 4]], [[6, 5], [8, 7]]]),
)
op.example(
    "any dimension may be contracted",
    lhs=f32([[1, 2, 3], [4, 5, 6]]),
    rhs=f32([[1, 10], [2, 20]]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(1,),
    result=f32([[41, 82], [52, 104], [63, 126]]),
)
op.example(
    "several dimensions are contracted in pairs",
    lhs=si32([[[1, 2], [3, 4]]]),
    rhs=si32([[1, 10], [100, 1000]]),
    lhs_contracting_dimensions=(1, 2),
    rhs_contracting_dimensions=(1, 0),
    result=si32([1 + 200 + 30 + 4000]),
)
op.example(
    "batching dimensions come first in the result",
    lhs=si32([[1, 2], [3, 4], [5, 6]]),
    rhs=si32([[1, 10], [100, 1000]]),
    lhs_batching_dimensions=(1,),
    rhs_batching_dimensions=(0,),
    result=si32([[[1, 10], [3, 30], [5, 50]], [[200, 2000], [400, 4000], [600, 6000]]]),
)
op.example(
    "vectors have a scalar product",
    lhs=f32([1, 2, 3]),
    rhs=f32([4, 5, 6]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    result=f32(32),
)
op.example(
    "scalars are multiplied", lhs=f32(3), rhs=f32(4), dot_dimension_numbers=DotDimensionNumbers(), result=f32(12)
)
op.example(
    "a sum over nothing is zero",
    lhs=f32(0, (2, 0)),
    rhs=f32(0, (0, 2)),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    result=f32([[0, 0], [0, 0]]),
)
op.example(
    "a dimension of size zero stays",
    lhs=f32(0, (0, 2)),
    rhs=f32([1, 2]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    result=f32(0, (0,)),
)
op.example(
    "results may be wider than operands",
    lhs=si8([100, 100]),
    rhs=si8([100, -27]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    result=si32(7300),
)
op.example(
    "integers wrap",
    lhs=ui8([16, 17]),
    rhs=ui8([16, 15]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    result=ui8((256 + 255) % 256),
)
op.example(
    "booleans: is there a path",
    lhs=i1([[True, True], [False, True]]),
    rhs=i1([[True, False], [True, False]]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    result=i1([[True, False], [True, False]]),
)
op.example(
    "complex numbers",
    lhs=c64([1 + 2j, 3]),
    rhs=c64([1j, 1 - 1j]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    result=c64(1 - 2j),
)
op.example(
    "infinity times zero is NaN",
    lhs=f32([[np.inf, 1], [np.inf, 1], [np.nan, 1]]),
    rhs=f32([[0, 2], [1, 1]]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    result=f32([[np.nan, np.inf], [np.nan, np.inf], [np.nan, np.nan]]),
)
op.example(
    "narrow floats are rounded once",
    lhs=bf16([256, 1, 1]),
    rhs=bf16([1, 1, 1]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    result=bf16(258),
)
op.example(
    "an algorithm rounds operands to tf32",
    lhs=f32([1 + 2.0**-11 + 2.0**-12]),
    rhs=f32([3]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    algorithm=DotAlgorithm(TF32, TF32, F32, 1, 1, 1, False),
    result=f32(3 + 3 * 2.0**-10),
)
op.example(
    "an algorithm accumulates in bf16",
    lhs=f32([256, 1, 1]),
    rhs=f32([1, 1, 1]),
    lhs_contracting_dimensions=(0,),
    rhs_contracting_dimensions=(0,),
    algorithm=DotAlgorithm(BF16, BF16, BF16, 1, 1, 1, False),
    result=f32(256),
)
op.example(
    "three products of bf16 parts keep 16 bits",
    lhs=f32([1 + 2.0**-8 + 2.0**-15, np.inf]),
    rhs=f32([1, 1]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(0,),
    algorithm=DotAlgorithm(BF16, BF16, F32, 1, 1, 3, False),
    result=f32([1 + 2.0**-8 + 2.0**-15, np.inf]),
)

_Q8 = QuantizedType.of(SI8, F32, (0.5,), (0,))
_SHAPE = (2, 2, 2)


def _per_axis(dimension: int) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.5, 0.25), (0, 0), dimension)


def _all(element: QuantizedType, **others: QuantizedType) -> dict[str, Any]:
    """Types of all tensors of the first example: quantized."""
    return {name: tensor_type(*_SHAPE, element=others.get(name, element)) for name in ("lhs", "rhs", "result")}


op.example(
    "float types of 8 bits are mixed",
    lhs=f8E4M3FN([[1.0, 2.0]]),
    rhs=f8E5M2([[3.0], [4.0]]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    result=f32([[11.0]]),
)

op.reject("C1", lhs_batching_dimensions=())
op.reject("C2", rhs_contracting_dimensions=())
op.reject("C3", lhs_contracting_dimensions=(0,))
op.reject("C4", rhs_contracting_dimensions=(0,))
op.reject("C5", lhs_batching_dimensions=(3,))
op.reject("C6", lhs_contracting_dimensions=(-1,))
op.reject("C7", rhs_batching_dimensions=(3,))
op.reject("C8", rhs_contracting_dimensions=(-1,))
op.reject("C9", rhs=si32([[[1, 0], [0, 1]]]))
op.reject("C10", rhs=si32([[[1, 0]], [[0, 1]]]))
op.reject("C11", precision_config=(Precision.HIGH, Precision.HIGH, Precision.HIGH))
op.reject("C12", result=tensor_type(2, 2, 1, element=si32(0).type.element))
op.reject("C12", result=tensor_type(2, 4, element=si32(0).type.element))
op.reject("C13", rhs=f32([[[1, 0], [0, 1]], [[0, 1], [1, 0]]]))
op.reject("C14", lhs=tensor_type(*_SHAPE, element=_Q8))
op.reject("C14", lhs=tensor_type(*_SHAPE, element=_Q8), result=tensor_type(*_SHAPE, element=_Q8))
op.reject("C15", **_all(_Q8, rhs=QuantizedType.of(SI8, F32, (0.5,), (1,))))
op.reject("C16", **_all(_Q8, rhs=_per_axis(1)))
op.reject("C17", **_all(_Q8, rhs=QuantizedType.of(SI16, F32, (0.5,), (0,))))
op.reject("C18", **_all(_Q8, result=QuantizedType.of(SI8, F64, (0.5,), (0,))))
op.reject("C19", **_all(_Q8, result=_per_axis(2)))
op.reject(
    "C20",
    lhs=tensor_type(*_SHAPE, element=F64),
    rhs=tensor_type(*_SHAPE, element=_Q8),
    result=tensor_type(*_SHAPE, element=F64),
)
op.reject(
    "C21",
    precision_config=(Precision.DEFAULT, Precision.HIGHEST),
    algorithm=DotAlgorithm(F32, F32, F32, 1, 1, 1, False),
)
op.reject("C22", algorithm=DotAlgorithm(F32, F32, F32, 0, 1, 1, False))
op.reject("C23", algorithm=DotAlgorithm(F32, F32, F32, 1, 0, 1, False))
op.reject("C24", algorithm=DotAlgorithm(F32, F32, F32, 1, 1, 0, False))
