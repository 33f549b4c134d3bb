"""Multiplies vectors and matrices.

(S1) The last dimension of lhs is contracted with the first of rhs: the result is what dot_general gives for them, with
     no batching dimensions. Vectors have a scalar product; a matrix times a vector, or a vector times a matrix, is a
     vector; a matrix times a matrix is a matrix.
(S2) Element types and precision are those of dot_general.
(S3) Quantized elements: both operands are dequantized, multiplied, and the result is quantized to its type.

The op is not part of the specification: it is on its way out, dot_general takes its place. Labels are our own.
"""

from __future__ import annotations

from typing import Any

from ..attributes.dot import DotDimensionNumbers
from ..attributes.precision import Precision
from ..families.contraction import (
    dot as contracted,
    lhs_is_quantized_as_the_result_and_rhs_are,
    precision_config,
    precision_is_given_for_both_operands,
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
    bounded,
    call,
    exact,
    operand,
    result,
    tensor,
)
from ..lang.notation import any_quantized, dim, element_type, rank, shape, shapes_agree, sizes_agree
from ..lang.regions import Call, Node
from ..lang.values import f16, f32, si8, si32
from ..types import F32, SI8, SI32, QuantizedType, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "dot",
    __doc__,
    slots=(
        operand("lhs", tensor(ANY)),
        operand("rhs", tensor(ANY_PER_AXIS)),
        precision_config(),
        result("result", tensor(ANY_PER_AXIS)),
    ),
    assembly="$lhs , $rhs <precision precision_config> attr-dict : functional-type",
    since="0.9.0",
    deprecated="dot_general takes its place",
)


@op.constraint("C1")
def operands_are_vectors_or_matrices(lhs: Type, rhs: Type) -> bool:
    """1 <= rank(lhs) <= 2 and 1 <= rank(rhs) <= 2"""
    return 1 <= rank(lhs) <= 2 and 1 <= rank(rhs) <= 2


@op.constraint("C2")
def contracted_sizes_agree(lhs: Type, rhs: Type) -> bool:
    """dim(lhs, rank(lhs) - 1) = dim(rhs, 0)"""
    return sizes_agree(dim(lhs, -1), dim(rhs, 0))


@op.constraint("C3")
def result_has_the_rest_of_both(lhs: Type, rhs: Type, result: Type) -> bool:
    """shape(result) = shape(lhs)[:rank(lhs) - 1] + shape(rhs)[1:]"""
    return shapes_agree(shape(result), shape(lhs)[:-1] + shape(rhs)[1:])


@op.constraint("C4")
def element_types_of_operands_are_the_same_unless_quantized(lhs: Type, rhs: Type, result: Type) -> bool:
    """if no tensor is quantized: element_type(lhs) = element_type(rhs)"""
    return any_quantized(lhs, rhs, result) or element_type(lhs) == element_type(rhs)


op.constraint("C5")(precision_is_given_for_both_operands)
op.constraint("C6")(lhs_is_quantized_as_the_result_and_rhs_are)


@op.kernel
def dot(lhs: Array, rhs: Array, result: TensorType) -> Array:
    numbers = DotDimensionNumbers(lhs_contracting_dimensions=(lhs.ndim - 1,), rhs_contracting_dimensions=(0,))
    return contracted(lhs, rhs, numbers, result.dtype)  # S1, S2


@op.decomposition
def decomposition(lhs: Node, rhs: Node, precision_config: Any, result: TensorType) -> Call:
    last = rank(lhs.type) - 1
    numbers = DotDimensionNumbers(lhs_contracting_dimensions=(last,), rhs_contracting_dimensions=(0,))
    options = {} if precision_config is None else {"precision_config": precision_config}
    return call("dot_general", lhs, rhs, dot_dimension_numbers=numbers, types=(result,), **options)


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.choice("contraction-precision", "contraction-widening")
op.peer("C++ interpreter", "has no execution of it")

op.example(
    "a matrix times a matrix",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([[1, 10, 0], [0, 1, 100]]),
    result=si32([[1, 12, 200], [3, 34, 400]]),
)
op.example("a matrix times a vector", lhs=f32([[1, 2], [3, 4]]), rhs=f32([1, 10]), result=f32([21, 43]))
op.example("a vector times a matrix", lhs=f32([1, 10]), rhs=f32([[1, 2], [3, 4]]), result=f32([31, 42]))
op.example("vectors have a scalar product", lhs=f16([1, 2]), rhs=f16([3, 4]), result=f16(11))
op.example("results may be wider than operands", lhs=si8([100, 100]), rhs=si8([100, 100]), result=si32(20000))
op.example("a sum over nothing is zero", lhs=f32(0, (2, 0)), rhs=f32(0, (0,)), result=f32([0, 0]))

_Q8 = QuantizedType.of(SI8, F32, (0.5,), (0,))
op.reject("C1", lhs=si32([[[1, 2], [3, 4]]]))
op.reject("C1", rhs=si32(1))
op.reject("C2", rhs=si32([[1, 10, 0]]))
op.reject("C3", result=tensor_type(2, 2, element=SI32))
op.reject("C3", result=tensor_type(2, element=SI32))
op.reject("C4", rhs=f32([[1, 10, 0], [0, 1, 100]]))
op.reject("C5", precision_config=(Precision.HIGH,) * 3)
op.reject("C6", lhs=tensor_type(2, 2, element=_Q8))
