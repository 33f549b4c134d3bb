"""Which dimensions of a convolution are batch, feature and spatial."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute


@record
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
