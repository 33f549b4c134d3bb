"""Permutes the dimensions of `operand`.

(S1) Dimension `d` of `result` is dimension `permutation[d]` of `operand`.
(S2) For per-axis quantized tensors the quantization dimension moves along.
"""

from __future__ import annotations

import dataclasses

from ..families.movement import bound, bounded_type, same_element_type_up_to_dimension
from ..lang import ANY_PER_AXIS, I64_ARRAY, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import axes, dims, is_per_axis_quantized, quantized, shape, shapes_agree
from ..lang.values import bf16, f32, literal, si32
from ..types import F32, SI8, QuantizedType, TensorType, Type

op = Op(
    "transpose",
    __doc__,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        attribute("permutation", I64_ARRAY),
        result("result", tensor(ANY_PER_AXIS)),
    ),
    assembly="$operand , dims = $permutation attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def element_types_agree(operand: Type, result: Type) -> bool:
    """element_type(result) = element_type(operand), except that quantization_dimension of per-axis quantized types may
    differ
    """
    return same_element_type_up_to_dimension(operand, result)


@op.constraint("C2")
def permutation_permutes_the_dimensions(operand: Type, permutation: tuple[int, ...]) -> bool:
    """permutation is a permutation of range(rank(operand))"""
    return sorted(permutation) == list(axes(operand))


@op.constraint("C3")
def sizes_are_permuted(operand: Type, permutation: tuple[int, ...], result: Type) -> bool:
    """shape(result) = dim(operand, permutation...)"""
    return shapes_agree(shape(result), dims(operand, permutation))


@op.constraint("C4")
def quantization_dimension_is_permuted(operand: Type, permutation: tuple[int, ...], result: Type) -> bool:
    """if is_per_axis_quantized(result):
    quantization_dimension(operand) = permutation[quantization_dimension(result)]
    """
    if not is_per_axis_quantized(result):
        return True
    dimension = quantized(result).dimension
    assert dimension is not None
    return quantized(operand).dimension == permutation[dimension]


@op.infer
def infer(operand: TensorType, permutation: tuple[int, ...]) -> TensorType:
    element = operand.element
    if isinstance(element, QuantizedType) and element.dimension is not None:
        element = dataclasses.replace(element, dimension=permutation.index(element.dimension))
    return bounded_type(dims(operand, permutation), [bound(operand, d) for d in permutation], element)


@op.kernel
def transpose(operand: Array, permutation: tuple[int, ...]) -> Array:
    return operand.transpose(permutation)  # S1


def _per_axis(dimension: int) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.1, 0.5), (-30, -20), dimension)


op.accuracy(exact(ANY_PER_AXIS))

op.example(
    "all dimensions in reverse",
    operand=si32([[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]),
    permutation=(2, 1, 0),
    result=si32([[[1, 7], [3, 9], [5, 11]], [[2, 8], [4, 10], [6, 12]]]),
)
op.example(
    "dimensions in turn",
    operand=f32([[[1, 2, 3], [4, 5, 6]]]),
    permutation=(2, 0, 1),
    result=f32([[[1, 4]], [[2, 5]], [[3, 6]]]),
)
op.example("a scalar has nothing to permute", operand=bf16(1.5), permutation=(), result=bf16(1.5))
op.example("size 0", operand=f32(0, (0, 3)), permutation=(1, 0), result=f32(0, (3, 0)))
op.example(
    "the quantization dimension moves along",  # S2
    operand=literal(_per_axis(0), [[1, 2, 3], [4, 5, 6]]),
    permutation=(1, 0),
    result=literal(_per_axis(1), [[1, 4], [2, 5], [3, 6]]),
)

op.example(
    "a square quantized along one dimension",
    operand=literal(_per_axis(1), [[1, 2], [3, 4]]),
    permutation=(1, 0),
    result=literal(_per_axis(0), [[1, 3], [2, 4]]),
)

op.reject("C1", result=f32(0, (2, 3, 2)))
op.reject("C2", permutation=(2, 1))
op.reject("C2", permutation=(2, 1, 1))
op.reject("C2", permutation=(3, 1, 0))
op.reject("C3", result=si32(0, (2, 2, 3)))
op.reject("C4", of="a square quantized along one dimension", result=TensorType((2, 2), _per_axis(1)))
