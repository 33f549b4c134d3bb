"""Joins the elements of tensors along some dimensions by a function of two: sums, products, largest elements, and
anything else a body can say.

(S1) Each result element is what becomes of the slice of the inputs at its index, all of whose elements along
     `dimensions` are joined. With N inputs it is a tuple of N, and so are the elements that are joined.
(S2) The inputs and initial values are first converted to the types of the body's arguments.
(S3) The body joins two tuples: its first N arguments stand left of its last N. Elements are joined in a binary tree
     whose leaves are the elements in ascending lexicographic order of their indices, so the body need not be
     commutative. Which tree is left open; so is how often, and where, initial values stand among the leaves.
(S4) Here the initial value enters once, as the leftmost leaf. Without elements it is the result.
(S5) A body that is one plain op on f32, f64, complex, boolean or machine integers of 8 to 64 bits is numpy's reduction
     (up to 64 floats from the left, more of them pairwise or in about sqrt(n) parts); any other body made of
     elementwise ops is applied to halves of all elements at once, a balanced tree. So narrow floats are rounded after
     each join, but lose only about log2(n) roundings. A body that does more is applied to one pair after the other,
     from the left.
"""

from __future__ import annotations

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..families.movement import bound, bounded_type
from ..families.reduction import is_reducer, reduce_dimensions, reduced_elements
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
    Sketch,
    attribute,
    bounded,
    call,
    operand,
    region,
    result,
    scalar,
    sketch,
    tensor,
)
from ..lang.notation import axes, dims, element_type, in_range, is_unique, rank, same_shape, shape, shapes_agree
from ..lang.regions import Call, Node
from ..lang.values import bf16, f16, f32, i1, si8, si32, si64
from ..types import BF16, F16, F32, I1, SI8, SI32, SI64, ElementType, FunctionType, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "reduce",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        operand("init_values", scalar(ANY), variadic=True),
        attribute("dimensions", I64_ARRAY),
        region("body"),
        result("results", tensor(ANY), variadic=True),
    ),
    assembly="<reduce inputs init_values dimensions body>",
    since="0.9.0",
)


@op.constraint("C1")
def inputs_have_one_shape(inputs: tuple[Type, ...]) -> bool:
    """same(shape(inputs...))"""
    return not inputs or same_shape(*inputs)


@op.constraint("C2")
def initial_values_have_the_element_types_of_the_inputs(
    inputs: tuple[Type, ...], init_values: tuple[Type, ...]
) -> bool:
    """element_type(inputs...) = element_type(init_values...)"""
    return all(element_type(x) == element_type(init) for x, init in zip(inputs, init_values, strict=True))


@op.constraint("C3")
def there_are_as_many_initial_values_and_results_as_inputs(
    inputs: tuple[Type, ...], init_values: tuple[Type, ...], results: tuple[Type, ...]
) -> bool:
    """0 < size(inputs) = size(init_values) = size(results) = N"""
    return 0 < len(inputs) == len(init_values) == len(results)


@op.constraint("C4")
def dimensions_exist(inputs: tuple[Type, ...], dimensions: tuple[int, ...]) -> bool:
    """0 <= dimensions < rank(inputs[0])"""
    return in_range(dimensions, rank(inputs[0]))


@op.constraint("C5")
def no_dimension_is_listed_twice(dimensions: tuple[int, ...]) -> bool:
    """is_unique(dimensions)"""
    return is_unique(dimensions)


@op.constraint("C6")
def body_joins_two_tuples_of_scalars(inputs: tuple[Type, ...], body: FunctionType) -> bool:
    """body has type (tensor<E0>, ..., tensor<EN-1>, tensor<E0>, ..., tensor<EN-1>) -> (tensor<E0>, ..., tensor<EN-1>)
    where is_promotable(element_type(inputs[i]), Ei)"""
    return is_reducer(body, [element_type(x) for x in inputs])


@op.constraint("C7")
def results_lack_the_reduced_dimensions(
    inputs: tuple[Type, ...], dimensions: tuple[int, ...], results: tuple[Type, ...]
) -> bool:
    """shape(results...) = shape(inputs...) without the sizes of dimensions"""
    expected = dims(inputs[0], [axis for axis in axes(inputs[0]) if axis not in dimensions])
    return all(shapes_agree(shape(x), expected) for x in results)


@op.constraint("C8")
def results_have_the_element_types_of_the_body(body: FunctionType, results: tuple[Type, ...]) -> bool:
    """element_type(results[i]) = Ei for all i in [0,N)"""
    return [element_type(x) for x in results] == reduced_elements(body)


@op.infer
def infer(inputs: tuple[TensorType, ...], dimensions: tuple[int, ...], body: FunctionType) -> tuple[TensorType, ...]:
    rest = [axis for axis in axes(inputs[0]) if axis not in dimensions]
    sizes = [inputs[0].shape[axis] for axis in rest]
    bounds = [bound(inputs[0], axis) for axis in rest]
    return tuple(bounded_type(sizes, bounds, element) for element in reduced_elements(body))


@op.kernel
def reduce(
    inputs: tuple[Array, ...], init_values: tuple[Array, ...], dimensions: tuple[int, ...], body: Body
) -> tuple[Array, ...]:
    return reduce_dimensions(inputs, init_values, dimensions, body)  # S1, S2, S3, S4, S5


op.accuracy(bounded(Bound.BODY, BOOL | INT | FLOAT | COMPLEX))
op.changed("0.17.0", "the body may work on wider types than those of the inputs")
op.choice("reduction-order")
op.peer("XLA", "sums narrow floats in f32 and rounds at the end; leaves out the initial value without dimensions")
op.peer("XLA", "refuses bodies that work on wider integers than the initial value")
op.peer("XLA", "on GPU joins elements out of their order, which shows where the body chooses among equal ones")
op.peer("XLA", "on CPU loses NaN in maxima and minima of f32 and f64 over 4,096 elements and more")
op.peer("C++ interpreter", "joins from the left, one element after the other")
op.peer("C++ interpreter", "aborts where the body works on wider types")


def _joined(mnemonic: str, element: ElementType) -> Sketch:
    """A body of one op on scalars of an element type."""
    scalar_type = tensor_type(element=element)
    return sketch(lambda x, y: call(mnemonic, x, y), scalar_type, scalar_type)


def _larger(value: Type, index: Type) -> Sketch:
    """A body that keeps the larger of two values, and its index; of equal ones the left."""

    def build(x: Node, i: Node, y: Node, j: Node) -> tuple[Call, Call]:
        keep = call("compare", x, y, comparison_direction=ComparisonDirection.GE)
        return call("select", keep, x, y), call("select", keep, i, j)

    return sketch(build, value, index, value, index)


def _in_vectors(element: ElementType) -> Sketch:
    """A body that adds vectors of one element: not elementwise."""
    scalar_type, vector = tensor_type(element=element), tensor_type(1, element=element)

    def build(x: Node, y: Node) -> Call:
        total = call("add", call("reshape", x, types=[vector]), call("reshape", y, types=[vector]))
        return call("reshape", total, types=[scalar_type])

    return sketch(build, scalar_type, scalar_type)


op.example(
    "sums of rows",
    inputs=[si32([[1, 2, 3], [4, 5, 6]])],
    init_values=[si32(0)],
    dimensions=(1,),
    body=_joined("add", SI32),
    results=[si32([6, 15])],
)
op.example(
    "the initial value enters once",
    inputs=[si64([[1, 2, 3], [4, 5, 6]])],
    init_values=[si64(10)],
    dimensions=(1, 0),
    body=_joined("add", SI64),
    results=[si64(31)],
)
op.example(
    "without dimensions each element meets the initial value",
    inputs=[f32([1, np.nan])],
    init_values=[f32(0.5)],
    dimensions=(),
    body=_joined("add", F32),
    results=[f32([1.5, np.nan])],
)
op.example(
    "nothing gives the initial value",
    inputs=[f32(0, (2, 0))],
    init_values=[f32(-7)],
    dimensions=(1,),
    body=_joined("add", F32),
    results=[f32([-7, -7])],
)
op.example(
    "no slices give no results",
    inputs=[f32(0, (0, 3))],
    init_values=[f32(0)],
    dimensions=(1,),
    body=_joined("multiply", F32),
    results=[f32(0, (0,))],
)
op.example(
    "largest elements and where they are",
    inputs=[f32([[1, 7, 7], [-1, -2, -3]]), si32([[0, 1, 2], [0, 1, 2]])],
    init_values=[f32(-np.inf), si32(-1)],
    dimensions=(1,),
    body=_larger(tensor_type(element=F32), tensor_type(element=SI32)),
    results=[f32([7, -1]), si32([1, 0])],
)
op.example(
    "elements are joined in order",
    inputs=[si32([[1, 2, 3], [4, 5, 6]])],
    init_values=[si32(0)],
    dimensions=(0, 1),
    body=sketch(lambda x, y: y, tensor_type(element=SI32), tensor_type(element=SI32)),
    results=[si32(6)],
)
op.example(
    "a wider body does not wrap",
    inputs=[si8([100, 100, -1])],
    init_values=[si8(0)],
    dimensions=(0,),
    body=_joined("add", SI32),
    results=[si32(199)],
)
op.example(
    "integers wrap",
    inputs=[si8([127, 1])],
    init_values=[si8(0)],
    dimensions=(0,),
    body=_joined("add", SI8),
    results=[si8(-128)],
)
op.example(
    "booleans: are all true",
    inputs=[i1([[True, True, True], [True, False, True]])],
    init_values=[i1(True)],
    dimensions=(1,),
    body=_joined("and", I1),
    results=[i1([True, False])],
)
op.example(
    "NaN is the largest, and zeros have signs",
    inputs=[f32([[1, np.nan, -np.inf], [-0.0, -0.0, -0.0], [-0.0, 0.0, -0.0]])],
    init_values=[f32(-np.inf)],
    dimensions=(1,),
    body=_joined("maximum", F32),
    results=[f32([np.nan, -0.0, 0.0])],
)
op.example(
    "opposite infinities",
    inputs=[f16([np.inf, 1, -np.inf])],
    init_values=[f16(0)],
    dimensions=(0,),
    body=_joined("add", F16),
    results=[f16(np.nan)],
)
op.example(
    "negative zeros stay negative among themselves",
    inputs=[f32([[-0.0, -0.0], [-0.0, 0.0], [-0.0, -0.0]])],
    init_values=[f32(-0.0)],
    dimensions=(0,),
    body=_joined("add", F32),
    results=[f32([-0.0, 0.0])],
)
op.example(
    "narrow floats",
    inputs=[bf16([[1, 2], [3, 4], [5, 6]])],
    init_values=[bf16(0)],
    dimensions=(0,),
    body=_joined("add", BF16),
    results=[bf16([9, 12])],
)
op.example(
    "a body may do more than elementwise ops",
    inputs=[f32([[1, 2], [3, 4], [5, 6]])],
    init_values=[f32(0)],
    dimensions=(0,),
    body=_in_vectors(F32),
    results=[f32([9, 12])],
)

op.reject("C1", of="largest elements and where they are", inputs=[f32([[1, 7, 7]]), si32([[0, 1, 2], [0, 1, 2]])])
op.reject("C2", init_values=[f32(0)])
op.reject("C3", results=[si32([6, 15]), si32([6, 15])])
op.reject("C3", inputs=[], init_values=[], results=[])
op.reject("C4", dimensions=(2,))
op.reject("C4", dimensions=(-1,))
op.reject("C5", dimensions=(1, 1))
op.reject("C6", body=_joined("add", F32))
op.reject("C6", body=_joined("add", SI8))
op.reject("C6", body=_in_vectors(F32))
op.reject("C6", body=sketch(lambda x: x, tensor_type(element=SI32)))
op.reject("C7", results=[si32([6, 15, 0])])
op.reject("C7", results=[si32([[6], [15]])])
op.reject("C8", results=[f32([6, 15])])
