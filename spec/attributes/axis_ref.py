"""A mesh axis, or a part of one."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute
from .sub_axis_info import SubAxisInfo


@record
class AxisRef(StructAttribute):
    """A mesh axis, or a part of one."""

    mnemonic: ClassVar[str] = "axis_ref"

    name: str
    sub_axis_info: SubAxisInfo | None = None
