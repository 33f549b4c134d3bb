"""Which dimensions of a ragged contraction are batched, contracted, ragged, and which one counts groups."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class RaggedDotDimensionNumbers(StructAttribute):
    """Which dimensions of a ragged contraction are batched, contracted, ragged, and which one counts groups."""

    dialect: ClassVar[str] = "chlo"
    mnemonic: ClassVar[str] = "ragged_dot"

    lhs_batching_dimensions: tuple[int, ...] = ()
    rhs_batching_dimensions: tuple[int, ...] = ()
    lhs_contracting_dimensions: tuple[int, ...] = ()
    rhs_contracting_dimensions: tuple[int, ...] = ()
    lhs_ragged_dimensions: tuple[int, ...] = ()
    rhs_group_dimensions: tuple[int, ...] = ()
