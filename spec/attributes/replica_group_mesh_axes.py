"""Groups of processes named by mesh axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute
from .axis_ref import AxisRef


@dataclass(frozen=True)
class ReplicaGroupMeshAxes(StructAttribute):
    """Groups of processes named by mesh axes."""

    mnemonic: ClassVar[str] = "replica_group_mesh_axes"

    mesh_name: object
    axes: tuple[AxisRef, ...] = ()
