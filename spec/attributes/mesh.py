"""A named arrangement of devices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute
from .mesh_axis import MeshAxis


@dataclass(frozen=True)
class Mesh(StructAttribute):
    """A named arrangement of devices."""

    mnemonic: ClassVar[str] = "mesh"

    axes: tuple[MeshAxis, ...]
    device_ids: tuple[int, ...] | None = None
