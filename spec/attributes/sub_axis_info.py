"""A part of a mesh axis: the product of sizes before it and its own size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class SubAxisInfo(StructAttribute):
    """A part of a mesh axis: the product of sizes before it and its own size."""

    mnemonic: ClassVar[str] = "sub_axis_info"

    pre_size: int
    size: int
