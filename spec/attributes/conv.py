"""Which dimensions of a convolution are batch, feature and spatial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import StructAttribute


@dataclass(frozen=True)
class ConvDimensionNumbers(StructAttribute):
    """Which dimensions of a convolution are batch, feature and spatial."""

    mnemonic: ClassVar[str] = "conv"

    input_batch_dimension: int = 0
    input_feature_dimension: int = 0
    input_spatial_dimensions: tuple[int, ...] = ()
    kernel_input_feature_dimension: int = 0
    kernel_output_feature_dimension: int = 0
    kernel_spatial_dimensions: tuple[int, ...] = ()
    output_batch_dimension: int = 0
    output_feature_dimension: int = 0
    output_spatial_dimensions: tuple[int, ...] = ()
