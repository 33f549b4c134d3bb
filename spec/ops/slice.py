"""Takes the part of `operand` between static indices, in steps of `strides`.

(S1) Along each dimension, `result` holds the elements at `start_indices`, `start_indices + strides`,
     `start_indices + 2 * strides`, ..., as long as they lie before `limit_indices`.
"""

from __future__ import annotations

from ..families.movement import bounded_type, demand, largest, same_element_type
from ..lang import ANY, I64_ARRAY, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import at_most, axes, rank, shape, shapes_agree
from ..lang.values import f32, literal, si32, ui4
from ..types import F32, SI8, QuantizedType, TensorType, Type

Indices = tuple[int, ...]

op = Op(
    "slice",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        attribute("start_indices", I64_ARRAY),
        attribute("limit_indices", I64_ARRAY),
        attribute("strides", I64_ARRAY),
        result("result", tensor(ANY)),
    ),
    assembly="$operand <slice_ranges start_indices limit_indices strides> attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C2")
def every_dimension_has_a_range(
    operand: Type, start_indices: Indices, limit_indices: Indices, strides: Indices
) -> bool:
    """size(start_indices) = size(limit_indices) = size(strides) = rank(operand)"""
    return {len(start_indices), len(limit_indices), len(strides)} == {rank(operand)}


@op.constraint("C3")
def ranges_lie_within_the_operand(operand: Type, start_indices: Indices, limit_indices: Indices) -> bool:
    """0 <= start_indices <= limit_indices <= shape(operand)"""
    return all(
        0 <= start_indices[d] <= limit_indices[d] and at_most(limit_indices[d], largest(operand, d))
        for d in axes(operand)
    )


@op.constraint("C4")
def strides_are_positive(strides: Indices) -> bool:
    """0 < strides"""
    return all(stride > 0 for stride in strides)


@op.constraint("C5")
def sizes_count_the_steps(start_indices: Indices, limit_indices: Indices, strides: Indices, result: Type) -> bool:
    """shape(result) = ceil((limit_indices - start_indices) / strides)"""
    return shapes_agree(shape(result), _sizes(start_indices, limit_indices, strides))


def _sizes(start_indices: Indices, limit_indices: Indices, strides: Indices) -> Indices:
    ranges = zip(start_indices, limit_indices, strides, strict=True)
    return tuple(len(range(start, limit, stride)) for start, limit, stride in ranges)


@op.infer
def infer(operand: TensorType, start_indices: Indices, limit_indices: Indices, strides: Indices) -> TensorType:
    return operand.with_shape(_sizes(start_indices, limit_indices, strides))


@op.kernel
def slice_(operand: Array, start_indices: Indices, limit_indices: Indices, strides: Indices) -> Array:
    inside = all(limit <= size for limit, size in zip(limit_indices, operand.shape, strict=True))
    demand(inside, f"limit_indices {list(limit_indices)} exceed the operand's shape {list(operand.shape)}")
    return operand[tuple(map(slice, start_indices, limit_indices, strides))]  # S1


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))

op.example(
    "a rectangle",
    operand=si32([[0, 0, 0, 0], [0, 0, 1, 2], [0, 0, 3, 4]]),
    start_indices=(1, 2),
    limit_indices=(3, 4),
    strides=(1, 1),
    result=si32([[1, 2], [3, 4]]),
)
op.example(
    "steps need not meet the limit",
    operand=ui4([0, 1, 2, 3, 4, 5, 6]),
    start_indices=(1,),
    limit_indices=(6,),
    strides=(3,),
    result=ui4([1, 4]),
)
op.example(
    "an empty range, and a stride beyond the end",
    operand=f32([[1, 2, 3], [4, 5, 6]]),
    start_indices=(2, 1),
    limit_indices=(2, 3),
    strides=(1, 9),
    result=f32(0, (0, 1)),
)
op.example("a scalar", operand=f32(7), start_indices=(), limit_indices=(), strides=(), result=f32(7))
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2, 3]),
    start_indices=(1,),
    limit_indices=(3,),
    strides=(1,),
    result=literal(QUANTIZED_SI8, [2, 3]),
)

op.reject("C1", result=f32([[1, 2], [3, 4]]))
op.reject("C2", start_indices=(1,))
op.reject("C2", strides=(1, 1, 1))
op.reject("C3", start_indices=(-1, 2))
op.reject("C3", start_indices=(1, 5))
op.reject("C3", limit_indices=(3, 5))
op.reject("C3", operand=bounded_type((3, None), (None, 3), si32(0).type.element))
op.reject("C4", strides=(0, 1))
op.reject("C4", strides=(1, -1))
op.reject("C5", result=si32(0, (2, 1)))
