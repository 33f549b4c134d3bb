"""A part of a mesh axis: the product of sizes before it and its own size."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class SubAxisInfo(StructAttribute):
    """A part of a mesh axis: the product of sizes before it and its own size."""

    mnemonic: ClassVar[str] = "sub_axis_info"

    pre_size: int
    size: int
