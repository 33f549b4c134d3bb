"""Quantized element types: integers that stand for floating-point values (specification, section "Types").

The value of a stored integer `i` is `(i - zero_point) * scale`. One pair of parameters serves the whole tensor, or
one pair each slice of `dimension`, or (sub-channel) one pair each block of `block_sizes` along several dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..record import record
from .decimals import float_text
from .element import ElementType, FloatType, IntegerType


@record
class QuantizedType:
    """`!quant.uniform<storage:expressed, ...>`.

    `scales` and `zero_points` are flat and of the same length: one entry (per tensor), one an index of `dimension`
    (per axis), or one a block in row-major order of `block_counts` (sub-channel, where `dimensions` and `block_sizes`
    name the blocked axes).
    """

    storage: IntegerType
    expressed: ElementType
    scales: tuple[float, ...]
    zero_points: tuple[int, ...]
    dimension: int | None = None
    storage_min: int = 0
    storage_max: int = 0
    block_dimensions: tuple[int, ...] = ()
    block_sizes: tuple[int, ...] = ()
    block_counts: tuple[int, ...] = ()

    @staticmethod
    def of(
        storage: IntegerType,
        expressed: ElementType,
        scales: tuple[float, ...],
        zero_points: tuple[int, ...],
        dimension: int | None = None,
        storage_range: tuple[int, int] | None = None,
    ) -> QuantizedType:
        """A per-tensor or per-axis type; the storage range defaults to all of the storage type."""
        low, high = storage_range or (storage.min, storage.max)
        return QuantizedType(storage, expressed, scales, zero_points, dimension, low, high)

    @property
    def per_tensor(self) -> bool:
        return self.dimension is None and not self.block_sizes

    @property
    def per_axis(self) -> bool:
        return self.dimension is not None

    @property
    def sub_channel(self) -> bool:
        return bool(self.block_sizes)

    @property
    def bits(self) -> int:
        """Bits of one stored element."""
        return self.storage.bits

    @property
    def name(self) -> str:
        return str(self)

    @property
    def full_range(self) -> bool:
        """Whether the storage range is all of the storage type."""
        return (self.storage_min, self.storage_max) == (self.storage.min, self.storage.max)

    def baseline(self) -> QuantizedType:
        """The type with scales 1 and zero points 0, by which types are compared while ignoring their parameters."""
        count = len(self.scales)
        return QuantizedType(
            self.storage, self.expressed, (1.0,) * count, (0,) * count, self.dimension,
            self.storage_min, self.storage_max, self.block_dimensions, self.block_sizes, self.block_counts,
        )  # fmt: skip

    def problem(self) -> str | None:
        """Why the parameters do not form a quantized type (labels of the specification), or None where they do."""
        for label, sentence, holds in self.constraints():
            if not holds:
                return f"({label}) {sentence}"
        return None

    def constraints(self) -> Iterator[tuple[str, str, bool]]:
        """C1, C2 and C8 (constants are of the storage type) are contained in C3 and C7: parameters are integers."""
        low, high = self.storage.min, self.storage.max
        yield (
            "C3",
            "min_value(storage_type) <= storage_min < storage_max <= max_value(storage_type)",
            low <= self.storage_min < self.storage_max <= high,
        )
        yield "C4", "type(scales...) = expressed_type", isinstance(self.expressed, FloatType)
        yield "C5", "0 < scales", all(scale > 0 for scale in self.scales)
        yield "C6", "is_finite(scales...)", all(math.isfinite(scale) for scale in self.scales)
        yield "C4", "scales... are values of the expressed type", all(map(self._is_expressed, self.scales))
        yield (
            "C7",
            "storage_min <= zero_points <= storage_max",
            all(self.storage_min <= point <= self.storage_max for point in self.zero_points),
        )
        yield "C9", "size(scales) = size(zero_points)", len(self.scales) == len(self.zero_points)
        yield (
            "C10",
            "if is_empty(quantization_dimension), then size(scales) = 1",
            not self.per_tensor or len(self.scales) == 1,
        )
        yield "C11", "0 <= quantization_dimension", self.dimension is None or self.dimension >= 0

    def _is_expressed(self, scale: float) -> bool:
        """Whether a scale lies between the least and the greatest positive value of the expressed type."""
        if not isinstance(self.expressed, FloatType):
            return True
        return self.expressed.format.min_positive <= scale <= self.expressed.format.max_finite

    def __str__(self) -> str:
        sign = "i" if self.storage.signed else "u"
        limits = "" if self.full_range else f"<{self.storage_min}:{self.storage_max}>"
        head = f"!quant.uniform<{sign}{self.storage.bits}{limits}:{self.expressed}"
        pairs = [
            float_text(scale) + (f":{zero_point}" if zero_point else "")
            for scale, zero_point in zip(self.scales, self.zero_points, strict=False)
        ]
        if self.sub_channel:
            blocks = ", ".join(f"{d}:{s}" for d, s in zip(self.block_dimensions, self.block_sizes, strict=True))
            return f"{head}:{{{blocks}}}, {_nested(pairs, self.block_counts)}>"
        if self.dimension is None:
            return f"{head}, {pairs[0]}>"
        return f"{head}:{self.dimension}, {{{','.join(pairs)}}}>"


def _nested(leaves: list[str], counts: tuple[int, ...]) -> str:
    """Row-major leaves as nested braces."""
    for count in reversed(counts):
        rows = [leaves[start : start + count] for start in range(0, len(leaves), count)]
        leaves = ["{" + ", ".join(row) + "}" for row in rows]
    return leaves[0]
