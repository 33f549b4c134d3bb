"""A named arrangement of devices."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute
from .mesh_axis import MeshAxis


@record
class Mesh(StructAttribute):
    """A named arrangement of devices."""

    mnemonic: ClassVar[str] = "mesh"

    axes: tuple[MeshAxis, ...]
    device_ids: tuple[int, ...] | None = None
