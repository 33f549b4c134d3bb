"""Puts `padding_value` around the elements of `operand` and between them.

(S1) Along each dimension, element `i` of `operand` goes to `edge_padding_low + i * (interior_padding + 1)`.
(S2) Negative edge padding takes away: elements that would go outside of `result` are dropped. Interior padding comes
     first, so edges may take padding away too.
(S3) Everywhere else, `result` holds `padding_value`.
"""

from __future__ import annotations

from ..families.movement import bound, bounded_type, largest, same_element_type
from ..families.padding import padded, padded_size
from ..lang import ANY, I64_ARRAY, Array, Op, attribute, exact, operand, result, scalar, tensor
from ..lang.notation import axes, rank, shape, shapes_agree
from ..lang.values import f32, i1, literal, si32
from ..types import F32, SI8, SI32, Bounds, QuantizedType, Shape, TensorType, Type

Amounts = tuple[int, ...]

op = Op(
    "pad",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("padding_value", scalar(ANY)),
        attribute("edge_padding_low", I64_ARRAY),
        attribute("edge_padding_high", I64_ARRAY),
        attribute("interior_padding", I64_ARRAY),
        result("result", tensor(ANY)),
    ),
    assembly=(
        "$operand , $padding_value , low = $edge_padding_low , high = $edge_padding_high , "
        "interior = $interior_padding attr-dict : functional-type"
    ),
    since="0.9.0",
    moves=True,
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, padding_value: Type, result: Type) -> bool:
    """element_type(operand) = element_type(padding_value) = element_type(result)"""
    return same_element_type(operand, padding_value, result)


@op.constraint("C2")
def every_dimension_has_its_padding(
    operand: Type, edge_padding_low: Amounts, edge_padding_high: Amounts, interior_padding: Amounts
) -> bool:
    """size(edge_padding_low) = size(edge_padding_high) = size(interior_padding) = rank(operand)"""
    return len(edge_padding_low) == len(edge_padding_high) == len(interior_padding) == rank(operand)


@op.constraint("C3")
def interior_padding_is_not_negative(interior_padding: Amounts) -> bool:
    """0 <= interior_padding"""
    return all(amount >= 0 for amount in interior_padding)


@op.constraint("C4")
def padded_sizes_are_those_of_the_result(
    operand: Type, edge_padding_low: Amounts, edge_padding_high: Amounts, interior_padding: Amounts, result: Type
) -> bool:
    """shape(result) = shape(operand) + edge_padding_low + max(shape(operand) - 1, 0) * interior_padding +
    edge_padding_high
    """
    paddings = (edge_padding_low, edge_padding_high, interior_padding)
    most = _padded(tuple(largest(operand, d) for d in axes(operand)), *paddings)
    possible = all(size is None or size >= 0 for size in most)
    return possible and shapes_agree(shape(result), _padded(shape(operand), *paddings))


def _padded(sizes: Shape, *paddings: Amounts) -> Shape:
    return tuple(padded_size(size, *amounts) for size, *amounts in zip(sizes, *paddings, strict=True))


@op.infer
def infer(
    operand: TensorType, edge_padding_low: Amounts, edge_padding_high: Amounts, interior_padding: Amounts
) -> TensorType:
    paddings = (edge_padding_low, edge_padding_high, interior_padding)
    limits = _padded(tuple(bound(operand, d) for d in axes(operand)), *paddings)
    return bounded_type(_padded(operand.shape, *paddings), limits, operand.element)


@op.kernel
def pad(
    operand: Array,
    padding_value: Array,
    edge_padding_low: Amounts,
    edge_padding_high: Amounts,
    interior_padding: Amounts,
) -> Array:
    return padded(operand, padding_value, edge_padding_low, edge_padding_high, interior_padding)  # S1, S2, S3


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))

op.example(
    "around and between",
    operand=si32([[1, 2, 3], [4, 5, 6]]),
    padding_value=si32(0),
    edge_padding_low=(0, 1),
    edge_padding_high=(2, 1),
    interior_padding=(1, 2),
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
    edge_padding_low=(-2,),
    edge_padding_high=(-1,),
    interior_padding=(0,),
    result=f32([3, 4]),
)
op.example(
    "negative edges take interior padding away",
    operand=f32([1, 2, 3]),
    padding_value=f32(9),
    edge_padding_low=(-1,),
    edge_padding_high=(-3,),
    interior_padding=(2,),
    result=f32([9, 9, 2]),
)
op.example(
    "one edge takes away, the other adds",
    operand=f32([1, 2, 3]),
    padding_value=f32(9),
    edge_padding_low=(-4,),
    edge_padding_high=(3,),
    interior_padding=(0,),
    result=f32([9, 9]),
)
op.example(
    "there is nothing between no elements",
    operand=i1(False, (0, 2)),
    padding_value=i1(True),
    edge_padding_low=(1, 0),
    edge_padding_high=(1, 0),
    interior_padding=(5, 0),
    result=i1([[True, True], [True, True]]),
)
op.example(
    "all is taken away",
    operand=f32([1, 2]),
    padding_value=f32(9),
    edge_padding_low=(-2,),
    edge_padding_high=(0,),
    interior_padding=(0,),
    result=f32(0, (0,)),
)
op.example(
    "a scalar",
    operand=f32(1),
    padding_value=f32(9),
    edge_padding_low=(),
    edge_padding_high=(),
    interior_padding=(),
    result=f32(1),
)
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2]),
    padding_value=literal(QUANTIZED_SI8, 3),
    edge_padding_low=(1,),
    edge_padding_high=(0,),
    interior_padding=(0,),
    result=literal(QUANTIZED_SI8, [3, 1, 2]),
)

op.reject("C1", padding_value=f32(0))
op.reject("C2", edge_padding_high=(2, 1, 0))
op.reject("C2", edge_padding_low=(0,), edge_padding_high=(2,), interior_padding=(1,))
op.reject("C3", interior_padding=(1, -1))
op.reject("C4", result=si32(0, (5, 8)))
op.reject("C4", edge_padding_low=(-6, 1), result=TensorType((None, 9), SI32))
op.reject(
    "C4",
    operand=TensorType((None, 3), SI32, Bounds((2, None))),
    edge_padding_low=(-6, 1),
    result=TensorType((None, 9), SI32),
)
