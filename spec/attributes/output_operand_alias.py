"""Which operand (or part of it) shares storage with which output."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class OutputOperandAlias(StructAttribute):
    """Which operand (or part of it) shares storage with which output."""

    mnemonic: ClassVar[str] = "output_operand_alias"

    output_tuple_indices: tuple[int, ...] = ()
    operand_index: int = 0
    operand_tuple_indices: tuple[int, ...] = ()
