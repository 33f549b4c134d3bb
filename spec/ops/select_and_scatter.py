"""Picks one element of each window over `operand` by `select`, and adds the element of `source` that belongs to the
window to the picked place by `scatter`: what becomes of gradients that go back through max pooling.

(S1) Windows of `window_dimensions` elements start `window_strides` apart over `operand`, to which `padding` adds places
     below and above; negative padding takes elements away. There is one element of `source` a window.
(S2) The element of a window is picked as reduce_window would with a body that gives its left argument where `select` is
     true of the two, else its right one, over the elements in ascending lexicographic order of their indices.
(S3) Places that padding added are not picked. A window without any element of `operand` picks nothing: its element of
     `source` is dropped.
(S4) `source` and `init_value` are converted to the type that `scatter` works on. A result element is the initial value
     joined by `scatter`, as by reduce, with the elements of `source` whose windows picked its place.
(S5) Here the initial value enters once, on the left; elements of `source` follow in ascending order of their indices.
     Windows are searched from their first element to their last; windows of more than 64 elements, if there are few, in
     a balanced tree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..families.movement import bounded_type
from ..families.reduction import Join, Values, is_reducer, plain_ufunc, promoted, reduced_elements, tree
from ..families.scattering import combine_at
from ..families.windowed import (
    Window,
    are_positive,
    idle_dimensions,
    padding_slot,
    per_dimension,
    spread_out,
    view_windows,
    window_counts,
    windows,
)
from ..lang import (
    ANY,
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    Array,
    Body,
    Bound,
    Op,
    Sketch,
    bounded,
    call,
    operand,
    region,
    result,
    scalar,
    sketch,
    tensor,
)
from ..lang.notation import element_type, rank, same_shape, shape, shapes_agree
from ..lang.regions import Call, Node
from ..lang.values import f32, si8, si32
from ..types import F32, I1, SI8, SI32, ElementType, FunctionType, TensorType, Type
from ..types.tensor import tensor as tensor_type

Numbers = tuple[int, ...]

_LARGE_WINDOW, _FEW_PLACES = 64, 1 << 24


def _none() -> Numbers:
    return ()


def _ones(operand: Type) -> Numbers:
    return (1,) * rank(operand)


def _no_padding(operand: Type) -> Array:
    return np.zeros((rank(operand), 2), np.int64)


GE = ComparisonDirection.GE

op = Op(
    "select_and_scatter",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("source", tensor(ANY)),
        operand("init_value", scalar(ANY)),
        per_dimension("window_dimensions", _none),
        per_dimension("window_strides", _ones),
        padding_slot(_no_padding),
        region("select"),
        region("scatter"),
        result("result", tensor(ANY)),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_source_have_the_same_element_type(operand: Type, source: Type) -> bool:
    """element_type(operand) = element_type(source)"""
    return element_type(operand) == element_type(source)


@op.constraint("C2")
def source_has_one_element_a_window(
    operand: Type, source: Type, window_dimensions: Numbers, window_strides: Numbers, padding: Array
) -> bool:
    """shape(source) = num_windows, where
    padded_operand_shape = padding[:, 0] + shape(operand) + padding[:, 1];
    is_empty_window = padded_operand_shape = 0 || window_dimensions > padded_operand_shape;
    num_windows = is_empty_window ? 0 : floor((padded_operand_shape - window_dimensions) / window_strides) + 1"""
    count = rank(operand)
    given = (len(window_dimensions), len(window_strides)) == (count,) * 2 and padding.shape == (count, 2)
    if not given or not are_positive(window_strides):
        return True  # (C4) to (C8) say so
    sliding = _windows(window_dimensions, window_strides, padding)
    return shapes_agree(shape(source), window_counts(shape(operand), sliding))


@op.constraint("C3")
def initial_value_has_the_element_type_of_the_operand(operand: Type, init_value: Type) -> bool:
    """element_type(init_value) = element_type(operand)"""
    return element_type(init_value) == element_type(operand)


@op.constraint("C4")
def windows_have_a_size_along_each_dimension(operand: Type, window_dimensions: Numbers) -> bool:
    """size(window_dimensions) = rank(operand)"""
    return len(window_dimensions) == rank(operand)


@op.constraint("C5")
def window_sizes_are_positive(window_dimensions: Numbers) -> bool:
    """0 < window_dimensions"""
    return are_positive(window_dimensions)


@op.constraint("C6")
def windows_have_a_stride_along_each_dimension(operand: Type, window_strides: Numbers) -> bool:
    """size(window_strides) = rank(operand)"""
    return len(window_strides) == rank(operand)


@op.constraint("C7")
def window_strides_are_positive(window_strides: Numbers) -> bool:
    """0 < window_strides"""
    return are_positive(window_strides)


@op.constraint("C8")
def padding_has_a_pair_for_each_dimension(operand: Type, padding: Array) -> bool:
    """shape(padding) = [rank(operand), 2]"""
    return padding.shape == (rank(operand), 2)


@op.constraint("C9")
def select_compares_two_elements(operand: Type, select: FunctionType) -> bool:
    """select has type (tensor<E>, tensor<E>) -> tensor<i1> where E = element_type(operand)"""
    element = TensorType((), element_type(operand))
    return select == FunctionType((element, element), (TensorType((), I1),))


@op.constraint("C10")
def scatter_joins_two_elements(operand: Type, scatter: FunctionType) -> bool:
    """scatter has type (tensor<E>, tensor<E>) -> tensor<E> where is_promotable(element_type(operand), E)"""
    return is_reducer(scatter, [element_type(operand)])


@op.constraint("C11")
def operand_and_result_have_the_same_shape(operand: Type, result: Type) -> bool:
    """shape(operand) = shape(result)"""
    return same_shape(operand, result)


@op.constraint("C12")
def result_has_the_element_type_of_scatter(scatter: FunctionType, result: Type) -> bool:
    """element_type(result) = E"""
    return [element_type(result)] == reduced_elements(scatter)


@op.infer
def infer(operand: TensorType, scatter: FunctionType) -> TensorType:
    bounds = operand.bounds.sizes if operand.bounds is not None else (None,) * operand.rank
    return bounded_type(operand.shape, bounds, reduced_elements(scatter)[0])


def _windows(sizes: Numbers, strides: Numbers, padding: Array) -> list[Window]:
    ones = (1,) * len(sizes)
    return windows(sizes, strides, padding, ones, ones)


@op.kernel
def select_and_scatter(
    operand: Array,
    source: Array,
    init_value: Array,
    window_dimensions: Numbers,
    window_strides: Numbers,
    padding: Array,
    select: Body,
    scatter: Body,
) -> Array:
    sliding = _windows(window_dimensions, window_strides, padding)  # S1
    (updates,), (init,) = promoted([source], scatter), promoted([init_value], scatter)
    total = np.full(operand.shape, init)
    if source.size == 0:
        return total
    idle, sliding = idle_dimensions(operand.shape, sliding)
    operand, source = np.squeeze(operand, idle), np.squeeze(source, idle)
    places = _targets(_picked(operand, sliding, source.shape, select), sliding, operand.shape)  # S2
    known = places >= 0  # S3
    added = updates.reshape(-1)[known]
    ufunc = plain_ufunc(scatter, [added], [init])
    combine_at([total.reshape(-1)], places[known], [added], scatter, ufunc)  # S4, S5
    return total


def _picked(operand: Array, sliding: Sequence[Window], counts: tuple[int, ...], select: Body) -> Array:
    """For each window, the number of the place that is picked, in row-major order; -1 where there is none."""
    elements = _places_first(operand, sliding, counts)
    padded = not all(window.plain for window in sliding)
    exist = _places_first(np.broadcast_to(True, operand.shape), sliding, counts) if padded else None
    places = math.prod(elements.shape[: len(counts)])
    if not select.elementwise:
        return _one_by_one(elements, exist, counts, select)
    if places > _LARGE_WINDOW and elements.size <= _FEW_PLACES:
        numbers = np.broadcast_to(np.arange(places).reshape(-1, *[1] * len(counts)), (places, *counts))
        if exist is not None:
            numbers = np.where(exist.reshape(places, *counts), numbers, -1)
        return tree(_choosing(select, exist), [elements.reshape(places, *counts), numbers], 0)[1]
    choose = _choosing(select, exist)
    best = None
    for number, place in enumerate(np.ndindex(*elements.shape[: len(counts)])):
        numbers = np.broadcast_to(np.int32(number), counts)
        if exist is not None:
            numbers = np.where(exist[place], numbers, np.int32(-1))
        best = (elements[place], numbers) if best is None else choose(best, (elements[place], numbers))
    assert best is not None
    return best[1]


def _places_first(x: Array, sliding: Sequence[Window], counts: tuple[int, ...]) -> Array:
    """A view of shape sizes + counts: the elements at each place of all windows, zeros where padding is."""
    spread, windows = spread_out(x, np.zeros((), x.dtype), sliding)
    dimensions = range(len(counts))
    return np.moveaxis(view_windows(spread, windows, counts), range(len(counts), 2 * len(counts)), dimensions)


def _choosing(select: Body, exist: Array | None) -> Join:
    """Of two elements with their numbers, those of the left where `select` says so or the right does not exist."""

    def choose(left: Values, right: Values) -> Values:
        keep = select(left[0], right[0])[0]
        if exist is not None:
            keep = (right[1] < 0) | ((left[1] >= 0) & keep)
        return np.where(keep, left[0], right[0]), np.where(keep, left[1], right[1])

    return choose


def _one_by_one(elements: Array, exist: Array | None, counts: tuple[int, ...], select: Body) -> Array:
    best = np.full(counts, -1)
    places = list(np.ndindex(*elements.shape[: len(counts)]))
    for index in np.ndindex(*counts):
        for number, place in enumerate(places):
            where = (*place, *index)
            if exist is not None and not exist[where]:
                continue
            found = best[index]
            if found < 0 or not select(elements[(*places[found], *index, ...)], elements[(*where, ...)])[0]:
                best[index] = number
    return best


def _targets(picked: Array, sliding: Sequence[Window], shape: Sequence[int]) -> Array:
    """Which element of the operand each window picked, in row-major order; -1 where it picked none."""
    places = np.indices([window.size for window in sliding])
    starts = np.zeros(picked.shape, np.int64)
    steps = np.zeros(places.shape[1:], np.int64)
    for axis, window in enumerate(sliding):
        first = np.arange(picked.shape[axis]) * window.stride - window.low
        starts = starts * shape[axis] + first.reshape([-1 if i == axis else 1 for i in range(picked.ndim)])
        steps = steps * shape[axis] + places[axis]
    return np.where(picked < 0, -1, starts + np.take(steps, picked)).reshape(-1)


op.accuracy(bounded(Bound.BODY, BOOL | INT | FLOAT | COMPLEX))
op.changed("0.17.0", "scatter may work on a wider type than that of the operand")
op.choice("reduction-order", "select-and-scatter-empty-window")
op.peer("XLA", "on CPU crashes where `scatter` does not use both arguments; refuses one that works on wider integers")
op.peer("C++ interpreter", "joins the initial value again with each source, and the source on the left")
op.peer("C++ interpreter", "aborts where `scatter` works on wider types")


def _comparing(direction: ComparisonDirection, element: ElementType) -> Sketch:
    scalar_type = tensor_type(element=element)
    return sketch(lambda x, y: call("compare", x, y, comparison_direction=direction), scalar_type, scalar_type)


def _adding(element: ElementType) -> Sketch:
    scalar_type = tensor_type(element=element)
    return sketch(lambda x, y: call("add", x, y), scalar_type, scalar_type)


def _in_vectors(x: Node, y: Node) -> Call:
    """A comparison that is not elementwise."""
    vector = [tensor_type(1, element=F32)]
    keep = call("compare", call("reshape", x, types=vector), call("reshape", y, types=vector), comparison_direction=GE)
    return call("reshape", keep, types=[tensor_type(element=I1)])


op.example(
    "gradients of overlapping windows",
    operand=si32([[1, 5], [2, 5], [3, 6], [4, 4]]),
    source=si32([[5, 6], [7, 8]]),
    init_value=si32(0),
    window_dimensions=(3, 1),
    window_strides=(2, 1),
    padding=[[0, 1], [0, 0]],
    select=_comparing(GE, SI32),
    scatter=_adding(SI32),
    result=si32([[0, 0], [0, 0], [5, 14], [7, 0]]),
)
op.example(
    "of equal elements the left is picked with GE, the right with GT",
    operand=f32([[1, 2, 2, 0], [2, 0, 0, 2]]),
    source=f32([[10, 20]]),
    init_value=f32(0),
    window_dimensions=(2, 2),
    window_strides=(2, 2),
    select=_comparing(ComparisonDirection.GT, F32),
    scatter=_adding(F32),
    result=f32([[0, 0, 0, 0], [10, 0, 0, 20]]),
)
op.example(
    "padding is not picked",
    operand=f32([-1, -2]),
    source=f32([10, 20, 30, 40]),
    init_value=f32(1),
    window_dimensions=(2,),
    padding=[[2, 1]],
    select=_comparing(GE, F32),
    scatter=_adding(F32),
    result=f32([1 + 20 + 30, 1 + 40]),
)
op.example(
    "a wider scatter does not wrap",
    operand=si8([1, 2, 1]),
    source=si8([100, 100]),
    init_value=si8(0),
    window_dimensions=(2,),
    select=_comparing(GE, SI8),
    scatter=_adding(SI32),
    result=si32([0, 200, 0]),
)
op.example(
    "sources follow each other in order",
    operand=si32([1, 9, 1]),
    source=si32([10, 20]),
    init_value=si32(0),
    window_dimensions=(2,),
    select=_comparing(GE, SI32),
    scatter=sketch(lambda x, y: y, tensor_type(element=SI32), tensor_type(element=SI32)),
    result=si32([0, 20, 0]),
)
op.example(
    "large windows",
    operand=f32([[float(i * 37 % 101) for i in range(100)]]),
    source=f32([[5]]),
    init_value=f32(0),
    window_dimensions=(1, 100),
    select=_comparing(GE, F32),
    scatter=_adding(F32),
    result=f32([[5.0 if i * 37 % 101 == 100 else 0.0 for i in range(100)]]),
)
op.example(
    "a selection may do more than elementwise ops",
    operand=f32([3, 1, 2]),
    source=f32([10, 20]),
    init_value=f32(0),
    window_dimensions=(2,),
    select=sketch(_in_vectors, tensor_type(element=F32), tensor_type(element=F32)),
    scatter=_adding(F32),
    result=f32([10, 0, 20]),
)
op.example(
    "a scalar is one window",
    operand=f32(3),
    source=f32(4),
    init_value=f32(0),
    select=_comparing(GE, F32),
    scatter=_adding(F32),
    result=f32(4),
)
op.example(
    "the initial value enters once",
    operand=si32([1, 9, 1]),
    source=si32([10, 20]),
    init_value=si32(5),
    window_dimensions=(2,),
    select=_comparing(GE, SI32),
    scatter=_adding(SI32),
    result=si32([5, 35, 5]),
)
op.example(
    "no window fits",
    operand=f32([1, 2]),
    source=f32(0, (0,)),
    init_value=f32(7),
    window_dimensions=(3,),
    select=_comparing(GE, F32),
    scatter=_adding(F32),
    result=f32([7, 7]),
)

op.reject("C1", source=f32([[5, 6], [7, 8]]))
op.reject("C2", source=si32([[5, 6]]))
op.reject("C2", source=si32([5, 6]))
op.reject("C3", init_value=f32(0))
op.reject("C4", window_dimensions=(3,))
op.reject("C5", window_dimensions=(0, 1), source=tensor_type(3, 2, element=SI32))
op.reject("C6", window_strides=(2,))
op.reject("C7", window_strides=(2, 0))
op.reject("C8", padding=[[0, 1]])
op.reject("C9", select=_comparing(GE, F32))
op.reject("C9", select=_adding(SI32))
op.reject("C10", scatter=_adding(F32))
op.reject("C10", scatter=_adding(SI8))
op.reject("C11", result=tensor_type(4, 1, element=SI32))
op.reject("C12", result=tensor_type(4, 2, element=F32))
