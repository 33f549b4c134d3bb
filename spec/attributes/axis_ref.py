"""A mesh axis, or a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute
from .sub_axis_info import SubAxisInfo


@dataclass(frozen=True)
class AxisRef(StructAttribute):
    """A mesh axis, or a part of one."""

    mnemonic: ClassVar[str] = "axis_ref"

    name: str
    sub_axis_info: SubAxisInfo | None = None
