"""Reads slices of `operand` at places that `start_indices` names, and lays them side by side.

(S1) The dimensions of `result` at `offset_dims` are those of a slice; the others, in order, are the batch: the
     dimensions of `start_indices` without `index_vector_dim`. Each position in the batch has one slice.
(S2) The index vector of a slice lies along `index_vector_dim` of `start_indices`; if that is the rank of
     `start_indices`, each element is a vector of one component.
(S3) Component `i` of the vector is where the slice starts along dimension `start_index_map[i]` of `operand`, clamped to
     between 0 and the last index where `slice_sizes` still fits. It is the exact integer, also where its type is
     unsigned. Along dimensions that are not mapped the slice starts at 0.
(S4) Along `operand_batching_dims[i]` a slice has the one index that is its own position in the batch along dimension
     `start_indices_batching_dims[i]` of `start_indices`.
(S5) Dimensions in `collapsed_slice_dims` and `operand_batching_dims`, along which slices have one element, do not
     appear in `result`. The others appear in order.
(S6) `indices_are_sorted` promises something that makes no difference here.
"""

from __future__ import annotations

from ..attributes.gather import GatherDimensionNumbers
from ..families import gathering as rules
from ..families.movement import bounded_type
from ..lang import (
    ANY,
    BOOLEAN,
    I64_ARRAY,
    INT,
    Array,
    Family,
    Op,
    attribute,
    constraint,
    exact,
    group,
    operand,
    result,
    tensor,
)
from ..lang.notation import rank, shape, shapes_agree
from ..lang.values import bf16, f32, i1, literal, si8, si32, si64, ui64
from ..types import F32, SI8, SI32, Bounds, QuantizedType, TensorType, Type

FAMILY = Family(
    (
        operand("operand", tensor(ANY)),
        operand("start_indices", tensor(INT)),
        group("dimension_numbers", GatherDimensionNumbers),
        attribute("slice_sizes", I64_ARRAY),
        attribute("indices_are_sorted", BOOLEAN, default=False),
        result("result", tensor(ANY)),
    ),
    (
        constraint("C1", rules.every_operand_dimension_has_one_role),
        constraint("C2", rules.index_vector_dim_is_a_dimension_of_the_indices_or_one_more),
        constraint("C3", rules.every_component_of_an_index_vector_is_mapped),
        constraint("C4", rules.offset_dims_ascend),
        constraint("C5", rules.offset_dims_are_dimensions_of_the_result),
        constraint("C6", rules.collapsed_and_batching_dims_are_unique),
        constraint("C7", rules.collapsed_slice_dims_are_sorted),
        constraint("C8", rules.collapsed_slice_dims_are_dimensions_of_the_operand),
        constraint("C10", rules.operand_batching_dims_are_sorted),
        constraint("C11", rules.operand_batching_dims_are_dimensions_of_the_operand),
        constraint("C13", rules.start_indices_batching_dims_are_unique),
        constraint("C14", rules.start_indices_batching_dims_are_dimensions_of_the_indices),
        constraint("C15", rules.index_vector_dim_is_no_batching_one),
        constraint("C16", rules.batching_dims_come_in_pairs),
        constraint("C17", rules.batching_dims_of_a_pair_have_the_same_size),
        constraint("C18", rules.mapped_and_batching_dims_are_unique),
        constraint("C19", rules.start_index_map_names_dimensions_of_the_operand),
        constraint("C20", rules.every_operand_dimension_has_a_slice_size),
        constraint("C9", rules.collapsed_slices_have_at_most_one_element),  # reads slice_sizes, so it comes after C20
        constraint("C12", rules.batched_slices_have_at_most_one_element),
        constraint("C21", rules.slices_fit_into_the_operand),
    ),
)

op = Op("gather", __doc__, FAMILY, since="0.9.0", moves=True)


@op.constraint("C22")
def result_combines_the_batch_and_the_slices(
    start_indices: Type, dimension_numbers: GatherDimensionNumbers, slice_sizes: tuple[int, ...], result: Type
) -> bool:
    """shape(result) = combine(batch_dim_sizes, offset_dim_sizes): at offset_dims slice_sizes without those of
    collapsed_slice_dims and operand_batching_dims, elsewhere shape(start_indices) without index_vector_dim
    """
    if rank(result) != rules.result_rank(start_indices, dimension_numbers):
        return False
    return shapes_agree(shape(result), rules.result_shape(start_indices, dimension_numbers, slice_sizes)[0])


op.constraint("C23")(rules.element_types_are_the_same)


@op.infer
def infer(
    operand: TensorType, start_indices: Type, dimension_numbers: GatherDimensionNumbers, slice_sizes: tuple[int, ...]
) -> TensorType:
    sizes, bounds = rules.result_shape(start_indices, dimension_numbers, slice_sizes)
    return bounded_type(sizes, bounds, operand.element)


@op.kernel
def gather(
    operand: Array, start_indices: Array, dimension_numbers: GatherDimensionNumbers, slice_sizes: tuple[int, ...]
) -> Array:
    return rules.gathered(operand, start_indices, dimension_numbers, slice_sizes)  # S1, S2, S3, S4, S5


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))
op.choice("broken-promises-about-indices")
op.peer("StableHLO's C++ verifier", "accepts slices larger than the bound of a dimension")
op.changed("1.1.0", "operand_batching_dims and start_indices_batching_dims")

op.example(
    "slices of a batch, one start clamped",
    operand=si32(
        [
            [[[1, 2], [3, 4], [5, 6], [7, 8]], [[9, 10], [11, 12], [13, 14], [15, 16]]],
            [[[25, 26], [27, 28], [29, 30], [31, 32]], [[33, 34], [35, 36], [37, 38], [39, 40]]],
        ]
    ),
    start_indices=si64([[[0, 0], [1, 0]], [[0, 9], [-5, 1]], [[2, 1], [3, 1]]]),
    offset_dims=(2, 3),
    collapsed_slice_dims=(1,),
    operand_batching_dims=(0,),
    start_indices_batching_dims=(1,),
    start_index_map=(2, 1),
    index_vector_dim=2,
    slice_sizes=(1, 1, 2, 2),
    result=si32(
        [
            [[[1, 2], [3, 4]], [[27, 28], [29, 30]]],
            [[[9, 10], [11, 12]], [[33, 34], [35, 36]]],
            [[[13, 14], [15, 16]], [[37, 38], [39, 40]]],
        ]
    ),
)
op.example(
    "rows of a table",
    operand=f32([[0, 1], [2, 3], [4, 5]]),
    start_indices=si32([2, 0, 2, 7]),
    offset_dims=(1,),
    collapsed_slice_dims=(0,),
    start_index_map=(0,),
    index_vector_dim=1,
    slice_sizes=(1, 2),
    result=f32([[4, 5], [0, 1], [4, 5], [4, 5]]),
)
op.example(
    "single elements at index vectors in columns",
    operand=bf16([[0, 1, 2], [3, 4, 5]]),
    start_indices=si8([[1, 0, -128], [2, 0, 127]]),
    collapsed_slice_dims=(0, 1),
    start_index_map=(0, 1),
    index_vector_dim=0,
    slice_sizes=(1, 1),
    result=bf16([5, 0, 2]),
)
op.example(
    "the largest unsigned start is clamped like any other",
    operand=si32([0, 1, 2, 3]),
    start_indices=ui64([[2**64 - 1], [1]]),
    offset_dims=(0,),
    start_index_map=(0,),
    index_vector_dim=1,
    slice_sizes=(3,),
    result=si32([[1, 1], [2, 2], [3, 3]]),
)
op.example(
    "one slice of a part of a dimension that is not mapped",
    operand=si32([[0, 1, 2], [3, 4, 5]]),
    start_indices=si32([1]),
    offset_dims=(0,),
    collapsed_slice_dims=(0,),
    start_index_map=(0,),
    index_vector_dim=0,
    slice_sizes=(1, 2),
    result=si32([3, 4]),
)
op.example(
    "no component is mapped",
    operand=si32([5, 6]),
    start_indices=si32(0, (2, 0)),
    offset_dims=(1,),
    index_vector_dim=1,
    slice_sizes=(2,),
    result=si32([[5, 6], [5, 6]]),
)
op.example(
    "no slices, and slices of nothing",
    operand=i1([[True], [False]]),
    start_indices=si32(0, (0,)),
    offset_dims=(0, 2),
    start_index_map=(0,),
    index_vector_dim=1,
    slice_sizes=(0, 1),
    result=i1(False, (0, 0, 1)),
)
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2, 3]),
    start_indices=si32([2, 1]),
    collapsed_slice_dims=(0,),
    start_index_map=(0,),
    index_vector_dim=1,
    slice_sizes=(1,),
    result=literal(QUANTIZED_SI8, [3, 2]),
)

op.reject("C1", offset_dims=(2,))
op.reject("C2", index_vector_dim=4)
op.reject("C2", index_vector_dim=-1)
op.reject("C3", start_index_map=(2,))
op.reject("C3", index_vector_dim=3)
op.reject("C4", offset_dims=(3, 2))
op.reject("C4", offset_dims=(2, 2))
op.reject("C5", offset_dims=(2, 4))
op.reject("C5", offset_dims=(-1, 3))
op.reject("C6", collapsed_slice_dims=(0,))
op.reject("C7", of="single elements at index vectors in columns", collapsed_slice_dims=(1, 0))
op.reject("C8", collapsed_slice_dims=(4,))
op.reject("C8", collapsed_slice_dims=(-1,))
op.reject("C9", slice_sizes=(1, 2, 2, 2))
op.reject(
    "C10", offset_dims=(2,), operand_batching_dims=(3, 0), start_indices_batching_dims=(1, 0), start_index_map=(2, 1)
)
op.reject("C11", operand_batching_dims=(4,))
op.reject("C12", slice_sizes=(2, 1, 2, 2))
op.reject("C13", offset_dims=(2,), operand_batching_dims=(0, 3), start_indices_batching_dims=(1, 1))
op.reject("C14", start_indices_batching_dims=(3,))
op.reject("C15", start_indices_batching_dims=(2,))
op.reject("C16", start_indices_batching_dims=(0, 1))
op.reject("C17", start_indices_batching_dims=(0,))
op.reject("C18", start_index_map=(2, 2))
op.reject("C18", start_index_map=(2, 0))
op.reject("C19", start_index_map=(2, 4))
op.reject("C20", slice_sizes=(1, 1, 2))
op.reject("C21", slice_sizes=(1, 1, 5, 2))
op.reject("C21", slice_sizes=(1, 1, -1, 2))
op.reject("C21", operand=TensorType((2, 2, None, 2), SI32, Bounds((None, None, 1, None))))
op.reject("C22", result=si32(0, (3, 2, 2, 1)))
op.reject("C22", result=si32(0, (3, 2, 2, 2, 1)))
op.reject("C23", result=f32(0, (3, 2, 2, 2)))
