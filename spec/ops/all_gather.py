"""Joins the tensors of all processes of a group.

(S1) Processes are grouped by `replica_groups`: across replicas if `channel_id <= 0`, across replicas and partitions if
     `channel_id > 0`, by process numbers if also `use_global_device_ids`.
(S2) `results[i]` are the `operands[i]` of the group's processes, in its order, concatenated along `all_gather_dim`.
     Every process of the group gets the same.

That the groups name every process (C3), and how many processes there are in each (C6), is known when the program
meets a process grid. Before that, groups cannot be empty where ids are global, and results are a whole number of times
longer.
"""

from __future__ import annotations

from ..attributes.axis_ref import AxisRef
from ..attributes.channel_handle import ChannelHandle
from ..attributes.mesh import Mesh
from ..attributes.mesh_axis import MeshAxis
from ..attributes.replica_group_mesh_axes import ReplicaGroupMeshAxes
from ..attributes.sub_axis_info import SubAxisInfo
from ..families.collective import (
    TENSOR,
    channel,
    global_ids,
    global_ids_need_a_channel,
    groups_of_global_ids_cover_all_processes,
    ids_of_groups_are_counted_from_zero,
    ids_of_groups_are_unique,
    is_multiple,
    replica_groups,
    same_but_for,
)
from ..lang import I64, Op, attribute, operand, result
from ..lang.notation import dim, element_type, rank
from ..lang.values import f32, si64
from ..types import SI32, SI64, TensorType, Type

op = Op(
    "all_gather",
    __doc__,
    slots=(
        operand("operands", TENSOR, variadic=True),
        attribute("all_gather_dim", I64),
        replica_groups(),
        channel(),
        global_ids(),
        result("results", TENSOR, variadic=True),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def dimension_is_one_of_all_operands(operands: tuple[Type, ...], all_gather_dim: int) -> bool:
    """0 <= all_gather_dim < rank(operands...)"""
    return all(0 <= all_gather_dim < rank(operand) for operand in operands)


op.constraint("C2")(ids_of_groups_are_unique)
op.constraint("C3")(groups_of_global_ids_cover_all_processes)
op.constraint("C4")(ids_of_groups_are_counted_from_zero)
op.constraint("C5")(global_ids_need_a_channel)


@op.constraint("C6")
def results_are_a_whole_number_of_times_longer(
    operands: tuple[Type, ...], all_gather_dim: int, results: tuple[Type, ...]
) -> bool:
    """type(results...) = type(operands...), but for the size of all_gather_dim, times dim(process_groups, 1)"""
    axis = all_gather_dim
    return len(operands) == len(results) and all(
        element_type(operand) == element_type(result)
        and same_but_for(axis, operand, result)
        and is_multiple(dim(result, axis), dim(operand, axis), None, None)
        for operand, result in zip(operands, results, strict=True)
    )


op.cannot_run("processes do not meet yet")
op.changed("1.5.0", "several operands")
op.changed("1.16.0", "groups by mesh axes")
op.peer("StableHLO's C++ verifier", "takes channel 0 in C5; refuses sizes of 0")

_FIRST = TensorType((2, 2), SI64)

op.example(
    "a group of one process",
    operands=[si64([[1, 2], [3, 4]])], all_gather_dim=1, replica_groups=[[0]], results=[si64([[1, 2], [3, 4]])],
)  # fmt: skip
op.example(
    "two operands, two processes",
    operands=[f32([[1, 2], [3, 4]]), si64([5, 6])], all_gather_dim=0, replica_groups=[[0, 1], [3, 2]],
    results=[TensorType((4, 2), f32(0).type.element), TensorType((4,), SI64)],
)  # fmt: skip
op.example(
    "global ids",
    operands=[si64([[1, 2], [3, 4]])], all_gather_dim=1, replica_groups=[[0, 1]],
    channel_handle=ChannelHandle(1, 0), use_global_device_ids=True, results=[TensorType((2, 4), SI64)],
)  # fmt: skip
op.example(
    "replicas and a number of partitions that is known later",
    operands=[si64([[1, 2], [3, 4]])], all_gather_dim=1, replica_groups=[[0, 1]],
    channel_handle=ChannelHandle(1, 0), results=[TensorType((2, 12), SI64)],
)  # fmt: skip
op.example(
    "groups by the axes of a mesh of 2 by 6 devices: half of one axis, and the other",
    operands=[si64([[1, 2], [3, 4]])], all_gather_dim=1,
    replica_groups=ReplicaGroupMeshAxes(
        Mesh((MeshAxis("x", 2), MeshAxis("y", 6))), (AxisRef("y", SubAxisInfo(1, 2)), AxisRef("x"))
    ),
    results=[TensorType((2, 8), SI64)],
)  # fmt: skip

op.reject("C1", all_gather_dim=2)
op.reject("C1", all_gather_dim=-1)
op.reject("C1", of="two operands, two processes", all_gather_dim=1)
op.reject("C2", replica_groups=[[0, 0]])
op.reject("C3", of="global ids", replica_groups=[[], []])
op.reject("C4", replica_groups=[[0, 2]])
op.reject("C4", replica_groups=[[0, 1], [2, -1]])
op.reject("C5", use_global_device_ids=True)
op.reject("C6", results=[TensorType((2, 3), SI64)])
op.reject("C6", results=[TensorType((2, 2), SI32)])
op.reject("C6", results=[TensorType((4, 2), SI64)])
op.reject("C6", results=[_FIRST, _FIRST])
