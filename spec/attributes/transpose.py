"""What is done to a matrix before it is used."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class Transpose(EnumAttribute):
    """What is done to a matrix before it is used."""

    mnemonic = nonmember("transpose")
    TRANSPOSE_INVALID = 0
    NO_TRANSPOSE = 1
    TRANSPOSE = 2
    ADJOINT = 3
