"""How elements are ordered."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class ComparisonType(EnumAttribute):
    """How elements are ordered."""

    mnemonic = nonmember("comparison_type")
    NOTYPE = 0
    FLOAT = 1
    TOTALORDER = 2
    SIGNED = 3
    UNSIGNED = 4
