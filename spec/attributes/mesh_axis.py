"""One axis of a device mesh."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class MeshAxis(StructAttribute):
    """One axis of a device mesh."""

    mnemonic: ClassVar[str] = "mesh_axis"

    name: str
    size: int
