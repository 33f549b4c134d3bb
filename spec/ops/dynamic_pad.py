"""Does what `pad` does, with amounts given at run time.

(S1) Along each dimension, element `i` of `operand` goes to `edge_padding_low + i * (interior_padding + 1)`.
(S2) Negative edge padding takes away: elements that would go outside of `result` are dropped. Interior padding comes
     first, so edges may take padding away too.
(S3) Everywhere else, `result` holds `padding_value`.
(S4) Amounts that are not constants can break C3 and C4 at run time only: a negative `interior_padding`, or sizes that
     do not agree with the type of `result`, are an error then.
"""

from __future__ import annotations

from ..families.movement import agreed_sizes, same_element_type
from ..families.padding import padded, padded_size
from ..lang import ANY, DIMENSION, Array, Op, exact, operand, result, scalar, tensor
from ..lang.notation import dim, rank, shape, shapes_agree, sizes_agree
from ..lang.values import f32, i1, si8, si32, si64
from ..types import SI32, TensorType, Type

op = Op(
    "dynamic_pad",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("padding_value", scalar(ANY)),
        operand("edge_padding_low", tensor(DIMENSION, 1, static=True)),
        operand("edge_padding_high", tensor(DIMENSION, 1, static=True)),
        operand("interior_padding", tensor(DIMENSION, 1, static=True)),
        result("result", tensor(ANY)),
    ),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
    moves=True,
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, padding_value: Type, result: Type) -> bool:
    """element_type(operand) = element_type(padding_value) = element_type(result)"""
    return same_element_type(operand, padding_value, result)


@op.constraint("C2")
def every_dimension_has_its_padding(
    operand: Type, edge_padding_low: Type, edge_padding_high: Type, interior_padding: Type
) -> bool:
    """size(edge_padding_low) = size(edge_padding_high) = size(interior_padding) = rank(operand)"""
    return all(sizes_agree(dim(x, 0), rank(operand)) for x in (edge_padding_low, edge_padding_high, interior_padding))


@op.constraint("C3")
def interior_padding_is_not_negative(interior_padding_value: Array | None) -> bool:
    """0 <= interior_padding, where it is a constant"""
    return interior_padding_value is None or all(int(amount) >= 0 for amount in interior_padding_value)


@op.constraint("C4")
def padded_sizes_are_those_of_the_result(
    operand: Type,
    edge_padding_low_value: Array | None,
    edge_padding_high_value: Array | None,
    interior_padding_value: Array | None,
    result: Type,
) -> bool:
    """rank(result) = rank(operand), and where all amounts are constants: shape(result) = shape(operand) +
    edge_padding_low + max(shape(operand) - 1, 0) * interior_padding + edge_padding_high
    """
    if rank(result) != rank(operand):
        return False
    if edge_padding_low_value is None or edge_padding_high_value is None or interior_padding_value is None:
        return True
    amounts = _amounts(edge_padding_low_value, edge_padding_high_value, interior_padding_value)
    sizes = [padded_size(*one) for one in zip(shape(operand), *amounts, strict=True)]
    return all(size is None or size >= 0 for size in sizes) and shapes_agree(shape(result), sizes)


def _amounts(*paddings: Array) -> list[list[int]]:
    return [[int(amount) for amount in padding] for padding in paddings]


@op.result_sizes
def sizes(
    operand: Array,
    edge_padding_low: Array,
    edge_padding_high: Array,
    interior_padding: Array,
) -> list[int]:
    amounts = _amounts(edge_padding_low, edge_padding_high, interior_padding)
    return [padded_size(*one) or 0 for one in zip(operand.shape, *amounts, strict=True)]


@op.kernel
def dynamic_pad(
    operand: Array,
    padding_value: Array,
    edge_padding_low: Array,
    edge_padding_high: Array,
    interior_padding: Array,
    result: TensorType,
) -> Array:
    agreed_sizes(sizes(operand, edge_padding_low, edge_padding_high, interior_padding), result)  # S4
    amounts = _amounts(edge_padding_low, edge_padding_high, interior_padding)
    return padded(operand, padding_value, *amounts)  # S1, S2, S3


op.accuracy(exact(ANY))

op.example(
    "around and between",
    operand=si32([[1, 2, 3], [4, 5, 6]]),
    padding_value=si32(0),
    edge_padding_low=si64([0, 1]),
    edge_padding_high=si64([2, 1]),
    interior_padding=si64([1, 2]),
    result=si32(
        [
            [0, 1, 0, 0, 2, 0, 0, 3, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 4, 0, 0, 5, 0, 0, 6, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
    ),
)
op.example(
    "negative edges take elements away",
    operand=f32([1, 2, 3, 4, 5]),
    padding_value=f32(9),
    edge_padding_low=si8([-2]),
    edge_padding_high=si8([-1]),
    interior_padding=si8([0]),
    result=f32([3, 4]),
)
op.example(
    "negative edges take interior padding away",
    operand=f32([1, 2, 3]),
    padding_value=f32(9),
    edge_padding_low=si32([-1]),
    edge_padding_high=si32([-3]),
    interior_padding=si32([2]),
    result=f32([9, 9, 2]),
)
op.example(
    "there is nothing between no elements",
    operand=i1(False, (0, 2)),
    padding_value=i1(True),
    edge_padding_low=si32([1, 0]),
    edge_padding_high=si32([1, 0]),
    interior_padding=si32([5, 0]),
    result=i1([[True, True], [True, True]]),
)

op.reject("C1", padding_value=f32(0))
op.reject("C2", edge_padding_high=si64([2, 1, 0]))
op.reject("C2", edge_padding_low=si64([0]))
op.reject("C3", interior_padding=si64([1, -1]))
op.reject("C4", result=si32(0, (5, 9, 1)))
op.reject("C4", result=si32(0, (5, 8)))
op.reject("C4", edge_padding_low=si64([-6, 1]), result=TensorType((None, 9), SI32))
