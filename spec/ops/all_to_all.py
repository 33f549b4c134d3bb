"""Splits the tensor of each process of a group into parts, of which each process gets one from every other.

(S1) Processes are grouped by `replica_groups`: across replicas if `channel_id <= 0`, else across partitions.
(S2) Each process splits `operands[i]` along `split_dimension` into `split_count` parts of equal size.
(S3) The process at position `p` of its group gets part `p` of every process of the group. `results[i]` are these parts,
     in the order of the group, concatenated along `concat_dimension`.

That the groups name every process (C6) is known when the program meets a process grid, except that they cannot be
empty.
"""

from __future__ import annotations

from ..families.collective import (
    TENSOR,
    Groups,
    channel,
    group_size,
    groups_of,
    ids_of_groups_are_counted_from_zero,
    ids_of_groups_are_unique,
    replica_groups,
)
from ..lang import I64, Op, attribute, operand, result
from ..lang.notation import dim, rank, same_type
from ..lang.values import f32, si64
from ..types import F32, SI32, SI64, Bounds, Size, TensorType, Type

op = Op(
    "all_to_all",
    __doc__,
    slots=(
        operand("operands", TENSOR, variadic=True),
        attribute("split_dimension", I64),
        attribute("concat_dimension", I64),
        attribute("split_count", I64),
        replica_groups(),
        channel(),
        result("results", TENSOR, variadic=True),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def split_dimension_is_one_of_all_operands(operands: tuple[Type, ...], split_dimension: int) -> bool:
    """0 <= split_dimension < rank(operands...)"""
    return all(0 <= split_dimension < rank(operand) for operand in operands)


@op.constraint("C2")
def parts_are_of_equal_size(operands: tuple[Type, ...], split_dimension: int, split_count: int) -> bool:
    """dim(operands..., split_dimension) % split_count = 0"""
    sizes = [dim(operand, split_dimension) for operand in operands]
    return split_count <= 0 or all(size is None or size % split_count == 0 for size in sizes)


@op.constraint("C3")
def concat_dimension_is_one_of_all_operands(operands: tuple[Type, ...], concat_dimension: int) -> bool:
    """0 <= concat_dimension < rank(operands...)"""
    return all(0 <= concat_dimension < rank(operand) for operand in operands)


@op.constraint("C4")
def there_are_parts(split_count: int) -> bool:
    """0 < split_count"""
    return split_count > 0


op.constraint("C5")(ids_of_groups_are_unique)


@op.constraint("C6")
def groups_cover_all_processes(replica_groups: Groups) -> bool:
    """size(replica_groups) is num_replicas, or num_partitions if channel_id > 0 (so not 0)"""
    known = groups_of(replica_groups)
    return known is None or known.size > 0


op.constraint("C7")(ids_of_groups_are_counted_from_zero)


@op.constraint("C8")
def there_is_a_part_for_each_process_of_a_group(split_count: int, replica_groups: Groups) -> bool:
    """dim(replica_groups, 1) = split_count"""
    return group_size(replica_groups) in (None, split_count)


@op.constraint("C9")
def results_are_shorter_in_one_dimension_and_longer_in_the_other(
    operands: tuple[TensorType, ...],
    split_dimension: int,
    concat_dimension: int,
    split_count: int,
    results: tuple[Type, ...],
) -> bool:
    """type(results...) = type(operands...), but for the size of split_dimension, divided by split_count, and that of
    concat_dimension, times split_count, where these dimensions differ"""
    expected = infer(operands, split_dimension, concat_dimension, split_count)
    return len(expected) == len(results) and all(map(same_type, expected, results))


@op.infer
def infer(
    operands: tuple[TensorType, ...], split_dimension: int, concat_dimension: int, split_count: int
) -> tuple[TensorType, ...]:
    return tuple(_exchanged(operand, split_dimension, concat_dimension, split_count) for operand in operands)


def _exchanged(type_: TensorType, split: int, concat: int, count: int) -> TensorType:
    """The type, with one size divided and another multiplied; so are bounds."""
    if split == concat:
        return type_
    bounds = None if type_.bounds is None else Bounds(_moved(type_.bounds.sizes, split, concat, count))
    return TensorType(_moved(type_.shape, split, concat, count), type_.element, bounds)


def _moved(sizes: tuple[Size, ...], split: int, concat: int, count: int) -> tuple[Size, ...]:
    changed = list(sizes)
    changed[split] = None if sizes[split] is None else (sizes[split] or 0) // count
    changed[concat] = None if sizes[concat] is None else (sizes[concat] or 0) * count
    return tuple(changed)


op.cannot_run("processes do not meet yet")
op.changed("1.5.0", "several operands")
op.changed("1.16.0", "groups by mesh axes")

op.example(
    "a group of one process",
    operands=[si64([[1, 2], [3, 4]])], split_dimension=1, concat_dimension=0, split_count=1, replica_groups=[[0]],
    results=[si64([[1, 2], [3, 4]])],
)  # fmt: skip
op.example(
    "two operands, two processes",
    operands=[f32([[1, 2, 3, 4]]), si64([[1, 2], [3, 4]])], split_dimension=1, concat_dimension=0, split_count=2,
    replica_groups=[[0, 1]], results=[TensorType((2, 2), F32), TensorType((4, 1), SI64)],
)  # fmt: skip
op.example(
    "one dimension is split and joined again",
    operands=[si64([1, 2, 3, 4])], split_dimension=0, concat_dimension=0, split_count=2, replica_groups=[[1, 0]],
    results=[TensorType((4,), SI64)],
)  # fmt: skip

op.reject("C1", split_dimension=2)
op.reject("C2", of="two operands, two processes", split_count=3)
op.reject("C3", concat_dimension=-1)
op.reject("C4", split_count=0)
op.reject("C5", replica_groups=[[0], [0]])
op.reject("C6", replica_groups=[[]])
op.reject("C7", replica_groups=[[1]])
op.reject("C7", replica_groups=[[-1]])
op.reject("C8", replica_groups=[[0, 1]])
op.reject("C9", of="two operands, two processes", results=[TensorType((1, 4), F32), TensorType((4, 1), SI64)])
op.reject("C9", results=[TensorType((2, 2), SI32)])
op.reject("C9", results=[TensorType((2, 2), SI64), TensorType((2, 2), SI64)])
