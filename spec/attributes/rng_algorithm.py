"""Algorithm that produces random bits."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class RngAlgorithm(EnumAttribute):
    """Algorithm that produces random bits."""

    mnemonic = nonmember("rng_algorithm")
    DEFAULT = 0
    THREE_FRY = 1
    PHILOX = 2
