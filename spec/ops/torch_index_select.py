"""Selects the slices of `operand` along one dimension that `index` lists, separately for each batch.

(S1) The first `batch_dims` dimensions, the batch, are the same in `operand`, `index` and `result`.
(S2) In place of dimension `dim` of `operand`, `result` has the dimensions of `index` after the batch: at an index of
     these stands the slice of `operand`, of the same batch, whose number along `dim` is the element of `index` there.
(S3) Numbers below 0 or beyond the last slice are clamped, as in `gather`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..attributes.gather import GatherDimensionNumbers
from ..families.expressions import lift
from ..families.gathering import gathered
from ..families.movement import bound, bounded_type, same_element_type
from ..lang import ANY, I64, INT, Array, Op, Unsupported, attribute, call, exact, operand, result, tensor
from ..lang.notation import rank, shape, shapes_agree
from ..lang.regions import Call, Node
from ..lang.values import f32, si32, si64, ui8
from ..types import Size, TensorType, Type

op = Op(
    "torch_index_select",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("index", tensor(INT)),
        attribute("dim", I64),
        attribute("batch_dims", I64),
        result("result", tensor(ANY)),
    ),
    since="0.9.0",
    moves=True,
    deprecated="not in the specification; `gather` does the same and more (openxla/stablehlo#3)",
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C2")
def dim_follows_the_batch(operand: Type, dim: int, batch_dims: int) -> bool:
    """0 <= batch_dims <= dim < rank(operand)"""
    return 0 <= batch_dims <= dim < rank(operand)


@op.constraint("C3")
def index_has_the_same_batch(operand: Type, index: Type, batch_dims: int) -> bool:
    """shape(operand)[:batch_dims] = shape(index)[:batch_dims]"""
    return shapes_agree(shape(operand)[:batch_dims], shape(index)[:batch_dims])


@op.constraint("C4")
def index_takes_the_place_of_dim(operand: Type, index: Type, dim: int, batch_dims: int, result: Type) -> bool:
    """shape(result) = shape(operand)[:dim] + shape(index)[batch_dims:] + shape(operand)[dim + 1:]"""
    return shapes_agree(shape(result), _spliced(shape(operand), shape(index), dim, batch_dims))


def _spliced(operand: tuple[Size, ...], index: tuple[Size, ...], dim: int, batch_dims: int) -> tuple[Size, ...]:
    return operand[:dim] + index[batch_dims:] + operand[dim + 1 :]


@op.infer
def infer(operand: TensorType, index: TensorType, dim: int, batch_dims: int) -> TensorType:
    sizes = _spliced(operand.shape, index.shape, dim, batch_dims)
    bounds = _spliced(_bounds(operand), _bounds(index), dim, batch_dims)
    return bounded_type(sizes, bounds, operand.element)


def _bounds(x: TensorType) -> tuple[Size, ...]:
    return tuple(bound(x, d) for d in range(x.rank))


@op.kernel
def torch_index_select(operand: Array, index: Array, dim: int, batch_dims: int) -> Array:
    numbers = _as_gather(operand.ndim, index.ndim, dim, batch_dims)
    return gathered(operand, index, numbers, _slice_sizes(operand.shape, dim, batch_dims))  # S1, S2, S3


def _as_gather(rank_: int, index_rank: int, dim: int, batch_dims: int) -> GatherDimensionNumbers:
    batch = tuple(range(batch_dims))
    added = index_rank - batch_dims
    return GatherDimensionNumbers(
        offset_dims=(*range(batch_dims, dim), *range(dim + added, rank_ - 1 + added)),
        collapsed_slice_dims=(dim,),
        operand_batching_dims=batch,
        start_indices_batching_dims=batch,
        start_index_map=(dim,),
        index_vector_dim=index_rank,
    )


def _slice_sizes(sizes: Sequence[int], dim: int, batch_dims: int) -> list[int]:
    return [1 if d == dim or d < batch_dims else size for d, size in enumerate(sizes)]


@op.decomposition
def decomposition(operand: Node, index: Node, dim: int, batch_dims: int, result: TensorType) -> Call:
    x = lift(operand).type
    if not x.static:
        raise Unsupported("the sizes of the operand are not known")
    numbers = _as_gather(x.rank, rank(index.type), dim, batch_dims)
    sizes = _slice_sizes(x.sizes, dim, batch_dims)
    return call("gather", operand, index, dimension_numbers=numbers, slice_sizes=sizes, types=(result,))


op.accuracy(exact(ANY))
op.peer("StableHLO's C++ verifier", "checks none of the constraints, and accepts indices of any type")

op.example(
    "columns by number",
    operand=f32([[1, 2, 3], [4, 5, 6]]),
    index=si64([2, 0, 2, 9, -1]),
    dim=1,
    batch_dims=0,
    result=f32([[3, 1, 3, 3, 1], [6, 4, 6, 6, 4]]),
)
op.example(
    "each batch has its own numbers",
    operand=si32([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
    index=ui8([[[1, 0]], [[0, 0]]]),
    dim=2,
    batch_dims=1,
    result=si32([[[[2, 1]], [[4, 3]]], [[[5, 5]], [[7, 7]]]]),
)
op.example("a number alone", operand=f32([[1, 2], [3, 4]]), index=si32(1), dim=0, batch_dims=0, result=f32([3, 4]))
op.example("no numbers", operand=f32([1, 2]), index=si32(0, (0,)), dim=0, batch_dims=0, result=f32(0, (0,)))

op.reject("C1", result=si32(0, (2, 5)))
op.reject("C2", dim=2)
op.reject("C2", of="each batch has its own numbers", dim=0)
op.reject("C2", batch_dims=-1)
op.reject("C3", of="each batch has its own numbers", index=ui8(0, (3, 1, 2)))
op.reject("C3", of="a number alone", batch_dims=1, dim=1)
op.reject("C4", result=f32(0, (2, 4)))
op.reject("C4", result=f32(0, (2, 5, 1)))
