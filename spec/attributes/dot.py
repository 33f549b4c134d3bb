"""Which dimensions of a contraction are batched and which are contracted."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class DotDimensionNumbers(StructAttribute):
    """Which dimensions of a contraction are batched and which are contracted."""

    mnemonic: ClassVar[str] = "dot"

    lhs_batching_dimensions: tuple[int, ...] = ()
    rhs_batching_dimensions: tuple[int, ...] = ()
    lhs_contracting_dimensions: tuple[int, ...] = ()
    rhs_contracting_dimensions: tuple[int, ...] = ()
