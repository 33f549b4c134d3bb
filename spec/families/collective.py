"""Ops by which processes exchange tensors: groups of processes, and what all of these ops ask of them.

A group is a row of ids. Which process an id names depends on the op (the specification, "Collective ops"): a replica
or a partition, with every partition or replica in turn, or both at once in one number. Groups are given as a tensor
constant, in which -1 fills rows up, or by axes of a device mesh.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..attributes import Literal, SymbolRef
from ..attributes.axis_ref import AxisRef
from ..attributes.channel_handle import ChannelHandle
from ..attributes.mesh import Mesh
from ..attributes.replica_group_mesh_axes import ReplicaGroupMeshAxes
from ..lang import ANY, FLAG, Array, Attribute, AttributeKind, WrongKind, attribute, structure, tensor
from ..lang.attribute_kinds import MOST, listed
from ..lang.notation import is_unique, shape, shapes_agree
from ..types import SI64, Size, Type

TENSOR = tensor(ANY)


class ChannelType(enum.IntEnum):
    """Who speaks over a channel: its `type` as the text form writes it."""

    DEVICE_TO_DEVICE = 1
    DEVICE_TO_HOST = 2
    HOST_TO_DEVICE = 3


Groups = Array | ReplicaGroupMeshAxes


class _Ids(AttributeKind):
    """A 2-dimensional tensor constant of ids."""

    words = "2-dimensional tensor constant of type `si64`"

    def read(self, attribute: Any) -> Array:
        if isinstance(attribute, Literal) and attribute.type.element == SI64 and attribute.type.rank == 2:
            return listed(attribute, "ids")
        raise WrongKind(f"a {self.words}")

    def build(self, value: Any) -> Literal:
        from ..lang.values import literal

        return value if isinstance(value, Literal) else literal(SI64, value)


class _Groups(AttributeKind):
    """Groups of processes: ids, or axes of a mesh, which must have those axes."""

    words = "2-dimensional tensor constant of type `si64` or `#stablehlo.replica_group_mesh_axes`"

    def read(self, attribute: Any) -> Groups:
        if not isinstance(attribute, ReplicaGroupMeshAxes):
            return ID_PAIRS.read(attribute)
        if isinstance(attribute.mesh_name, Mesh):
            mesh_groups(attribute.mesh_name, attribute.axes)
        elif not isinstance(attribute.mesh_name, SymbolRef):
            raise WrongKind("groups by the axes of a mesh, which is a `#stablehlo.mesh` or a symbol")
        return attribute

    def build(self, value: Any) -> Any:
        return value if isinstance(value, ReplicaGroupMeshAxes) else ID_PAIRS.build(value)


ID_PAIRS = _Ids()


def replica_groups() -> Attribute:
    """The slot of groups."""
    return attribute("replica_groups", _Groups())


def channel() -> Attribute:
    """The slot of a channel whose id alone matters; without it the id is 0."""
    return attribute("channel_handle", structure(ChannelHandle), ChannelHandle())


def global_ids() -> Attribute:
    """The slot of the flag that ids are those of processes."""
    return attribute("use_global_device_ids", FLAG, False)


def groups_of(groups: Groups) -> Array | None:
    """Groups as an array of ids, one row each; None where the mesh stands elsewhere in the program."""
    if not isinstance(groups, ReplicaGroupMeshAxes):
        return groups
    return mesh_groups(groups.mesh_name, groups.axes) if isinstance(groups.mesh_name, Mesh) else None


def mesh_groups(mesh: Mesh, axes: Sequence[AxisRef]) -> Array:
    """Groups of the devices of a mesh that differ in these axes only, which vary in the order given, the last fastest.

    A part of an axis of size n, which lies between `pre_size` and `pre_size * size`, is one of the axes into which the
    axis is split: its index is that of the axis, divided by the product of sizes after it, modulo its own size.
    Raises WrongKind where the mesh does not have the axes.
    """
    factors: list[tuple[str, int, int]] = []
    for axis in mesh.axes:
        inner = [ref.sub_axis_info for ref in axes if ref.name == axis.name and ref.sub_axis_info is not None]
        cuts = sorted({1, axis.size, *(cut for part in inner for cut in (part.pre_size, part.pre_size * part.size))})
        if cuts[0] < 1 or cuts[-1] > axis.size or any(high % low for low, high in pairwise(cuts)):
            raise WrongKind(f"parts of mesh axis {axis.name!r} into which its size {axis.size} can be split")
        factors += [(axis.name, low, high // low) for low, high in pairwise(cuts)]
    chosen: list[int] = []
    for ref in axes:
        if all(axis.name != ref.name for axis in mesh.axes):
            raise WrongKind(f"axes of the mesh; it has no axis {ref.name!r}")
        part = ref.sub_axis_info
        limits = (1, np.inf) if part is None else (part.pre_size, part.pre_size * part.size)
        chosen += [i for i, (name, low, _) in enumerate(factors) if name == ref.name and limits[0] <= low < limits[1]]
    if not is_unique(chosen):
        raise WrongKind("axes of the mesh, none of them twice")
    sizes = [size for _, _, size in factors]
    count = math.prod(sizes)
    if count > MOST:
        raise WrongKind(f"axes of a mesh of at most {MOST} devices, found {count}")
    if mesh.device_ids is not None and len(mesh.device_ids) != count:
        raise WrongKind(f"axes of a mesh with {count} device ids, found {len(mesh.device_ids)}")
    ids = np.arange(count) if mesh.device_ids is None else np.array(mesh.device_ids, np.int64)
    others = [i for i in range(len(factors)) if i not in chosen]
    grouped = ids.reshape(sizes).transpose(others + chosen)
    return grouped.reshape(-1, int(np.prod([sizes[i] for i in chosen], dtype=np.int64)))


def group_size(groups: Groups) -> int | None:
    """Ids in each group; None where unknown, or where no groups are listed."""
    known = groups_of(groups)
    return None if known is None or known.size == 0 else known.shape[1]


def known_group_size(groups: Groups, channel_handle: ChannelHandle, use_global_device_ids: bool) -> int | None:
    """Processes of each group; None where the number of partitions enters, which is not known before the run."""
    return group_size(groups) if use_global_device_ids or channel_handle.handle <= 0 else None


def is_multiple(long: Size, short: Size, times: int | None, divisor: int | None) -> bool:
    """long = short * times; where `times` is not known, whether it can be a multiple of `divisor`. As far as known."""
    if long is None or short is None:
        return True
    if times is not None:
        return long == short * times
    return long == 0 if short == 0 else long > 0 and long % (short * (divisor or 1)) == 0


def same_but_for(axis: int, operand: Type, result: Type) -> bool:
    """Whether shapes agree in all dimensions but one."""
    before, after = shape(operand)[:axis], shape(operand)[axis + 1 :]
    return shapes_agree((*before, None, *after), shape(result))


def _ids(groups: Groups) -> list[int]:
    """All ids, without the -1 that fill rows up."""
    known = groups_of(groups)
    return [] if known is None else [int(one) for one in known.reshape(-1) if one != -1]


# Constraints, to be declared by ops under the labels of their pages.


def ids_of_groups_are_unique(replica_groups: Groups) -> bool:
    """is_unique(replica_groups)"""
    return is_unique(_ids(replica_groups))


def groups_of_global_ids_cover_all_processes(replica_groups: Groups, use_global_device_ids: bool) -> bool:
    """size(replica_groups) is num_processes if use_global_device_ids (so not 0), else num_replicas"""
    return not use_global_device_ids or groups_of(replica_groups) is None or bool(_ids(replica_groups))


def ids_of_groups_are_counted_from_zero(replica_groups: Groups) -> bool:
    """0 <= replica_groups < size(replica_groups)"""
    known = groups_of(replica_groups)
    return known is None or bool(((known >= 0) & (known < known.size)).all())


def ids_of_padded_groups_are_counted_from_zero(replica_groups: Groups) -> bool:
    """0 <= replica_groups < size(replica_groups), where -1 fills groups up and does not count"""
    ids = _ids(replica_groups)
    return all(0 <= one < len(ids) for one in ids)


def ids_of_padded_groups_are_not_negative(replica_groups: Groups) -> bool:
    """0 <= replica_groups < num_replicas, or num_partitions if channel_id > 0, where -1 fills groups up"""
    return all(one >= 0 for one in _ids(replica_groups))


def ids_of_groups_are_not_negative(replica_groups: Groups) -> bool:
    """0 <= replica_groups < num_replicas, or num_partitions if channel_id > 0"""
    known = groups_of(replica_groups)
    return known is None or bool((known >= 0).all())


def global_ids_need_a_channel(channel_handle: ChannelHandle, use_global_device_ids: bool) -> bool:
    """channel_id > 0, if use_global_device_ids"""
    return not use_global_device_ids or channel_handle.handle > 0


def pairs_have_two_members(source_target_pairs: Array | None) -> bool:
    """dim(source_target_pairs, 1) = 2"""
    return source_target_pairs is None or source_target_pairs.shape[1] == 2


def sources_are_unique(source_target_pairs: Array | None) -> bool:
    """is_unique(source_target_pairs[:, 0])"""
    return source_target_pairs is None or is_unique(source_target_pairs[:, 0].tolist())


def targets_are_unique(source_target_pairs: Array | None) -> bool:
    """is_unique(source_target_pairs[:, 1])"""
    return source_target_pairs is None or is_unique(source_target_pairs[:, 1].tolist())


def sources_and_targets_are_not_negative(source_target_pairs: Array | None) -> bool:
    """0 <= source_target_pairs < num_replicas, or num_partitions if channel_id > 0"""
    return source_target_pairs is None or bool((source_target_pairs >= 0).all())
