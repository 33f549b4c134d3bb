"""How much accuracy a contraction may trade for speed."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class Precision(EnumAttribute):
    """How much accuracy a contraction may trade for speed."""

    mnemonic = nonmember("precision")
    DEFAULT = 0
    HIGH = 1
    HIGHEST = 2
