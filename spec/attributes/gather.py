"""How gathered slices are placed and found."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
class GatherDimensionNumbers(StructAttribute):
    """How gathered slices are placed and found."""

    mnemonic: ClassVar[str] = "gather"

    offset_dims: tuple[int, ...] = ()
    collapsed_slice_dims: tuple[int, ...] = ()
    operand_batching_dims: tuple[int, ...] = ()
    start_indices_batching_dims: tuple[int, ...] = ()
    start_index_map: tuple[int, ...] = ()
    index_vector_dim: int = 0
