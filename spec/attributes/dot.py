"""Which dimensions of a contraction are batched and which are contracted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class DotDimensionNumbers(StructAttribute):
    """Which dimensions of a contraction are batched and which are contracted."""

    mnemonic: ClassVar[str] = "dot"

    lhs_batching_dimensions: tuple[int, ...] = ()
    rhs_batching_dimensions: tuple[int, ...] = ()
    lhs_contracting_dimensions: tuple[int, ...] = ()
    rhs_contracting_dimensions: tuple[int, ...] = ()
