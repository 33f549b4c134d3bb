"""Repeats `operand` along new dimensions in front.

(S1) `result` holds `operand` once for each index of a tensor of shape `broadcast_sizes`: its first dimensions are those
     of that shape, the others those of `operand`.
"""

from __future__ import annotations

import numpy as np

from ..families.movement import bound, bounded_type, same_element_type
from ..lang import ANY, I64_ARRAY, Array, Op, attribute, call, exact, operand, result, tensor
from ..lang.notation import axes, shape, shapes_agree
from ..lang.regions import Call, Node
from ..lang.values import f32, literal, si32
from ..types import F32, SI8, QuantizedType, TensorType, Type

op = Op(
    "broadcast",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        attribute("broadcast_sizes", I64_ARRAY),
        result("result", tensor(ANY)),
    ),
    assembly="$operand , sizes = $broadcast_sizes attr-dict : functional-type",
    since="0.9.0",
    view=True,
    deprecated="not in the specification; `broadcast_in_dim` does the same and more (openxla/stablehlo#3)",
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C2")
def sizes_are_not_negative(broadcast_sizes: tuple[int, ...]) -> bool:
    """0 <= broadcast_sizes"""
    return all(size >= 0 for size in broadcast_sizes)


@op.constraint("C3")
def result_has_the_new_sizes_in_front(operand: Type, broadcast_sizes: tuple[int, ...], result: Type) -> bool:
    """shape(result) = broadcast_sizes + shape(operand)"""
    return shapes_agree(shape(result), broadcast_sizes + shape(operand))


@op.infer
def infer(operand: TensorType, broadcast_sizes: tuple[int, ...]) -> TensorType:
    bounds = [None] * len(broadcast_sizes) + [bound(operand, d) for d in axes(operand)]
    return bounded_type(broadcast_sizes + operand.shape, bounds, operand.element)


@op.kernel
def broadcast(operand: Array, broadcast_sizes: tuple[int, ...]) -> Array:
    return np.broadcast_to(operand, broadcast_sizes + operand.shape)  # S1


@op.decomposition
def decomposition(operand: Node, broadcast_sizes: tuple[int, ...], result: TensorType) -> Call:
    dimensions = range(len(broadcast_sizes), result.rank)
    return call("broadcast_in_dim", operand, broadcast_dimensions=tuple(dimensions), types=(result,))


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))

op.example("two new dimensions", operand=si32([1, 2]), broadcast_sizes=(1, 3), result=si32([[[1, 2], [1, 2], [1, 2]]]))
op.example("no new dimension", operand=f32([1]), broadcast_sizes=(), result=f32([1]))
op.example("no times", operand=f32([1, 2]), broadcast_sizes=(0,), result=f32(0, (0, 2)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, 5),
    broadcast_sizes=(2,),
    result=literal(QUANTIZED_SI8, [5, 5]),
)

op.reject("C1", result=f32(0, (1, 3, 2)))
op.reject("C2", broadcast_sizes=(1, -3))
op.reject("C3", result=si32(0, (1, 2, 3)))
