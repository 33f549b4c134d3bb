"""Applies a function of scalars to the elements of tensors, index by index.

(S1) Each result element is what `computation` gives for the elements of the inputs at its index.
(S2) `dimensions` lists all dimensions in order; it does not affect the result.
(S3) Here a computation made of elementwise ops is applied once, to whole tensors; any other is applied to one index
     after the other, in lexicographic order.
"""

from __future__ import annotations

import numpy as np

from ..lang import (
    ANY,
    BOOL,
    COMPLEX,
    FLOAT,
    I64_ARRAY,
    INT,
    Array,
    Body,
    Bound,
    Op,
    attribute,
    bounded,
    call,
    operand,
    region,
    result,
    sketch,
    tensor,
)
from ..lang.notation import element_type, merged, rank, same_shape
from ..lang.regions import Call, Node
from ..lang.values import f32, i1, si32
from ..types import F32, I1, SI32, FunctionType, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "map",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        attribute("dimensions", I64_ARRAY),
        region("computation"),
        result("result", tensor(ANY)),
    ),
    since="0.9.0",
    deprecated="being explored for removal (StableHLO v1.0 cleanup, openxla/stablehlo#2283)",
)


@op.constraint("C1")
def inputs_and_result_have_one_shape(inputs: tuple[Type, ...], result: Type) -> bool:
    """shape(inputs...) = shape(result)"""
    return same_shape(*inputs, result)


@op.constraint("C2")
def there_is_an_input(inputs: tuple[Type, ...]) -> bool:
    """0 < size(inputs) = N"""
    return len(inputs) > 0


@op.constraint("C3")
def dimensions_are_all_in_order(inputs: tuple[Type, ...], dimensions: tuple[int, ...]) -> bool:
    """dimensions = range(rank(inputs[0]))"""
    return dimensions == tuple(range(rank(inputs[0])))


@op.constraint("C4")
def computation_maps_elements_to_an_element(inputs: tuple[Type, ...], computation: FunctionType, result: Type) -> bool:
    """computation has type (tensor<E0>, ..., tensor<EN-1>) -> tensor<E'>
    where Ei = element_type(inputs[i]) and E' = element_type(result)"""
    scalars = tuple(TensorType((), element_type(x)) for x in inputs)
    return computation == FunctionType(scalars, (TensorType((), element_type(result)),))


@op.infer
def infer(inputs: tuple[TensorType, ...], computation: FunctionType) -> TensorType:
    return TensorType(merged(*(x.shape for x in inputs)), element_type(computation.outputs[0]))  # pyright: ignore[reportArgumentType]


@op.kernel
def map(inputs: tuple[Array, ...], computation: Body, result: TensorType) -> Array:
    if computation.elementwise:
        return computation(*inputs)[0]  # S1, S3
    mapped = np.empty(inputs[0].shape, result.dtype)
    for index in np.ndindex(*mapped.shape):  # S3
        mapped[index] = computation(*(x[(*index, ...)] for x in inputs))[0]
    return mapped


op.accuracy(bounded(Bound.BODY, BOOL | INT | FLOAT | COMPLEX))


def _multiply_add(x: Node, y: Node, z: Node) -> Call:
    return call("add", call("multiply", x, y), z)


def _in_vectors(x: Node) -> Call:
    """x + x, by way of a vector: not elementwise."""
    vector = call("reshape", x, types=[tensor_type(1, element=F32)])
    return call("reshape", call("add", vector, vector), types=[tensor_type(element=F32)])


_INTEGER, _FLOAT, _BOOLEAN = (tensor_type(element=element) for element in (SI32, F32, I1))
op.example(
    "products",
    inputs=[si32([[0, 1], [2, 3]]), si32([[4, 5], [6, 7]])],
    dimensions=(0, 1),
    computation=sketch(lambda x, y: call("multiply", x, y), _INTEGER, _INTEGER),
    result=si32([[0, 5], [12, 21]]),
)
op.example(
    "three inputs",
    inputs=[f32([1, np.inf]), f32([2, 0]), f32([0.5, 1])],
    dimensions=(0,),
    computation=sketch(_multiply_add, _FLOAT, _FLOAT, _FLOAT),
    result=f32([2.5, np.nan]),
)
op.example(
    "the result may have another type",
    inputs=[si32([1, 5]), i1([True, False])],
    dimensions=(0,),
    computation=sketch(lambda x, flag: flag, _INTEGER, _BOOLEAN),
    result=i1([True, False]),
)
op.example(
    "a constant",
    inputs=[f32([1, 2, 3])],
    dimensions=(0,),
    computation=sketch(lambda x: call("constant", value=si32(7)), _FLOAT),
    result=si32([7, 7, 7]),
)
op.example(
    "a scalar",
    inputs=[f32(3)],
    dimensions=(),
    computation=sketch(lambda x: call("add", x, x), _FLOAT),
    result=f32(6),
)
op.example(
    "no elements",
    inputs=[f32(0, (0, 2))],
    dimensions=(0, 1),
    computation=sketch(lambda x: call("add", x, x), _FLOAT),
    result=f32(0, (0, 2)),
)
op.example(
    "a computation may do more than elementwise ops",
    inputs=[f32([[1, 2], [3, 4]])],
    dimensions=(0, 1),
    computation=sketch(_in_vectors, _FLOAT),
    result=f32([[2, 4], [6, 8]]),
)

op.reject("C1", result=tensor_type(2, element=SI32))
op.reject("C1", inputs=[si32([[0, 1], [2, 3]]), si32([[4, 5]])])
op.reject("C2", inputs=[])
op.reject("C3", dimensions=(0,))
op.reject("C3", dimensions=(1, 0))
op.reject("C4", computation=sketch(lambda x, y: call("multiply", x, y), _FLOAT, _FLOAT))
op.reject("C4", computation=sketch(lambda x: x, _INTEGER))
op.reject("C4", result=tensor_type(2, 2, element=F32))
