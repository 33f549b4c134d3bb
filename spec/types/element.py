"""Element types: what a tensor is made of (specification, section "Types").

Signless MLIR integers (`i32`) are the specification's signed ones (`si32`): `name` gives the specification's
spelling, `str()` the MLIR spelling. `dtype` is the numpy (or ml_dtypes) dtype in which kernels hold the elements.
"""

from __future__ import annotations

import enum
from dataclasses import field
from functools import cached_property
from typing import Any

import numpy as np

from ..record import record
from .formats import FORMATS, FloatFormat

# MLIR float name -> (numpy or ml_dtypes name). Everything else about a format is in formats.py.
_FLOAT_DTYPES = {
    "f4E2M1FN": "float4_e2m1fn",
    "f6E2M3FN": "float6_e2m3fn",
    "f6E3M2FN": "float6_e3m2fn",
    "f8E3M4": "float8_e3m4",
    "f8E4M3": "float8_e4m3",
    "f8E4M3FN": "float8_e4m3fn",
    "f8E4M3FNUZ": "float8_e4m3fnuz",
    "f8E4M3B11FNUZ": "float8_e4m3b11fnuz",
    "f8E5M2": "float8_e5m2",
    "f8E5M2FNUZ": "float8_e5m2fnuz",
    "f8E8M0FNU": "float8_e8m0fnu",
    "bf16": "bfloat16",
    "f16": "float16",
    "tf32": "float32",
    "f32": "float32",
    "f64": "float64",
}


def _dtype(name: str) -> np.dtype[Any]:
    """numpy's dtype of that name, or ml_dtypes' (imported only when needed)."""
    native = getattr(np, name, None)
    if native is None:
        import ml_dtypes

        native = getattr(ml_dtypes, name)
    return np.dtype(native)


class ElementType:
    """Base of all element types.

    `name` is the specification's spelling, `bits` the size of one element as the specification counts it, `dtype`
    how arrays hold it (TypeError where no array can).
    """

    name: str
    bits: int
    dtype: np.dtype[Any]


@record
class BooleanType(ElementType):
    """`i1`: true or false."""

    name = "i1"
    bits = 1
    dtype = np.dtype(np.bool_)

    def __str__(self) -> str:
        return "i1"


class Signedness(enum.Enum):
    """How MLIR spells an integer type. StableHLO's signed integers are the signless ones of MLIR."""

    SIGNLESS = "i"
    UNSIGNED = "ui"
    SIGNED = "si"


@record
class IntegerType(ElementType):
    """`siN` or `uiN`. Widths other than 2, 4, 8, 16, 32, 64 and MLIR's explicit `siN` can be named but not computed."""

    bits: int
    signedness: Signedness = Signedness.SIGNLESS

    @property
    def signed(self) -> bool:
        return self.signedness is not Signedness.UNSIGNED

    @property
    def standard(self) -> bool:
        """Whether the type belongs to StableHLO."""
        return self.bits in (2, 4, 8, 16, 32, 64) and self.signedness is not Signedness.SIGNED

    @property
    def name(self) -> str:
        return f"{'si' if self.signed else 'ui'}{self.bits}"

    @property
    def min(self) -> int:
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def max(self) -> int:
        return (1 << (self.bits - 1)) - 1 if self.signed else (1 << self.bits) - 1

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        if self.bits not in (2, 4, 8, 16, 32, 64):
            raise TypeError(f"no array can hold {self}")
        return _dtype(f"{'int' if self.signed else 'uint'}{self.bits}")

    def __str__(self) -> str:
        return f"{self.signedness.value}{self.bits}"


@record
class FloatType(ElementType):
    """A floating-point type; `format` is its row of parameters."""

    format: FloatFormat

    @property
    def name(self) -> str:
        return self.format.name

    @property
    def bits(self) -> int:
        return self.format.bits

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        return _dtype(_FLOAT_DTYPES[self.format.name])

    def __str__(self) -> str:
        return self.format.name

    def __hash__(self) -> int:
        return hash(self.format.name)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, FloatType) and other.format.name == self.format.name)


@record
class ComplexType(ElementType):
    """`complex<f32>` or `complex<f64>`; `part` is the type of the real and of the imaginary part."""

    part: ElementType

    @property
    def name(self) -> str:
        return f"complex<{self.part.name}>"

    @property
    def bits(self) -> int:
        return 2 * self.part.bits

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        if self.part == F32:
            return np.dtype(np.complex64)
        if self.part == F64:
            return np.dtype(np.complex128)
        raise TypeError(f"no array can hold {self}")

    def __str__(self) -> str:
        return f"complex<{self.part}>"


@record
class IndexType(ElementType):
    """MLIR's `index`: appears only in shape computations that accompany StableHLO. Held as 64-bit signed integers."""

    name = "index"
    bits = 64
    dtype = np.dtype(np.int64)

    def __str__(self) -> str:
        return "index"


@record
class UnknownElementType(ElementType):
    """An element type of a dialect that is not known here, kept as it was spelled."""

    text: str = field()

    @property
    def name(self) -> str:
        return self.text

    @property
    def dtype(self) -> np.dtype[Any]:
        raise TypeError(f"no array can hold {self.text}")

    def __str__(self) -> str:
        return self.text


I1 = BooleanType()
INDEX = IndexType()
SI2, SI4, SI8, SI16, SI32, SI64 = (IntegerType(bits) for bits in (2, 4, 8, 16, 32, 64))
UI2, UI4, UI8, UI16, UI32, UI64 = (IntegerType(bits, Signedness.UNSIGNED) for bits in (2, 4, 8, 16, 32, 64))
FLOATS = {row.name: FloatType(row) for row in FORMATS}
BF16, F16, TF32, F32, F64 = (FLOATS[name] for name in ("bf16", "f16", "tf32", "f32", "f64"))
COMPLEX64, COMPLEX128 = ComplexType(F32), ComplexType(F64)

SIGNED_INTEGERS = (SI2, SI4, SI8, SI16, SI32, SI64)
UNSIGNED_INTEGERS = (UI2, UI4, UI8, UI16, UI32, UI64)
TENSOR_FLOATS = tuple(float_ for float_ in FLOATS.values() if float_ is not TF32)
"""The float types a tensor may have; tf32 appears only in dot algorithms."""
ELEMENT_TYPES = (I1, *SIGNED_INTEGERS, *UNSIGNED_INTEGERS, *TENSOR_FLOATS, COMPLEX64, COMPLEX128)
"""Every element type a StableHLO tensor may have."""
BY_NAME: dict[str, ElementType] = {str(type_): type_ for type_ in (*ELEMENT_TYPES, TF32, INDEX)}


def from_dtype(dtype: np.dtype[Any]) -> ElementType:
    """The element type that arrays of this dtype hold. Raises TypeError where none does."""
    for element in ELEMENT_TYPES:
        if element.dtype == dtype:
            return element
    raise TypeError(f"no element type is held in arrays of dtype {dtype}")
