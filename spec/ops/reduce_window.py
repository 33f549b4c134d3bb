"""Joins the elements of windows that slide over tensors by a function of two: pooling, running sums, moving extremes.

(S1) Along each dimension the inputs are first spread out, `base_dilations` - 1 initial values between neighbours, and
     padded with `padding` initial values below and above; negative padding takes elements away.
(S2) A window consists of `window_dimensions` elements that are `window_dilations` apart. Windows start `window_strides`
     apart, the first at the first element, as long as they fit; each gives one element of the results.
(S3) The elements of a window are joined as `reduce` joins the elements of a slice: in a binary tree over them in
     ascending lexicographic order of their indices, with initial values anywhere; N inputs make tuples of N; inputs
     and initial values are first converted to the types of the body's arguments.
(S4) Here the initial value enters once more, as the leftmost leaf. Few elements (4096 in all windows together) are
     joined from the left. Else a body made of elementwise ops is applied to one dimension after the other, the last
     first, and to all windows at once; large windows that overlap share their work.
     Running sums (windows that reach to an end of their dimension) by one plain op on numpy's own types are numpy's, in
     about sqrt(n) parts for floats. A body that does more is applied to one pair after the other, from the left.
"""

from __future__ import annotations

import numpy as np

from ..families.movement import bound, bounded_type
from ..families.reduction import is_reducer, reduced_elements
from ..families.windowed import (
    are_positive,
    padding_slot,
    per_dimension,
    reduce_windows,
    window_counts,
    windows,
)
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
from ..lang.notation import element_type, rank, same_shape, shape, shapes_agree
from ..lang.regions import Call, Node
from ..lang.values import f32, i1, si8, si32
from ..types import F32, I1, SI8, SI32, ElementType, FunctionType, TensorType, Type
from ..types.tensor import tensor as tensor_type

Numbers = tuple[int, ...]


def _ones(inputs: tuple[Type, ...]) -> Numbers:
    return (1,) * rank(inputs[0]) if inputs else ()


def _no_padding(inputs: tuple[Type, ...]) -> Array:
    return np.zeros((rank(inputs[0]) if inputs else 0, 2), np.int64)


op = Op(
    "reduce_window",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        operand("init_values", scalar(ANY), variadic=True),
        attribute("window_dimensions", I64_ARRAY),
        per_dimension("window_strides", _ones),
        per_dimension("base_dilations", _ones),
        per_dimension("window_dilations", _ones),
        padding_slot(_no_padding),
        region("body"),
        result("results", tensor(ANY), variadic=True),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def there_are_as_many_initial_values_and_results_as_inputs(
    inputs: tuple[Type, ...], init_values: tuple[Type, ...], results: tuple[Type, ...]
) -> bool:
    """0 < size(inputs) = size(init_values) = size(results) = N"""
    return 0 < len(inputs) == len(init_values) == len(results)


@op.constraint("C2")
def inputs_have_one_shape(inputs: tuple[Type, ...]) -> bool:
    """same(shape(inputs...))"""
    return same_shape(*inputs)


@op.constraint("C3")
def initial_values_have_the_element_types_of_the_inputs(
    inputs: tuple[Type, ...], init_values: tuple[Type, ...]
) -> bool:
    """element_type(inputs...) = element_type(init_values...)"""
    return all(element_type(x) == element_type(init) for x, init in zip(inputs, init_values, strict=True))


@op.constraint("C4")
def windows_have_a_size_along_each_dimension(inputs: tuple[Type, ...], window_dimensions: Numbers) -> bool:
    """size(window_dimensions) = rank(inputs[0])"""
    return len(window_dimensions) == rank(inputs[0])


@op.constraint("C5")
def window_sizes_are_positive(window_dimensions: Numbers) -> bool:
    """0 < window_dimensions"""
    return are_positive(window_dimensions)


@op.constraint("C6")
def windows_have_a_stride_along_each_dimension(inputs: tuple[Type, ...], window_strides: Numbers) -> bool:
    """size(window_strides) = rank(inputs[0])"""
    return len(window_strides) == rank(inputs[0])


@op.constraint("C7")
def window_strides_are_positive(window_strides: Numbers) -> bool:
    """0 < window_strides"""
    return are_positive(window_strides)


@op.constraint("C8")
def inputs_have_a_dilation_along_each_dimension(inputs: tuple[Type, ...], base_dilations: Numbers) -> bool:
    """size(base_dilations) = rank(inputs[0])"""
    return len(base_dilations) == rank(inputs[0])


@op.constraint("C9")
def base_dilations_are_positive(base_dilations: Numbers) -> bool:
    """0 < base_dilations"""
    return are_positive(base_dilations)


@op.constraint("C10")
def windows_have_a_dilation_along_each_dimension(inputs: tuple[Type, ...], window_dilations: Numbers) -> bool:
    """size(window_dilations) = rank(inputs[0])"""
    return len(window_dilations) == rank(inputs[0])


@op.constraint("C11")
def window_dilations_are_positive(window_dilations: Numbers) -> bool:
    """0 < window_dilations"""
    return are_positive(window_dilations)


@op.constraint("C12")
def padding_has_a_pair_for_each_dimension(inputs: tuple[Type, ...], padding: Array) -> bool:
    """shape(padding) = [rank(inputs[0]), 2]"""
    return padding.shape == (rank(inputs[0]), 2)


@op.constraint("C13")
def body_joins_two_tuples_of_scalars(inputs: tuple[Type, ...], body: FunctionType) -> bool:
    """body has type (tensor<E0>, ..., tensor<EN-1>, tensor<E0>, ..., tensor<EN-1>) -> (tensor<E0>, ..., tensor<EN-1>)
    where is_promotable(element_type(inputs[i]), Ei)"""
    return is_reducer(body, [element_type(x) for x in inputs])


@op.constraint("C14")
def results_have_one_shape(results: tuple[Type, ...]) -> bool:
    """same(shape(results...))"""
    return same_shape(*results)


@op.constraint("C15")
def results_have_one_element_a_window(
    inputs: tuple[Type, ...],
    window_dimensions: Numbers,
    window_strides: Numbers,
    base_dilations: Numbers,
    window_dilations: Numbers,
    padding: Array,
    results: tuple[Type, ...],
) -> bool:
    """shape(results[0]) = num_windows, where
    dilated_input_shape = shape(inputs[0]) = 0 ? 0 : (shape(inputs[0]) - 1) * base_dilations + 1;
    padded_input_shape = padding[:, 0] + dilated_input_shape + padding[:, 1];
    dilated_window_shape = (window_dimensions - 1) * window_dilations + 1;
    is_empty_window = padded_input_shape = 0 || dilated_window_shape > padded_input_shape;
    num_windows = is_empty_window ? 0 : floor((padded_input_shape - dilated_window_shape) / window_strides) + 1"""
    sliding = windows(window_dimensions, window_strides, padding, base_dilations, window_dilations)
    return shapes_agree(shape(results[0]), window_counts(shape(inputs[0]), sliding))


@op.constraint("C16")
def results_have_the_element_types_of_the_body(body: FunctionType, results: tuple[Type, ...]) -> bool:
    """element_type(results[i]) = Ei for all i in [0,N)"""
    return [element_type(x) for x in results] == reduced_elements(body)


@op.infer
def infer(
    inputs: tuple[TensorType, ...],
    window_dimensions: Numbers,
    window_strides: Numbers,
    base_dilations: Numbers,
    window_dilations: Numbers,
    padding: Array,
    body: FunctionType,
) -> tuple[TensorType, ...]:
    sliding = windows(window_dimensions, window_strides, padding, base_dilations, window_dilations)
    sizes = window_counts(inputs[0].shape, sliding)
    bounds = window_counts([bound(inputs[0], axis) for axis in range(inputs[0].rank)], sliding)
    return tuple(bounded_type(sizes, bounds, element) for element in reduced_elements(body))


@op.kernel
def reduce_window(
    inputs: tuple[Array, ...],
    init_values: tuple[Array, ...],
    window_dimensions: Numbers,
    window_strides: Numbers,
    base_dilations: Numbers,
    window_dilations: Numbers,
    padding: Array,
    body: Body,
) -> tuple[Array, ...]:
    sliding = windows(window_dimensions, window_strides, padding, base_dilations, window_dilations)  # S1, S2
    return reduce_windows(inputs, init_values, sliding, body)  # S3, S4


op.accuracy(bounded(Bound.BODY, BOOL | INT | FLOAT | COMPLEX))
op.changed("0.17.0", "the body may work on wider types than those of the inputs")
op.choice("reduction-order")
op.peer("XLA", "joins no padding; for scalars no initial value either: visible where that is not neutral")
op.peer("XLA", "on TPU joins several initial values in a window, as S3 allows: visible where they are not neutral")
op.peer("XLA", "sums narrow floats in f32 and rounds at the end; refuses bodies that work on wider integers")
op.peer("C++ interpreter", "joins from the left, one element after the other")
op.peer("C++ interpreter", "aborts where the body works on wider types")


def _joined(mnemonic: str, element: ElementType) -> Sketch:
    """A body of one op on scalars of an element type."""
    scalar_type = tensor_type(element=element)
    return sketch(lambda x, y: call(mnemonic, x, y), scalar_type, scalar_type)


def _both(x: Node, i: Node, y: Node, j: Node) -> tuple[Call, Call]:
    return call("add", x, y), call("maximum", i, j)


def _in_vectors(element: ElementType) -> Sketch:
    """A body that adds vectors of one element: not elementwise."""
    scalar_type, vector = tensor_type(element=element), tensor_type(1, element=element)

    def build(x: Node, y: Node) -> Call:
        total = call("add", call("reshape", x, types=[vector]), call("reshape", y, types=[vector]))
        return call("reshape", total, types=[scalar_type])

    return sketch(build, scalar_type, scalar_type)


op.example(
    "windows over padded and spread-out rows",
    inputs=[si32([[1, 2], [3, 4], [5, 6]])],
    init_values=[si32(0)],
    window_dimensions=(2, 1),
    window_strides=(4, 1),
    base_dilations=(2, 1),
    window_dilations=(3, 1),
    padding=[[2, 1], [0, 0]],
    body=_joined("add", SI32),
    results=[si32([[0, 0], [3, 4]])],
)
op.example(
    "largest of each two by two",
    inputs=[f32([[1, 2, 3, 4], [5, 6, -0.0, -0.0], [-1, -2, np.nan, 0], [-3, -4, 0, 0]])],
    init_values=[f32(-np.inf)],
    window_dimensions=(2, 2),
    window_strides=(2, 2),
    body=_joined("maximum", F32),
    results=[f32([[6, 4], [-1, np.nan]])],
)
op.example(
    "overlapping windows",
    inputs=[f32([1, 2, 4, 8, 16])],
    init_values=[f32(0)],
    window_dimensions=(3,),
    body=_joined("add", F32),
    results=[f32([7, 14, 28])],
)
op.example(
    "running sums",
    inputs=[si32([[1, 2, 3, 4], [5, 6, 7, 8]])],
    init_values=[si32(0)],
    window_dimensions=(1, 4),
    padding=[[0, 0], [3, 0]],
    body=_joined("add", SI32),
    results=[si32([[1, 3, 6, 10], [5, 11, 18, 26]])],
)
op.example(
    "running sums from the end",
    inputs=[f32([1, 2, 3, 4, 5])],
    init_values=[f32(0)],
    window_dimensions=(5,),
    padding=[[0, 4]],
    body=_joined("add", F32),
    results=[f32([15, 14, 12, 9, 5])],
)
op.example(
    "negative padding takes elements away",
    inputs=[si32([1, 2, 3, 4, 5])],
    init_values=[si32(0)],
    window_dimensions=(2,),
    padding=[[-1, -1]],
    body=_joined("add", SI32),
    results=[si32([5, 7])],
)
op.example(
    "windows of padding alone",
    inputs=[si32(0, (0,))],
    init_values=[si32(7)],
    window_dimensions=(2,),
    padding=[[1, 2]],
    body=_joined("maximum", SI32),
    results=[si32([7, 7])],
)
op.example(
    "no window fits",
    inputs=[f32([1, 2])],
    init_values=[f32(0)],
    window_dimensions=(3,),
    body=_joined("add", F32),
    results=[f32(0, (0,))],
)
op.example(
    "a scalar is one window",
    inputs=[f32(2)],
    init_values=[f32(0)],
    window_dimensions=(),
    body=_joined("add", F32),
    results=[f32(2)],
)
op.example(
    "the initial value enters once more",
    inputs=[si32([1, 2, 3])],
    init_values=[si32(10)],
    window_dimensions=(2,),
    body=_joined("add", SI32),
    results=[si32([13, 15])],
)
op.example(
    "elements are joined in order",
    inputs=[si32([[1, 2, 3], [4, 5, 6]])],
    init_values=[si32(0)],
    window_dimensions=(2, 2),
    body=sketch(lambda x, y: y, tensor_type(element=SI32), tensor_type(element=SI32)),
    results=[si32([[5, 6]])],
)
op.example(
    "several inputs",
    inputs=[f32([1, 2, 3]), si32([3, 1, 2])],
    init_values=[f32(0), si32(0)],
    window_dimensions=(2,),
    body=sketch(_both, *(tensor_type(element=element) for element in (F32, SI32, F32, SI32))),
    results=[f32([3, 5]), si32([3, 2])],
)
op.example(
    "a wider body does not wrap",
    inputs=[si8([100, 100, 27])],
    init_values=[si8(0)],
    window_dimensions=(2,),
    body=_joined("add", SI32),
    results=[si32([200, 127])],
)
op.example(
    "booleans: is any true",
    inputs=[i1([True, False, False, False])],
    init_values=[i1(False)],
    window_dimensions=(2,),
    body=_joined("or", I1),
    results=[i1([True, False, False])],
)
op.example(
    "a body may do more than elementwise ops",
    inputs=[f32([[1, 2], [3, 4], [5, 6]])],
    init_values=[f32(0)],
    window_dimensions=(2, 2),
    body=_in_vectors(F32),
    results=[f32([[10], [18]])],
)

op.reject("C1", inputs=[], init_values=[], results=[])
op.reject("C1", results=[si32([[0, 0], [3, 4]]), si32([[0, 0], [3, 4]])])
op.reject("C2", of="several inputs", inputs=[f32([1, 2, 3]), si32([3, 1])])
op.reject("C3", init_values=[f32(0)])
op.reject("C4", window_dimensions=(2,))
op.reject("C5", window_dimensions=(0, 1))
op.reject("C6", window_strides=(4,))
op.reject("C7", window_strides=(4, 0))
op.reject("C8", base_dilations=(2, 1, 1))
op.reject("C9", base_dilations=(0, 1))
op.reject("C10", window_dilations=())
op.reject("C11", window_dilations=(3, -1))
op.reject("C12", padding=[[2, 1]])
op.reject("C12", padding=[2, 1, 0, 0])
op.reject("C13", body=_joined("add", SI8))
op.reject("C13", body=_joined("add", F32))
op.reject("C13", body=sketch(lambda x: x, tensor_type(element=SI32)))
op.reject("C14", of="several inputs", results=[f32([3, 5]), si32([3])])
op.reject("C15", results=[si32([[0, 0], [3, 4], [5, 6]])])
op.reject("C15", of="no window fits", results=[f32([3])])
op.reject("C16", results=[f32([[0, 0], [3, 4]])])
