"""Precisions and decomposition by which a contraction is computed."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from ..types import ElementType
from .base import StructAttribute


@record
class DotAlgorithm(StructAttribute):
    """Precisions and decomposition by which a contraction is computed."""

    mnemonic: ClassVar[str] = "dot_algorithm"

    lhs_precision_type: ElementType
    rhs_precision_type: ElementType
    accumulation_type: ElementType
    lhs_component_count: int
    rhs_component_count: int
    num_primitive_operations: int
    allow_imprecise_accumulation: bool
