"""Distribution of random numbers."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class RngDistribution(EnumAttribute):
    """Distribution of random numbers."""

    mnemonic = nonmember("rng_distribution")
    UNIFORM = 1
    NORMAL = 2
