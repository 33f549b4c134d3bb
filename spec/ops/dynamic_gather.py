"""Does what `gather` does, with the sizes of slices given at run time.

(S1) The dimensions of `result` at `offset_dims` are those of a slice; the others, in order, are the batch: the
     dimensions of `start_indices` without `index_vector_dim`. Each position in the batch has one slice.
(S2) The index vector of a slice lies along `index_vector_dim` of `start_indices`; if that is the rank of
     `start_indices`, each element is a vector of one component.
(S3) Component `i` of the vector is where the slice starts along dimension `start_index_map[i]` of `operand`, clamped to
     between 0 and the last index where `slice_sizes` still fits. It is the exact integer, also where its type is
     unsigned. Along dimensions that are not mapped the slice starts at 0.
(S4) Dimensions in `collapsed_slice_dims`, along which slices have one element, do not appear in `result`. The others
     appear in order.
(S5) The batching dimensions of `gather`, which programs may give here too, mean what they mean there. Their constraints
     are named after those of `gather`.
(S6) Sizes that are not constants can break C8, C12 and C13 at run time only: slices of more than one element along
     collapsed dimensions, slices that do not fit into `operand`, and sizes that do not agree with the type of `result`
     are an error then.
(S7) `indices_are_sorted` promises something that makes no difference here.
"""

from __future__ import annotations

from ..attributes.gather import GatherDimensionNumbers
from ..families import gathering as rules
from ..families.movement import agreed_sizes, bounded_type, demand, largest
from ..lang import (
    ANY,
    BOOLEAN,
    INT,
    REQUIRED,
    Array,
    Attribute,
    Family,
    Op,
    attribute,
    constraint,
    exact,
    operand,
    result,
    structure,
    tensor,
)
from ..lang.notation import at_most, axes, dim, rank, shape, shapes_agree, sizes_agree
from ..lang.values import f32, literal, si32, si64, ui64
from ..types import F32, SI8, QuantizedType, TensorType, Type

FAMILY = Family(
    (
        operand("operand", tensor(ANY)),
        operand("start_indices", tensor(INT)),
        operand("slice_sizes", tensor(INT, 1, static=True)),
        Attribute(
            "dimension_numbers",
            structure(GatherDimensionNumbers),
            REQUIRED,
            (  # the first four are I4 to I7 of the specification, which leaves out the others
                "offset_dims", "collapsed_slice_dims", "start_index_map", "index_vector_dim", "operand_batching_dims",
                "start_indices_batching_dims",
            ),
        ),
        attribute("indices_are_sorted", BOOLEAN, default=False),
        result("result", tensor(ANY)),
    ),
    (
        constraint("C1", rules.every_operand_dimension_has_one_role),
        constraint("C2", rules.index_vector_dim_is_a_dimension_of_the_indices_or_one_more),
        constraint("C3", rules.every_component_of_an_index_vector_is_mapped),
        constraint("C4", rules.offset_dims_ascend),
        constraint("C5", rules.offset_dims_are_dimensions_of_the_result),
        constraint("C6", rules.collapsed_slice_dims_ascend),
        constraint("C7", rules.collapsed_slice_dims_are_dimensions_of_the_operand),
        constraint("gather C6", rules.collapsed_and_batching_dims_are_unique),
        constraint("gather C10", rules.operand_batching_dims_are_sorted),
        constraint("gather C11", rules.operand_batching_dims_are_dimensions_of_the_operand),
        constraint("gather C13", rules.start_indices_batching_dims_are_unique),
        constraint("gather C14", rules.start_indices_batching_dims_are_dimensions_of_the_indices),
        constraint("gather C15", rules.index_vector_dim_is_no_batching_one),
        constraint("gather C16", rules.batching_dims_come_in_pairs),
        constraint("gather C17", rules.batching_dims_of_a_pair_have_the_same_size),
        constraint("C9", rules.start_index_map_is_unique),
        constraint("gather C18", rules.mapped_and_batching_dims_are_unique),
        constraint("C10", rules.start_index_map_names_dimensions_of_the_operand),
    ),
)  # fmt: skip

Dimensions = tuple[int, ...]

op = Op("dynamic_gather", __doc__, FAMILY, since="0.9.0", moves=True)


@op.constraint("C11")
def every_operand_dimension_has_a_slice_size(operand: Type, slice_sizes: Type) -> bool:
    """size(slice_sizes) = rank(operand)"""
    return sizes_agree(dim(slice_sizes, 0), rank(operand))


@op.constraint("C8")
def dropped_slices_have_at_most_one_element(
    slice_sizes_value: Array | None, collapsed_slice_dims: Dimensions, operand_batching_dims: Dimensions
) -> bool:
    """slice_sizes[collapsed_slice_dims...] <= 1 and the same for operand_batching_dims, where they are constant"""
    dropped = collapsed_slice_dims + operand_batching_dims
    return slice_sizes_value is None or all(int(slice_sizes_value[axis]) <= 1 for axis in dropped)


@op.constraint("C12")
def slices_fit_into_the_operand(operand: Type, slice_sizes_value: Array | None) -> bool:
    """0 <= slice_sizes <= shape(operand), where they are constant"""
    return slice_sizes_value is None or rules.slices_fit_into_the_operand(operand, _sizes(slice_sizes_value))


def _sizes(slice_sizes: Array) -> tuple[int, ...]:
    return tuple(int(size) for size in slice_sizes)


@op.constraint("C13")
def result_combines_the_batch_and_slices_that_fit(
    operand: Type,
    start_indices: Type,
    slice_sizes_value: Array | None,
    dimension_numbers: GatherDimensionNumbers,
    result: Type,
) -> bool:
    """shape(result) = combine(batch_dim_sizes, offset_dim_sizes): at offset_dims slice_sizes without those of
    collapsed_slice_dims, which are at most shape(operand), elsewhere shape(start_indices) without index_vector_dim
    """
    if rank(result) != rules.result_rank(start_indices, dimension_numbers):
        return False
    known = (None,) * rank(operand) if slice_sizes_value is None else _sizes(slice_sizes_value)
    if not shapes_agree(shape(result), rules.result_shape(start_indices, dimension_numbers, known)[0]):
        return False
    dropped = {*dimension_numbers.collapsed_slice_dims, *dimension_numbers.operand_batching_dims}
    kept = [axis for axis in axes(operand) if axis not in dropped]
    offsets = zip(dimension_numbers.offset_dims, kept, strict=True)
    return all(at_most(dim(result, d), largest(operand, axis)) for d, axis in offsets)


op.constraint("C14")(rules.element_types_are_the_same)


@op.infer
def infer(
    operand: TensorType,
    start_indices: Type,
    slice_sizes_value: Array | None,
    dimension_numbers: GatherDimensionNumbers,
) -> TensorType:
    known = (None,) * operand.rank if slice_sizes_value is None else _sizes(slice_sizes_value)
    sizes, bounds = rules.result_shape(start_indices, dimension_numbers, known)
    return bounded_type(sizes, bounds, operand.element)


@op.kernel
def dynamic_gather(
    operand: Array,
    start_indices: Array,
    slice_sizes: Array,
    dimension_numbers: GatherDimensionNumbers,
    result: TensorType,
) -> Array:
    sizes = _sizes(slice_sizes)
    fits = all(0 <= size <= whole for size, whole in zip(sizes, operand.shape, strict=True))
    demand(fits, f"slices of sizes {list(sizes)} do not fit into shape {list(operand.shape)}")  # S6
    dropped = dimension_numbers.collapsed_slice_dims + dimension_numbers.operand_batching_dims
    single = all(sizes[axis] <= 1 for axis in dropped)
    demand(single, f"slices of sizes {list(sizes)} have more than one element along a dimension of {list(dropped)}")
    made = rules.gathered(operand, start_indices, dimension_numbers, sizes)  # S1, S2, S3, S4, S5
    agreed_sizes(made.shape, result)
    return made


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))
op.choice("broken-promises-about-indices")
op.changed("1.1.0", "operand_batching_dims and start_indices_batching_dims")

op.example(
    "slices of rows, one start clamped",
    operand=si32([[[1, 2], [3, 4], [5, 6], [7, 8]], [[9, 10], [11, 12], [13, 14], [15, 16]]]),
    start_indices=si64([[0, 0], [9, 1]]),
    slice_sizes=si32([1, 2, 2]),
    offset_dims=(1, 2),
    collapsed_slice_dims=(0,),
    start_index_map=(1, 0),
    index_vector_dim=1,
    result=si32([[[1, 2], [3, 4]], [[13, 14], [15, 16]]]),
)
op.example(
    "slices of a batch",
    operand=si32([[1, 2, 3], [4, 5, 6]]),
    start_indices=ui64([2**64 - 1, 0]),
    slice_sizes=si64([1, 2]),
    offset_dims=(1,),
    operand_batching_dims=(0,),
    start_indices_batching_dims=(0,),
    start_index_map=(1,),
    index_vector_dim=1,
    result=si32([[2, 3], [4, 5]]),
)
op.example(
    "slices of two batches",
    operand=si32([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
    start_indices=si32([[[1], [0]], [[0], [1]]]),
    slice_sizes=si32([1, 1, 1]),
    collapsed_slice_dims=(2,),
    operand_batching_dims=(0, 1),
    start_indices_batching_dims=(0, 1),
    start_index_map=(2,),
    index_vector_dim=2,
    result=si32([[2, 3], [5, 8]]),
)
op.example(
    "single elements",
    operand=f32([[0, 1], [2, 3]]),
    start_indices=si32([[1, 0], [0, 1]]),
    slice_sizes=si32([1, 1]),
    collapsed_slice_dims=(0, 1),
    start_index_map=(0, 1),
    index_vector_dim=1,
    result=f32([2, 1]),
)
op.example(
    "no slices",
    operand=f32([1, 2]),
    start_indices=si32(0, (0,)),
    slice_sizes=si32([2]),
    offset_dims=(1,),
    start_index_map=(0,),
    index_vector_dim=1,
    result=f32(0, (0, 2)),
)
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2, 3]),
    start_indices=si32([2, 1]),
    slice_sizes=si32([1]),
    collapsed_slice_dims=(0,),
    start_index_map=(0,),
    index_vector_dim=1,
    result=literal(QUANTIZED_SI8, [3, 2]),
)

op.reject("C1", offset_dims=(1,))
op.reject("C2", index_vector_dim=3)
op.reject("C3", start_index_map=(1,))
op.reject("C4", offset_dims=(2, 1))
op.reject("C5", offset_dims=(1, 3))
op.reject("C6", of="single elements", collapsed_slice_dims=(1, 0))
op.reject("C6", of="single elements", collapsed_slice_dims=(1, 1))
op.reject("C7", collapsed_slice_dims=(3,))
op.reject("gather C6", of="slices of two batches", collapsed_slice_dims=(1,))
op.reject("gather C10", of="slices of two batches", operand_batching_dims=(1, 0))
op.reject("gather C11", of="slices of a batch", operand_batching_dims=(2,))
op.reject("gather C13", of="slices of two batches", start_indices_batching_dims=(0, 0))
op.reject(
    "gather C14", of="slices of a batch", start_indices_batching_dims=(1,), index_vector_dim=0, start_index_map=(1, 0)
)
op.reject("gather C15", of="slices of two batches", start_indices_batching_dims=(0, 2))
op.reject("gather C16", of="slices of two batches", start_indices_batching_dims=(0,))
op.reject("gather C17", of="slices of a batch", start_indices=ui64([0, 0, 0]))
op.reject("C8", slice_sizes=si32([2, 2, 2]))
op.reject("C8", of="slices of a batch", slice_sizes=si64([2, 2]))
op.reject("C9", start_index_map=(1, 1))
op.reject("gather C18", of="slices of a batch", start_index_map=(0,))
op.reject("C10", start_index_map=(1, 3))
op.reject("C11", slice_sizes=si32([1, 2]))
op.reject("C12", slice_sizes=si32([1, 5, 2]))
op.reject("C12", slice_sizes=si32([1, -1, 2]))
op.reject("C13", slice_sizes=si32([1, 1, 2]))
op.reject("C13", result=si32(0, (3, 2, 2)))
op.reject("C13", result=si32(0, (2, 5, 2)))
op.reject("C13", result=si32(0, (2, 2, 2, 1)))
op.reject("C14", result=f32(0, (2, 2, 2)))
