"""How an accuracy request is to be understood."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class ResultAccuracyMode(EnumAttribute):
    """How an accuracy request is to be understood."""

    mnemonic = nonmember("result_accuracy_mode")
    DEFAULT = 0
    HIGHEST = 1
    TOLERANCE = 2
