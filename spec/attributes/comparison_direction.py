"""Which relation is tested."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class ComparisonDirection(EnumAttribute):
    """Which relation is tested."""

    mnemonic = nonmember("comparison_direction")
    EQ = 0
    NE = 1
    GE = 2
    GT = 3
    LE = 4
    LT = 5
