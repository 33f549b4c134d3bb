"""Reduces the tensors of all processes of a group to one, of which each process gets a part.

(S1) Processes are grouped, and their tensors reduced by `computation`, as `all_reduce` does.
(S2) The reduced tensor is split along `scatter_dimension` into as many parts of equal size as the group has processes.
(S3) The process at position `p` of its group gets part `p`.

That the groups name every process (C4) is known when the program meets a process grid, except that they cannot be empty
where ids are global.
"""

from __future__ import annotations

from ..attributes.channel_handle import ChannelHandle
from ..families.collective import (
    TENSOR,
    Groups,
    channel,
    global_ids,
    global_ids_need_a_channel,
    group_size,
    groups_of_global_ids_cover_all_processes,
    ids_of_groups_are_counted_from_zero,
    ids_of_groups_are_unique,
    is_multiple,
    known_group_size,
    replica_groups,
    same_but_for,
)
from ..families.reduction import is_reducer, reduced_elements
from ..lang import I64, Op, attribute, call, operand, region, result, sketch
from ..lang.notation import dim, element_type, rank
from ..lang.values import f32, si64
from ..types import F32, F64, SI32, SI64, FunctionType, TensorType, Type

op = Op(
    "reduce_scatter",
    __doc__,
    slots=(
        operand("operand", TENSOR),
        attribute("scatter_dimension", I64),
        replica_groups(),
        channel(),
        global_ids(),
        region("computation"),
        result("result", TENSOR),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def parts_are_of_equal_size(operand: Type, scatter_dimension: int, replica_groups: Groups) -> bool:
    """dim(operand, scatter_dimension) % dim(process_groups, 1) = 0"""
    if not 0 <= scatter_dimension < rank(operand):
        return True
    size, processes = dim(operand, scatter_dimension), group_size(replica_groups)
    return size is None or processes is None or size % processes == 0


@op.constraint("C2")
def dimension_is_one_of_the_operand(operand: Type, scatter_dimension: int) -> bool:
    """0 <= scatter_dimension < rank(operand)"""
    return 0 <= scatter_dimension < rank(operand)


op.constraint("C3")(ids_of_groups_are_unique)
op.constraint("C4")(groups_of_global_ids_cover_all_processes)
op.constraint("C5")(ids_of_groups_are_counted_from_zero)
op.constraint("C6")(global_ids_need_a_channel)


@op.constraint("C7")
def computation_joins_two_elements(operand: Type, computation: FunctionType) -> bool:
    """type(computation) = (tensor<E>, tensor<E>) -> tensor<E> where is_promotable(element_type(operand), E)"""
    return is_reducer(computation, [element_type(operand)])


@op.constraint("C8")
def result_is_as_many_times_shorter_as_there_are_processes_in_a_group(
    operand: Type,
    scatter_dimension: int,
    replica_groups: Groups,
    channel_handle: ChannelHandle,
    use_global_device_ids: bool,
    result: Type,
) -> bool:
    """shape(result) = shape(operand), but for the size of scatter_dimension, divided by dim(process_groups, 1)"""
    axis, times = scatter_dimension, known_group_size(replica_groups, channel_handle, use_global_device_ids)
    return same_but_for(axis, operand, result) and is_multiple(
        dim(operand, axis), dim(result, axis), times, group_size(replica_groups)
    )


@op.constraint("C9")
def result_has_the_element_type_of_the_computation(computation: FunctionType, result: Type) -> bool:
    """element_type(result) = E"""
    return [element_type(result)] == reduced_elements(computation)


op.cannot_run("processes do not meet yet")
op.choice("reduction-order")
op.changed("0.17.0", "elements may be promoted to a wider type")
op.changed("1.16.0", "groups by mesh axes")
op.peer("StableHLO's C++ verifier", "does not check C1; asks in C8 for a multiple only, and refuses sizes of 0")

_F32, _F64, _SI64 = (TensorType((), element) for element in (F32, F64, SI64))
_ADD = sketch(lambda x, y: call("add", x, y), _SI64, _SI64)

op.example(
    "a group of one process",
    operand=si64([[1, 2]]), scatter_dimension=1, replica_groups=[[0]], computation=_ADD, result=si64([[1, 2]]),
)  # fmt: skip
op.example(
    "two processes",
    operand=si64([[1, 2, 3, 4]]), scatter_dimension=1, replica_groups=[[0, 1]], computation=_ADD,
    result=TensorType((1, 2), SI64),
)  # fmt: skip
op.example(
    "global ids",
    operand=si64([[1, 2]]), scatter_dimension=1, replica_groups=[[0, 1]], channel_handle=ChannelHandle(1, 0),
    use_global_device_ids=True, computation=_ADD, result=TensorType((1, 1), SI64),
)  # fmt: skip
op.example(
    "sums in a wider type, and a number of partitions that is known later",
    operand=f32([1, 2, 3, 4]), scatter_dimension=0, replica_groups=[[0, 1]], channel_handle=ChannelHandle(1, 0),
    computation=sketch(lambda x, y: call("add", x, y), _F64, _F64), result=TensorType((1,), F64),
)  # fmt: skip

op.reject("C1", replica_groups=[[0, 1, 2]])
op.reject("C2", scatter_dimension=2)
op.reject("C2", scatter_dimension=-1)
op.reject("C3", replica_groups=[[0, 0]])
op.reject("C4", of="global ids", replica_groups=[[], []])
op.reject("C5", replica_groups=[[0, 2]])
op.reject("C5", replica_groups=[[0, -1]])
op.reject("C6", of="two processes", use_global_device_ids=True)
op.reject("C7", computation=sketch(lambda x, y: call("add", x, y), _F32, _F32))
op.reject("C8", of="two processes", result=TensorType((1, 4), SI64))
op.reject("C8", of="two processes", result=TensorType((2, 2), SI64))
op.reject("C8", of="sums in a wider type, and a number of partitions that is known later", result=TensorType((4,), F64))
op.reject("C9", result=TensorType((1, 2), SI32))
