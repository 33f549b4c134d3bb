"""Identity and kind of a communication channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class ChannelHandle(StructAttribute):
    """Identity and kind of a communication channel."""

    mnemonic: ClassVar[str] = "channel_handle"

    handle: int = 0
    type: int = 0
