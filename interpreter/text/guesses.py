"""What may have been meant where a token stands that does not fit: spellings of other languages, forgotten signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...spec.types import BY_NAME, FLOATS
from ..hints import get_close_matches

if TYPE_CHECKING:
    from .parser import Parser

_TYPES = {
    "float": "f32", "float16": "f16", "float32": "f32", "float64": "f64", "double": "f64", "half": "f16",
    "bfloat16": "bf16", "bool": "i1", "boolean": "i1", "pred": "i1", "int": "i32", "long": "i64", "char": "i8",
    "int4": "i4", "int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64", "s8": "i8", "s16": "i16", "s32": "i32",
    "s64": "i64", "uint4": "ui4", "uint8": "ui8", "uint16": "ui16", "uint32": "ui32", "uint64": "ui64", "u8": "ui8",
    "u16": "ui16", "u32": "ui32", "u64": "ui64", "complex64": "complex<f32>", "complex128": "complex<f64>",
    "Tensor": "tensor", "ranked_tensor": "tensor", "token": "!stablehlo.token",
}  # fmt: skip
"""Names that other languages and tools give to types."""

_NOT_FINITE = {
    "nan": "NaN is written by its bits: 0x7FC00000 : f32, 0x7E00 : f16, 0x7FF8000000000000 : f64",
    "inf": "infinity is written by its bits: 0x7F800000 : f32, 0x7C00 : f16, 0x7FF0000000000000 : f64",
}
_WORDS = {"nan": "nan", "NaN": "nan", "inf": "inf", "Inf": "inf", "infinity": "inf", "Infinity": "inf"}


def guess(parser: Parser) -> str | None:
    """A hint that the next token alone suffices for."""
    text = parser.text
    if parser.kind == "word":
        if text in _WORDS:
            return _NOT_FINITE[_WORDS[text]]
        if text in _TYPES:
            return f"did you mean '{_TYPES[text]}'?"
        if not parser.scopes.is_new(text):
            return f"did you mean '%{text}'?"
    if text == "/" and parser.input.startswith("*", parser.end):
        return "comments begin with '//' and end with the line"
    return None


def type_guess(name: str) -> str | None:
    """A type that is spelled almost like this."""
    if name in ("f8", "float8", "fp8"):
        return f"8-bit floats are {', '.join(one for one in FLOATS if one.startswith('f8'))}"
    close = get_close_matches(_TYPES.get(name, name), (*BY_NAME, *FLOATS, "tensor"))
    return f"did you mean '{close[0]}'?" if close else None
