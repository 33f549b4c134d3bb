"""Combines `updates` into `inputs` at places that `scatter_indices` names.

(S1) The dimensions of `updates` at `update_window_dims` are those of a window; the others, in order, are the batch: the
     dimensions of `scatter_indices` without `index_vector_dim`. Each position in the batch has one window.
(S2) The index vector of a window lies along `index_vector_dim` of `scatter_indices`; if that is the rank of
     `scatter_indices`, each element is a vector of one component.
(S3) Component `i` of the vector is where the window starts along dimension `scatter_dims_to_operand_dims[i]` of
     `inputs`. It is the exact integer, also where its type is unsigned, and is not clamped. Along dimensions that are
     not mapped the window starts at 0.
(S4) Along `input_batching_dims[i]` a window has the one index that is its own position in the batch along dimension
     `scatter_indices_batching_dims[i]` of `scatter_indices`.
(S5) Dimensions in `inserted_window_dims` and `input_batching_dims`, along which windows have one element, do not appear
     in `updates`. The others appear in order.
(S6) `inputs` and `updates` are converted to the types of the arguments of `update_computation`.
(S7) An update whose place lies outside of `inputs` is dropped, element by element: a window that lies partly outside
     still updates the elements inside.
(S8) Any other update replaces the element at its place by `update_computation` of that element and the update. With N
     inputs these are N elements and N updates.
(S9) Updates of the same place follow each other in ascending order of their indices in `updates`.
(S10) `indices_are_sorted` and `unique_indices` promise something that makes no difference here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..attributes.scatter import ScatterDimensionNumbers
from ..families.movement import largest, same_element_type
from ..families.reduction import is_reducer, plain_ufunc, promoted, reduced_elements
from ..families.scattering import Targets, combine
from ..lang import (
    ANY,
    BOOLEAN,
    DIMENSION,
    Array,
    Body,
    Bound,
    Op,
    Sketch,
    Unsupported,
    attribute,
    bounded,
    call,
    group,
    operand,
    region,
    result,
    sketch,
    tensor,
)
from ..lang.notation import (
    at_most,
    axes,
    dim,
    dims,
    element_type,
    in_range,
    is_sorted,
    is_unique,
    rank,
    same_shape,
    shape,
    shapes_agree,
    sizes_agree,
)
from ..lang.regions import Call, Node
from ..lang.values import bf16, f32, literal, si8, si16, si32, si64, ui64
from ..types import BF16, F32, SI8, SI16, SI32, SI64, Bounds, ElementType, FunctionType, QuantizedType, TensorType, Type

Types = tuple[Type, ...]
Dimensions = tuple[int, ...]

op = Op(
    "scatter",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        operand("scatter_indices", tensor(DIMENSION)),
        operand("updates", tensor(ANY), variadic=True),
        group("scatter_dimension_numbers", ScatterDimensionNumbers),
        attribute("indices_are_sorted", BOOLEAN, default=False),
        attribute("unique_indices", BOOLEAN, default=False),
        region("update_computation"),
        result("results", tensor(ANY), variadic=True),
    ),
    since="0.9.0",
    moves=True,
)


@op.constraint("C5")  # the others read inputs[0] and updates[0]
def there_are_as_many_updates_as_inputs(inputs: Types, updates: Types) -> bool:
    """0 < size(inputs) = size(updates) = N"""
    return 0 < len(inputs) == len(updates)


@op.constraint("C1")
def inputs_have_the_same_shape(inputs: Types) -> bool:
    """same(shape(inputs...))"""
    return same_shape(*inputs)


@op.constraint("C2")
def every_input_dimension_has_one_role(
    inputs: Types, update_window_dims: Dimensions, inserted_window_dims: Dimensions, input_batching_dims: Dimensions
) -> bool:
    """rank(inputs[0]) = size(update_window_dims) + size(inserted_window_dims) + size(input_batching_dims)"""
    return rank(inputs[0]) == len(update_window_dims) + len(inserted_window_dims) + len(input_batching_dims)


@op.constraint("C3")
def updates_have_the_same_shape(updates: Types) -> bool:
    """same(shape(updates...))"""
    return same_shape(*updates)


@op.constraint("C6")
def updates_have_the_element_types_of_the_inputs(inputs: Types, updates: Types) -> bool:
    """element_type(updates...) = element_type(inputs...)"""
    return all(same_element_type(*pair) for pair in zip(inputs, updates, strict=True))


@op.constraint("C7")
def update_window_dims_ascend(update_window_dims: Dimensions) -> bool:
    """is_unique(update_window_dims) and is_sorted(update_window_dims)"""
    return is_unique(update_window_dims) and is_sorted(update_window_dims)


@op.constraint("C8")
def update_window_dims_are_dimensions_of_the_updates(updates: Types, update_window_dims: Dimensions) -> bool:
    """0 <= update_window_dims < rank(updates[0])"""
    return in_range(update_window_dims, rank(updates[0]))


@op.constraint("C9")
def inserted_and_batching_dims_are_unique(inserted_window_dims: Dimensions, input_batching_dims: Dimensions) -> bool:
    """is_unique(concatenate(inserted_window_dims, input_batching_dims))"""
    return is_unique(inserted_window_dims + input_batching_dims)


@op.constraint("C10")
def inserted_window_dims_are_sorted(inserted_window_dims: Dimensions) -> bool:
    """is_sorted(inserted_window_dims)"""
    return is_sorted(inserted_window_dims)


@op.constraint("C11")
def inserted_window_dims_are_dimensions_of_the_inputs(inputs: Types, inserted_window_dims: Dimensions) -> bool:
    """0 <= inserted_window_dims < rank(inputs[0])"""
    return in_range(inserted_window_dims, rank(inputs[0]))


@op.constraint("C12")
def input_batching_dims_are_sorted(input_batching_dims: Dimensions) -> bool:
    """is_sorted(input_batching_dims)"""
    return is_sorted(input_batching_dims)


@op.constraint("C13")
def input_batching_dims_are_dimensions_of_the_inputs(inputs: Types, input_batching_dims: Dimensions) -> bool:
    """0 <= input_batching_dims < rank(inputs[0])"""
    return in_range(input_batching_dims, rank(inputs[0]))


@op.constraint("C14")
def scatter_indices_batching_dims_are_unique(scatter_indices_batching_dims: Dimensions) -> bool:
    """is_unique(scatter_indices_batching_dims)"""
    return is_unique(scatter_indices_batching_dims)


@op.constraint("C15")
def scatter_indices_batching_dims_are_dimensions_of_the_indices(
    scatter_indices: Type, scatter_indices_batching_dims: Dimensions
) -> bool:
    """0 <= scatter_indices_batching_dims < rank(scatter_indices)"""
    return in_range(scatter_indices_batching_dims, rank(scatter_indices))


@op.constraint("C16")
def index_vector_dim_is_no_batching_one(scatter_indices_batching_dims: Dimensions, index_vector_dim: int) -> bool:
    """index_vector_dim not in scatter_indices_batching_dims"""
    return index_vector_dim not in scatter_indices_batching_dims


@op.constraint("C17")
def batching_dims_come_in_pairs(input_batching_dims: Dimensions, scatter_indices_batching_dims: Dimensions) -> bool:
    """size(input_batching_dims) = size(scatter_indices_batching_dims)"""
    return len(input_batching_dims) == len(scatter_indices_batching_dims)


@op.constraint("C18")
def batching_dims_of_a_pair_have_the_same_size(
    inputs: Types, scatter_indices: Type, input_batching_dims: Dimensions, scatter_indices_batching_dims: Dimensions
) -> bool:
    """dim(inputs[0], input_batching_dims...) = dim(scatter_indices, scatter_indices_batching_dims...)"""
    return shapes_agree(dims(inputs[0], input_batching_dims), dims(scatter_indices, scatter_indices_batching_dims))


@op.constraint("C22")  # C19 and C4 read the dimension
def index_vector_dim_is_a_dimension_of_the_indices_or_one_more(scatter_indices: Type, index_vector_dim: int) -> bool:
    """0 <= index_vector_dim <= rank(scatter_indices)"""
    return 0 <= index_vector_dim <= rank(scatter_indices)


@op.constraint("C19")
def every_component_of_an_index_vector_is_mapped(
    scatter_indices: Type, scatter_dims_to_operand_dims: Dimensions, index_vector_dim: int
) -> bool:
    """size(scatter_dims_to_operand_dims) =
    index_vector_dim < rank(scatter_indices) ? dim(scatter_indices, index_vector_dim) : 1
    """
    components = dim(scatter_indices, index_vector_dim) if index_vector_dim < rank(scatter_indices) else 1
    return sizes_agree(len(scatter_dims_to_operand_dims), components)


@op.constraint("C20")
def mapped_and_batching_dims_are_unique(
    scatter_dims_to_operand_dims: Dimensions, input_batching_dims: Dimensions
) -> bool:
    """is_unique(concatenate(scatter_dims_to_operand_dims, input_batching_dims))"""
    return is_unique(scatter_dims_to_operand_dims + input_batching_dims)


@op.constraint("C21")
def mapped_dims_are_dimensions_of_the_inputs(inputs: Types, scatter_dims_to_operand_dims: Dimensions) -> bool:
    """0 <= scatter_dims_to_operand_dims < rank(inputs[0])"""
    return in_range(scatter_dims_to_operand_dims, rank(inputs[0]))


@op.constraint("C4")  # reads almost all others
def updates_combine_the_batch_and_the_windows(
    inputs: Types, scatter_indices: Type, updates: Types, scatter_dimension_numbers: ScatterDimensionNumbers
) -> bool:
    """shape(updates[0]) = combine(update_scatter_dim_sizes, update_window_dim_sizes): at update_window_dims sizes that
    are at most those of inputs[0] without inserted_window_dims and input_batching_dims, elsewhere
    shape(scatter_indices) without index_vector_dim
    """
    numbers = scatter_dimension_numbers
    absent = {*numbers.inserted_window_dims, *numbers.input_batching_dims}
    window = [largest(inputs[0], axis) for axis in axes(inputs[0]) if axis not in absent]
    batch = [size for d, size in enumerate(shape(scatter_indices)) if d != numbers.index_vector_dim]
    if rank(updates[0]) != len(batch) + len(window):
        return False
    windowed = dims(updates[0], numbers.update_window_dims)
    scattered = [size for d, size in enumerate(shape(updates[0])) if d not in numbers.update_window_dims]
    return shapes_agree(scattered, batch) and all(map(at_most, windowed, window))


@op.constraint("C23")
def update_computation_combines_scalars(inputs: Types, update_computation: FunctionType) -> bool:
    """update_computation has type (tensor<E0>, ..., tensor<EN-1>, tensor<E0>, ..., tensor<EN-1>) ->
    (tensor<E0>, ..., tensor<EN-1>), where is_promotable(element_type(inputs[i]), Ei)
    """
    return is_reducer(update_computation, [element_type(x) for x in inputs])


@op.constraint("C24")
def results_have_the_shape_of_the_inputs(inputs: Types, results: Types) -> bool:
    """shape(inputs...) = shape(results...)"""
    return len(inputs) == len(results) and all(same_shape(*pair) for pair in zip(inputs, results, strict=True))


@op.constraint("C25")
def results_have_the_element_types_of_the_computation(update_computation: FunctionType, results: Types) -> bool:
    """element_type(results[i]) = Ei for all i in [0,N)"""
    return [element_type(x) for x in results] == reduced_elements(update_computation)


@op.infer
def infer(inputs: tuple[TensorType, ...], update_computation: FunctionType) -> tuple[TensorType, ...]:
    return tuple(x.with_element(e) for x, e in zip(inputs, reduced_elements(update_computation), strict=True))


@op.kernel
def scatter(
    inputs: tuple[Array, ...],
    scatter_indices: Array,
    updates: tuple[Array, ...],
    scatter_dimension_numbers: ScatterDimensionNumbers,
    update_computation: Body,
) -> tuple[Array, ...]:
    elements = reduced_elements(update_computation.type)
    _check_promotion(inputs, elements)
    results = [np.array(x, order="C") for x in promoted(inputs, update_computation)]  # S6
    values = promoted(updates, update_computation)
    targets = Targets(inputs[0].shape, scatter_indices, updates[0].shape, scatter_dimension_numbers)  # S1 to S5
    quantized = any(isinstance(element, QuantizedType) for element in elements)
    ufunc = None if quantized else plain_ufunc(update_computation, results, values)
    combine(results, values, targets, update_computation, ufunc)  # S7, S8, S9
    return tuple(results)


def _check_promotion(inputs: tuple[Array, ...], elements: Sequence[ElementType | QuantizedType]) -> None:
    for x, element in zip(inputs, elements, strict=True):
        if isinstance(element, QuantizedType) and x.dtype != element.storage.dtype:
            raise Unsupported("update_computation promotes quantized elements")


def _scalar(element: ElementType | QuantizedType) -> TensorType:
    return TensorType((), element)


def _sum(x: Node, y: Node) -> Call:
    return call("add", x, y)


def _update_minus_element(x: Node, y: Node) -> Call:
    return call("subtract", y, x)


def _sum_by_a_detour(x: Node, y: Node) -> Call:
    return call("add", x, call("reshape", y, types=[_scalar(F32)]))


def _sum_and_update(x: Node, p: Node, y: Node, q: Node) -> tuple[Call, Node]:
    return call("add", x, y), q


def _update(x: Node, y: Node) -> Node:
    return y


def _only(x: Node) -> Node:
    return x


def _adds(element: ElementType) -> Sketch:
    return sketch(_sum, _scalar(element), _scalar(element))


def _replaces(element: ElementType | QuantizedType) -> Sketch:
    return sketch(_update, _scalar(element), _scalar(element))


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(bounded(Bound.BODY, ANY))
op.choice("scatter-order", "broken-promises-about-indices")
op.changed("0.17.0", "update_computation may work on wider types")
op.changed("1.1.0", "input_batching_dims and scatter_indices_batching_dims")
op.peer("C++ interpreter", "changes its input in place, which shows where the input is used again")
op.peer("XLA", "drops all of a window that lies partly outside; refuses a body of wider types")

op.example(
    "windows of a batch: one place twice, one window partly outside, one outside",
    inputs=[si64([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]])],
    scatter_indices=si32([[[0, 0], [1, 1]], [[0, 1], [1, 1]], [[2, 0], [0, 2]]]),
    updates=[si64([[[10, 20], [30, 40]], [[50, 60], [70, 80]], [[90, 100], [110, 120]]])],
    update_window_dims=(2,),
    inserted_window_dims=(1,),
    input_batching_dims=(0,),
    scatter_indices_batching_dims=(1,),
    scatter_dims_to_operand_dims=(2, 1),
    index_vector_dim=2,
    update_computation=_adds(SI64),
    results=[si64([[[11, 22, 93], [54, 65, 6]], [[7, 8, 9], [10, 111, 132]]])],
)
op.example(
    "rows are replaced, the last one of a place remains",
    inputs=[f32([[0, 1], [2, 3], [4, 5]])],
    scatter_indices=si8([2, 0, 2, -1, 3]),
    updates=[f32([[10, 11], [12, 13], [14, 15], [16, 17], [18, 19]])],
    update_window_dims=(1,),
    inserted_window_dims=(0,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=_replaces(F32),
    results=[f32([[12, 13], [2, 3], [14, 15]])],
)
op.example(
    "a window that starts before the first index",
    inputs=[si32([[0, 0, 0], [0, 0, 0], [0, 0, 0]])],
    scatter_indices=si32([-1, 1]),
    updates=[si32([[1, 2], [3, 4]])],
    update_window_dims=(0, 1),
    scatter_dims_to_operand_dims=(0, 1),
    index_vector_dim=0,
    update_computation=_adds(SI32),
    results=[si32([[0, 3, 4], [0, 0, 0], [0, 0, 0]])],
)
op.example(
    "updates of one place follow their own order, which windows may cross",
    inputs=[si32([100, 100, 100])],
    scatter_indices=si32([[0], [1]]),
    updates=[si32([[1, 2], [3, 4]])],  # window first: place 0 gets 1, place 1 gets 2, then 3, place 2 gets 4
    update_window_dims=(0,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=sketch(_update_minus_element, _scalar(SI32), _scalar(SI32)),
    results=[si32([1 - 100, 3 - (2 - 100), 4 - 100])],
)
op.example(
    "single elements at index vectors in columns, by a body that is applied one by one",
    inputs=[f32([[0, 1, 2], [3, 4, 5]])],
    scatter_indices=si64([[1, 0, 1], [2, 5, 2]]),
    updates=[f32([10, 20, 30])],
    inserted_window_dims=(0, 1),
    scatter_dims_to_operand_dims=(0, 1),
    index_vector_dim=0,
    update_computation=sketch(_sum_by_a_detour, _scalar(F32), _scalar(F32)),
    results=[f32([[0, 1, 2], [3, 4, 45]])],
)
op.example(
    "two inputs",
    inputs=[si32([0, 0]), f32([0.5, 1.5])],
    scatter_indices=si32([[1], [0], [1]]),
    updates=[si32([1, 2, 3]), f32([10, 20, 30])],
    inserted_window_dims=(0,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=sketch(_sum_and_update, _scalar(SI32), _scalar(F32), _scalar(SI32), _scalar(F32)),
    results=[si32([2, 4]), f32([20, 30])],
)
op.example(
    "elements are promoted",
    inputs=[si8([100, -100])],
    scatter_indices=ui64([0, 2**64 - 1, 0]),
    updates=[si8([100, 1, 100])],
    inserted_window_dims=(0,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=_adds(SI16),
    results=[si16([300, -100])],
)
op.example(
    "a scalar",
    inputs=[bf16(1)],
    scatter_indices=si32(0, (2, 0)),
    updates=[bf16([2, 3])],
    index_vector_dim=1,
    update_computation=_adds(BF16),
    results=[bf16(6)],
)
op.example(
    "no updates",
    inputs=[f32([1, 2])],
    scatter_indices=si32(0, (0, 1)),
    updates=[f32(0, (0, 2))],
    update_window_dims=(1,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=_adds(F32),
    results=[f32([1, 2])],
)
op.example(
    "quantized elements keep their parameters",
    inputs=[literal(QUANTIZED_SI8, [1, 2, 3])],
    scatter_indices=si32([2]),
    updates=[literal(QUANTIZED_SI8, [9])],
    inserted_window_dims=(0,),
    scatter_dims_to_operand_dims=(0,),
    index_vector_dim=1,
    update_computation=_replaces(QUANTIZED_SI8),
    results=[literal(QUANTIZED_SI8, [1, 2, 9])],
)

COLUMNS = "single elements at index vectors in columns, by a body that is applied one by one"

op.reject("C1", of="two inputs", inputs=[si32([0, 0]), f32([0, 0, 0])])
op.reject("C2", update_window_dims=())
op.reject("C3", of="two inputs", updates=[si32([1, 2, 3]), f32([10, 20])])
op.reject("C4", updates=[si64(0, (3, 2, 4))])
op.reject("C4", updates=[si64(0, (2, 2, 2))])
op.reject("C4", updates=[si64(0, (3, 2, 2, 1))])
op.reject("C4", inputs=[TensorType((2, 2, None), SI64, Bounds((None, None, 1)))])
op.reject("C5", inputs=[], updates=[], results=[])
op.reject("C6", updates=[f32(0, (3, 2, 2))])
op.reject("C7", of="a window that starts before the first index", update_window_dims=(1, 0))
op.reject("C7", of="a window that starts before the first index", update_window_dims=(1, 1))
op.reject("C8", update_window_dims=(3,))
op.reject("C8", update_window_dims=(-1,))
op.reject("C9", inserted_window_dims=(0,))
op.reject("C10", of=COLUMNS, inserted_window_dims=(1, 0))
op.reject("C11", inserted_window_dims=(3,))
op.reject("C11", inserted_window_dims=(-1,))
op.reject("C12", update_window_dims=(), input_batching_dims=(2, 0), scatter_indices_batching_dims=(1, 0))
op.reject("C13", input_batching_dims=(3,))
op.reject("C13", input_batching_dims=(-1,))
op.reject("C14", update_window_dims=(), input_batching_dims=(0, 2), scatter_indices_batching_dims=(1, 1))
op.reject("C15", scatter_indices_batching_dims=(3,))
op.reject("C16", scatter_indices_batching_dims=(2,))
op.reject("C17", scatter_indices_batching_dims=(1, 0))
op.reject("C18", scatter_indices_batching_dims=(0,))
op.reject("C19", scatter_dims_to_operand_dims=(2,))
op.reject("C19", index_vector_dim=3)
op.reject("C20", scatter_dims_to_operand_dims=(2, 2))
op.reject("C20", scatter_dims_to_operand_dims=(2, 0))
op.reject("C21", scatter_dims_to_operand_dims=(2, 3))
op.reject("C22", index_vector_dim=4)
op.reject("C22", index_vector_dim=-1)
op.reject("C23", update_computation=_adds(F32))
op.reject("C23", update_computation=_adds(SI32))
op.reject("C23", update_computation=sketch(_only, _scalar(SI64)))
op.reject("C24", results=[si64(0, (2, 2, 4))])
op.reject("C25", results=[si32(0, (2, 2, 3))])
