"""Groups of processes named by mesh axes."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .axis_ref import AxisRef
from .base import StructAttribute


@record
class ReplicaGroupMeshAxes(StructAttribute):
    """Groups of processes named by mesh axes."""

    mnemonic: ClassVar[str] = "replica_group_mesh_axes"

    mesh_name: object
    axes: tuple[AxisRef, ...] = ()
