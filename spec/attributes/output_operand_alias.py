"""Which operand (or part of it) shares storage with which output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class OutputOperandAlias(StructAttribute):
    """Which operand (or part of it) shares storage with which output."""

    mnemonic: ClassVar[str] = "output_operand_alias"

    output_tuple_indices: tuple[int, ...] = ()
    operand_index: int = 0
    operand_tuple_indices: tuple[int, ...] = ()
