"""Gives one dimension of `operand` a size known only at run time. Not in the specification yet (openxla/stablehlo#8).

(S1) `result` holds the first `size` elements of `operand` along `dimension`, and all along the others.
(S2) `size` is at least 0 and at most the size of that dimension of `operand`; anything else is an error.
(S3) Where the type of `result` says how large the dimension is, `size` is that.
"""

from __future__ import annotations

from ..families.movement import agreed_sizes, bound, bounded_type, demand, largest, same_element_type
from ..lang import ANY, I64, SIGNED, Array, Op, attribute, exact, operand, result, scalar, tensor
from ..lang.notation import at_most, axes, dim, rank, sizes_agree
from ..lang.values import f32, si32
from ..types import F32, SI32, Bounds, TensorType, Type

op = Op(
    "set_dimension_size",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("size", scalar(SIGNED, only=(SI32,))),
        attribute("dimension", I64),
        result("result", tensor(ANY)),
    ),
    assembly="$operand , $size , dim = $dimension attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def dimension_is_one_of_the_operand(operand: Type, dimension: int) -> bool:
    """0 <= dimension < rank(operand)"""
    return 0 <= dimension < rank(operand)


@op.constraint("C2")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C3")
def only_the_dimension_becomes_smaller(operand: Type, dimension: int, result: Type) -> bool:
    """shape(result) = shape(operand) except for dim(result, dimension) <= dim(operand, dimension)"""
    return rank(operand) == rank(result) and all(
        at_most(dim(result, d), largest(operand, d)) if d == dimension else sizes_agree(dim(result, d), dim(operand, d))
        for d in axes(operand)
    )


@op.infer
def infer(operand: TensorType, dimension: int) -> TensorType:
    sizes = [None if d == dimension else size for d, size in enumerate(operand.shape)]
    return bounded_type(
        sizes, [largest(operand, d) if d == dimension else bound(operand, d) for d in axes(operand)], operand.element
    )


@op.kernel
def set_dimension_size(operand: Array, size: Array, dimension: int, result: TensorType) -> Array:
    count, whole = int(size), operand.shape[dimension]
    demand(0 <= count <= whole, f"size {count} is not between 0 and {whole}, the size of dimension {dimension}")  # S2
    agreed_sizes([count if d == dimension else length for d, length in enumerate(operand.shape)], result)  # S3
    return operand[(*[slice(None)] * dimension, slice(count))]  # S1


op.accuracy(exact(ANY))

op.example(
    "the first columns",
    operand=f32([[1, 2, 3], [4, 5, 6]]),
    size=si32(2),
    dimension=1,
    result=f32([[1, 2], [4, 5]]),
)
op.example("all of it", operand=f32([1, 2]), size=si32(2), dimension=0, result=f32([1, 2]))
op.example("nothing of it", operand=f32([[1], [2]]), size=si32(0), dimension=0, result=f32(0, (0, 1)))

op.reject("C1", dimension=2)
op.reject("C1", dimension=-1)
op.reject("C2", result=si32(0, (2, 2)))
op.reject("C3", result=f32(0, (1, 2)))
op.reject("C3", result=f32(0, (2, 4)))
op.reject("C3", result=f32(0, (2,)))
op.reject("C3", operand=TensorType((2, None), F32, Bounds((None, 1))))
