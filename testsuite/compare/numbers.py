"""Floats and complex numbers as the judge looks at them: parts, their exact values, bits, and units in the last place.

Nothing here depends on how the processor treats subnormal numbers of narrow types: values are float64, patterns are
integers. Arrays are (elements, parts): one part for floats, two for complex numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ...spec.numerics.formats import bits, float_format, is_boolean, is_complex, is_float, is_integer
from ...spec.numerics.widening import to_float64
from ...spec.types import Nans, Zeros

Array = np.ndarray[Any, Any]


def patterns(array: Array) -> Array:
    """Bits of the elements as unsigned integers, unused high bits zero: (elements, parts)."""
    flat = parts(array)
    if is_boolean(flat.dtype):
        return (flat.view(np.uint8) != 0).astype(np.uint8)
    found = flat.view(f"u{flat.dtype.itemsize}")
    width = bits(flat.dtype)
    return found & found.dtype.type((1 << width) - 1) if width < 8 else found


def parts(array: Array) -> Array:
    """The elements in row-major order, as (elements, parts)."""
    flat = np.ascontiguousarray(array).reshape(-1)
    if is_complex(flat.dtype):
        return flat.view(f"f{flat.dtype.itemsize // 2}").reshape(-1, 2)
    return flat.reshape(-1, 1)


def is_real_valued(dtype: np.dtype[Any]) -> bool:
    """Whether elements are floats or complex numbers."""
    return is_float(dtype) or is_complex(dtype)


@dataclass(frozen=True)
class Numbers:
    """Elements of one array of floats or complex numbers."""

    array: Array

    @cached_property
    def parts(self) -> Array:
        return parts(self.array)

    @cached_property
    def patterns(self) -> Array:
        return patterns(self.array)

    @cached_property
    def format(self) -> Any:
        """The format of a part."""
        return float_format(self.parts.dtype)

    @cached_property
    def values(self) -> Array:
        """Exact values in float64."""
        flat = self.parts
        with np.errstate(invalid="ignore"):  # signaling NaNs
            return to_float64(flat.reshape(-1)).reshape(flat.shape)

    @cached_property
    def nans(self) -> Array:
        return np.isnan(self.values)

    @cached_property
    def infinities(self) -> Array:
        return np.isinf(self.values)

    @cached_property
    def negative(self) -> Array:
        """Which parts have their sign bit set."""
        if not self.format.signed:
            return np.zeros(self.patterns.shape, np.bool_)
        return (self.patterns >> self.patterns.dtype.type(self.format.bits - 1)) != 0

    @cached_property
    def zeros(self) -> Array:
        if self.format.zeros is Zeros.NONE:
            return np.zeros(self.patterns.shape, np.bool_)
        magnitude = self.patterns & self.patterns.dtype.type((1 << (self.format.bits - self.format.signed)) - 1)
        return (magnitude == 0) & ~self.nans

    @cached_property
    def subnormal(self) -> Array:
        """Which parts are neither zero nor normal numbers."""
        if self.format.zeros is Zeros.NONE or self.format.mantissa_bits == 0:
            return np.zeros(self.patterns.shape, np.bool_)
        kind = self.patterns.dtype.type
        exponent = (self.patterns >> kind(self.format.mantissa_bits)) & kind((1 << self.format.exponent_bits) - 1)
        return (exponent == 0) & ~self.zeros & ~self.nans

    @cached_property
    def quiet(self) -> Array:
        """Which NaNs are quiet: IEEE formats mark them with the highest bit of the mantissa; others know no other."""
        if self.format.nans is not Nans.IEEE:
            return self.nans
        return self.nans & ((self.patterns >> self.patterns.dtype.type(self.format.mantissa_bits - 1)) & 1 != 0)

    @cached_property
    def unit_exponents(self) -> Array:
        """Exponents of the units in the last place: 2**exponent is the distance of neighbours at the value.

        Zeros and subnormals have the unit of the smallest normal number, infinities and NaNs that of the largest.
        """
        return unit_exponents(np.where(np.isfinite(self.values), self.values, self.format.max_finite), self.format)


def unit_exponents(values: Array, format_: Any) -> Array:
    """Exponents of the units in the last place that finite float64 values have in a format."""
    exponents = np.frexp(values)[1] - 1
    exponents = np.where(values == 0, format_.min_exponent, exponents)
    return np.maximum(exponents, format_.min_exponent) - format_.mantissa_bits


def as_floats(array: Array) -> Array:
    """Elements of any type as float64, parts side by side, for statistics (integers beyond 2**53 are rounded)."""
    if is_real_valued(array.dtype):
        return Numbers(array).values
    flat = parts(array)
    return flat.astype(np.float64) if not is_integer(flat.dtype) or flat.dtype.kind in "iu" else _narrow(flat)


def _narrow(flat: Array) -> Array:
    return flat.astype(np.int8 if not flat.dtype.name.startswith("u") else np.uint8).astype(np.float64)
