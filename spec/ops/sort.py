"""Sorts rows of elements along one dimension by a comparator, the elements of several tensors together.

(S1) The row at an index consists of all elements along `dimension`; a negative dimension counts from the end. With
     several inputs an element of a row is a tuple with one element of each, and the tuples stay together.
(S2) The comparator takes two tuples, element by element: the first of the left, the first of the right, the second of
     the left, ... It says whether the left comes before the right.
(S3) After sorting no element comes before one that stands left of it.
(S4) With `is_stable` two elements neither of which comes before the other keep their order. Here they always do.
(S5) A comparator that is no strict weak order (one that compares floats where there is NaN, say) gives the elements in
     some order, each once.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..attributes.comparison_type import ComparisonType
from ..families.sorting import stable_order
from ..lang import (
    ANY,
    BOOL,
    BOOLEAN,
    COMPLEX,
    FLOAT,
    I64,
    INT,
    QUANTIZED,
    Array,
    Body,
    Op,
    Sketch,
    attribute,
    call,
    exact,
    operand,
    region,
    result,
    sketch,
    tensor,
)
from ..lang.notation import element_type, rank, same_shape, same_type
from ..lang.regions import Call, Node
from ..lang.values import bf16, f32, i1, si8, si32, ui8
from ..types import BF16, F32, I1, SI8, SI32, UI8, ElementType, FunctionType, TensorType, Type
from ..types.tensor import tensor as tensor_type

LT, GT = ComparisonDirection.LT, ComparisonDirection.GT

op = Op(
    "sort",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        attribute("dimension", I64, -1),
        attribute("is_stable", BOOLEAN, False),
        region("comparator"),
        result("results", tensor(ANY), variadic=True),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def there_is_something_to_sort(inputs: tuple[Type, ...]) -> bool:
    """0 < size(inputs)"""
    return len(inputs) > 0


@op.constraint("C2")
def results_have_the_types_of_the_inputs(inputs: tuple[Type, ...], results: tuple[Type, ...]) -> bool:
    """type(inputs...) = type(results...)"""
    return len(inputs) == len(results) and all(same_type(x, y) for x, y in zip(inputs, results, strict=True))


@op.constraint("C3")
def all_have_one_shape(inputs: tuple[Type, ...], results: tuple[Type, ...]) -> bool:
    """same(shape(inputs...) + shape(results...))"""
    return same_shape(*inputs, *results)


@op.constraint("C4")
def dimension_exists(inputs: tuple[Type, ...], dimension: int) -> bool:
    """-R <= dimension < R, where R = rank(inputs[0])"""
    return -rank(inputs[0]) <= dimension < rank(inputs[0])


@op.constraint("C5")
def comparator_compares_two_tuples_of_scalars(inputs: tuple[Type, ...], comparator: FunctionType) -> bool:
    """comparator has type (tensor<E1>, tensor<E1>, ..., tensor<EN-1>, tensor<EN-1>) -> tensor<i1>,
    where Ei = element_type(inputs[i])"""
    scalars = [TensorType((), element_type(x)) for x in inputs for _ in range(2)]
    return comparator == FunctionType(tuple(scalars), (TensorType((), I1),))


@op.infer
def infer(inputs: tuple[TensorType, ...]) -> tuple[TensorType, ...]:
    return inputs


@op.kernel
def sort(inputs: tuple[Array, ...], dimension: int, comparator: Body) -> tuple[Array, ...]:
    rows = [np.moveaxis(x, dimension, -1) for x in inputs]  # S1
    shape = rows[0].shape
    if 0 in shape or shape[-1] == 1:
        return inputs
    flat = [x.reshape(-1, shape[-1]) for x in rows]
    if comparator.elementwise:
        order = stable_order(lambda left, right: _before(comparator, left, right), flat)  # S3, S4, S5
    else:
        order = np.array([_order_of_one(comparator, [x[row] for x in flat]) for row in range(len(flat[0]))])
    order = order.reshape(shape)
    return tuple(np.moveaxis(np.take_along_axis(x, order, -1), -1, dimension) for x in rows)


def _before(comparator: Body, left: Sequence[Array], right: Sequence[Array]) -> Array:
    """Whether left elements come before right ones, for arrays of them."""
    return comparator(*(x for pair in zip(left, right, strict=True) for x in pair))[0]  # S2


def _order_of_one(comparator: Body, row: Sequence[Array]) -> list[int]:
    """Stable order of one row, by a comparator that takes scalars only."""
    elements = [[x[(place, ...)] for x in row] for place in range(len(row[0]))]

    def compare(i: int, j: int) -> int:  # Python's sort asks for the sign of this, and only whether it is negative
        return -1 if _before(comparator, elements[i], elements[j]) else 0

    key: Any = functools.cmp_to_key(compare)
    return sorted(range(len(elements)), key=key)


op.accuracy(exact(BOOL | INT | FLOAT | COMPLEX | QUANTIZED))
op.choice("unstable-sort", "comparator-that-is-no-order")
op.peer("C++ interpreter", "ignores the compare_type TOTALORDER, so a total order is lost")


def _by(direction: ComparisonDirection, *elements: ElementType, **attributes: Any) -> Sketch:
    """A comparator of the first elements of tuples."""

    def build(x: Node, y: Node, *_: Node) -> Call:
        return call("compare", x, y, comparison_direction=direction, **attributes)

    return sketch(build, *(tensor_type(element=element) for element in elements for _ in range(2)))


def _by_first_then_second(x: Node, y: Node, v: Node, w: Node) -> Call:
    """A comparator: ascending by the first elements, equal ones descending by the second."""
    first = call("compare", x, y, comparison_direction=LT)
    same = call("compare", x, y, comparison_direction=ComparisonDirection.EQ)
    return call("or", first, call("and", same, call("compare", v, w, comparison_direction=GT)))


def _by_remainder(x: Node, y: Node) -> Call:
    """A comparator: by the lowest two bits."""
    three = call("constant", value=si32(3))
    return call("compare", call("and", x, three), call("and", y, three), comparison_direction=LT)


def _in_vectors(x: Node, y: Node) -> Call:
    """A comparator that is not elementwise."""
    vector = [tensor_type(1, element=F32)]
    less = call("compare", call("reshape", x, types=vector), call("reshape", y, types=vector), comparison_direction=LT)
    return call("reshape", less, types=[tensor_type(element=I1)])


_NAN, _INF = np.nan, np.inf

op.example(
    "columns, descending, with companions",
    inputs=[si32([[1, 2, 3], [3, 2, 1]]), f32([[3, 2, 1], [1, 2, 3]])],
    dimension=0,
    is_stable=True,
    comparator=_by(GT, SI32, F32),
    results=[si32([[3, 2, 3], [1, 2, 1]]), f32([[1, 2, 1], [3, 2, 3]])],
)
op.example(
    "the last dimension by default",
    inputs=[f32([[3, 1, 2], [-1, _INF, -_INF]])],
    comparator=_by(LT, F32),
    results=[f32([[1, 2, 3], [-_INF, -1, _INF]])],
)
op.example(
    "equal elements keep their order",
    inputs=[si8([2, 1, 2, 1]), si32([0, 1, 2, 3])],
    dimension=0,
    is_stable=True,
    comparator=_by(LT, SI8, SI32),
    results=[si8([1, 1, 2, 2]), si32([1, 3, 0, 2])],
)
op.example(
    "zeros of either sign are equal",
    inputs=[f32([0.0, 1, -0.0, -1, 0.0])],
    dimension=-1,
    is_stable=True,
    comparator=_by(LT, F32),
    results=[f32([-1, 0.0, -0.0, 0.0, 1])],
)
op.example(
    "total order",
    inputs=[bf16([0.0, _NAN, -0.0, -_INF, 1, _INF])],
    dimension=0,
    is_stable=True,
    comparator=_by(LT, BF16, compare_type=ComparisonType.TOTALORDER),
    results=[bf16([-_INF, -0.0, 0.0, 1, _INF, _NAN])],
)
op.example(
    "two keys",
    inputs=[ui8([2, 1, 2, 1]), si32([5, 6, 7, 8])],
    dimension=0,
    is_stable=True,
    comparator=sketch(_by_first_then_second, *(tensor_type(element=element) for element in (UI8, UI8, SI32, SI32))),
    results=[ui8([1, 1, 2, 2]), si32([8, 6, 7, 5])],
)
op.example(
    "any comparator",
    inputs=[si32([7, 4, 1, 6, 2, 8, 5])],
    dimension=0,
    is_stable=True,
    comparator=sketch(_by_remainder, tensor_type(element=SI32), tensor_type(element=SI32)),
    results=[si32([4, 8, 1, 5, 6, 2, 7])],
)
op.example(
    "a comparator may do more than elementwise ops",
    inputs=[f32([[2, 1, 3], [5, 6, 4]])],
    dimension=1,
    is_stable=True,
    comparator=sketch(_in_vectors, tensor_type(element=F32), tensor_type(element=F32)),
    results=[f32([[1, 2, 3], [4, 5, 6]])],
)
op.example(
    "booleans",
    inputs=[i1([True, False, True, False])],
    dimension=0,
    comparator=_by(GT, I1),
    results=[i1([True, True, False, False])],
)
op.example(
    "nothing to sort",
    inputs=[si8(0, (2, 0))],
    dimension=1,
    comparator=_by(LT, SI8),
    results=[si8(0, (2, 0))],
)

op.reject("C1", inputs=[], results=[])
op.reject("C2", results=[si32([[3, 2, 3], [1, 2, 1]]), si32([[1, 2, 1], [3, 2, 3]])])
op.reject("C2", results=[si32([[3, 2, 3], [1, 2, 1]])])
op.reject(
    "C3",
    inputs=[si32([[1, 2, 3], [3, 2, 1]]), f32([3, 2, 1])],
    results=[si32([[3, 2, 3], [1, 2, 1]]), f32([1, 2, 1])],
)
op.reject("C4", dimension=2)
op.reject("C4", dimension=-3)
op.reject("C5", comparator=_by(GT, F32, SI32))
op.reject("C5", comparator=_by(GT, SI32))
op.reject("C5", comparator=sketch(lambda x, y, v, w: x, *(tensor_type(element=e) for e in (SI32, SI32, F32, F32))))
