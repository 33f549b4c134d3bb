"""One axis of a device mesh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class MeshAxis(StructAttribute):
    """One axis of a device mesh."""

    mnemonic: ClassVar[str] = "mesh_axis"

    name: str
    size: int
