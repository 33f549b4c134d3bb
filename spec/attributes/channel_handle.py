"""Identity and kind of a communication channel."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class ChannelHandle(StructAttribute):
    """Identity and kind of a communication channel."""

    mnemonic: ClassVar[str] = "channel_handle"

    handle: int = 0
    type: int = 0
