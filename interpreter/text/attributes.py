"""Reads attributes.

    attribute ::= number (':' type)? | string (':' type)? | 'true' | 'false' | 'unit' | symbol | type
                | '[' attribute ,... ']' | '{' (name ('=' attribute)?) ,... '}'
                | 'array' '<' type (':' number ,...)? '>'
                | 'dense' ... | 'sparse' ... | 'dense_resource' ... | 'affine_map' ... | 'loc' ... | '#' name body?
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...spec.attributes import UNIT, ArrayAttr, DictAttr, FloatAttr, IntegerAttr, OpaqueAttr, ResourceAttr
from ...spec.types import (
    FLOATS,
    I1,
    SI64,
    BooleanType,
    ElementType,
    FloatType,
    IndexType,
    IntegerType,
    QuantizedType,
    Signedness,
    TensorType,
    Type,
)
from . import dialect_attributes, literals, locations
from .numbers import float_bits, integer_range, parse_integer, wrap
from .opaque import skip_body
from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

_INTEGER_ARRAY = lazy(r"array<(i8|i32|i64)>|array<(i8|i32|i64): *(-?[0-9]{1,18}(?:, *-?[0-9]{1,18})*+)>")
_LIMITS = {name: integer_range(IntegerType(int(name[1:]))) for name in ("i8", "i32", "i64")}


def read_attribute(parser: Parser, hint: AnyType | None = None) -> Any:
    """Any attribute. With a type as a hint, numbers and literals need not be followed by one."""
    kind = parser.kind
    if kind == "word":
        reader = _WORDS.get(parser.text)
        return parser.type() if reader is None else reader(parser, hint)
    if kind == "string":
        return _read_string(parser, hint)
    if kind in ("integer", "float") or parser.text == "-":
        return _read_number(parser, hint)
    if kind == "symbol":
        return parser.symbol()
    if kind == "hash":
        return dialect_attributes.read_hash(parser)
    if kind == "location":
        return locations.read_trailing(parser)
    match parser.text:
        case "[":
            with parser.depth():
                return tuple(parser.comma_separated("[", "]", parser.attribute))
        case "{":
            return DictAttr(tuple(read_dictionary(parser).items()))
        case "(":
            return parser.type()
        case _:
            if kind in ("tensor", "bang"):
                return parser.type()
            raise parser.error(f"expected an attribute, found {parser.found()}")


def read_dictionary(parser: Parser) -> dict[str, Any]:
    """`{name = attribute, flag}`."""
    entries: dict[str, Any] = {}
    begin = parser.here()
    parser.expect("{")
    if parser.accept("}"):
        return entries
    with parser.depth():
        while True:
            start = parser.start
            if parser.kind == "string":
                name = parser.string()
            elif parser.kind == "word":
                name = parser.keyword()
            else:
                raise parser.error(f"expected the name of an attribute, found {parser.found()}")
            if name in entries:
                raise parser.error(f"attribute '{name}' is given twice", parser.span(start))
            entries[name] = parser.attribute() if parser.accept("=") else UNIT
            if not parser.accept(","):
                break
    if parser.text != "}":
        raise parser.unclosed("}", "{", begin)
    parser.advance()
    return entries


def _read_string(parser: Parser, hint: AnyType | None) -> Any:
    start = parser.start
    value = parser.string()
    if hint is None and parser.accept(":"):
        parser.type()
        return OpaqueAttr(parser.kept(start))
    return value


# Numbers -------------------------------------------------------------------------------------------------------------


def _read_number(parser: Parser, hint: AnyType | None) -> Any:
    """`3`, `-3 : i8`, `1.5 : f32`, `0x7FC00000 : f32`."""
    start = parser.start
    negative = parser.accept("-")
    kind, text, number = parser.kind, parser.text, parser.here()
    if kind not in ("integer", "float"):
        raise parser.error(f"expected a number, found {parser.found()}")
    parser.advance()
    type_ = hint
    if type_ is None and parser.text == ":":
        parser.advance()
        type_ = parser.type()
    if type_ is None:
        type_ = SI64 if kind == "integer" else FLOATS["f64"]
    span = parser.span(start, number.end)
    if isinstance(type_, FloatType):
        bits = float_pattern(kind, text, negative, type_)
        if isinstance(bits, str):
            raise parser.error(bits, span)
        return FloatAttr(bits, type_)
    if kind == "float":
        if isinstance(type_, (IntegerType, BooleanType, IndexType)):
            raise parser.error(f"a float cannot have the type {type_}", span)
        return _foreign_number(parser, start, type_, span)
    value = integer_value(text, negative, type_)
    if value is None:
        return _foreign_number(parser, start, type_, span)
    if isinstance(value, str):
        raise parser.error(value, span)
    return bool(value) if type_ == I1 else IntegerAttr(value, type_)  # pyright: ignore[reportArgumentType]


def _foreign_number(parser: Parser, start: int, type_: AnyType, span: Any) -> OpaqueAttr:
    """A number of a type that is not computed with (f80, f128): kept as spelled."""
    if str(type_) not in ("f80", "f128"):
        raise parser.error(f"a number cannot have the type {type_}", span)
    return OpaqueAttr(parser.kept(start))


def float_pattern(kind: str, text: str, negative: bool, type_: FloatType) -> int | str:
    """Bit pattern of a float token, or of a hexadecimal integer token; a message where there is none."""
    if kind == "float":
        return float_bits(-float(text) if negative else float(text), type_.format)
    if not text.startswith("0x"):
        return f"'{text}' is an integer, and {type_} needs a float: write '{text}.' or a hexadecimal bit pattern"
    if negative:
        return "a hexadecimal bit pattern of a float has no sign"
    bits = int(text, 16)
    return bits if bits >> type_.bits == 0 else f"the bit pattern {text} is longer than {type_}"


def integer_value(text: str, negative: bool, type_: AnyType) -> int | str | None:
    """Value of an integer token as the type holds it; a message where it does not fit; None for types of another kind.

    A signless type takes every bit pattern: `255 : i8` is -1.
    """
    if isinstance(type_, BooleanType):
        low, high, bits = -1, 1, 1
    elif isinstance(type_, IndexType):
        low, high, bits = SI64.min, SI64.max, 64
    elif isinstance(type_, IntegerType):
        low, high = integer_range(type_) if type_.bits else (0, 0)
        bits = type_.bits
    else:
        return None
    magnitude = parse_integer(text)
    if magnitude is None:
        return f"an integer of {len(text)} digits is too long"
    value = -magnitude if negative else magnitude
    if negative and not magnitude:
        return "MLIR has no negative zero: write 0"
    if not low <= value <= high:
        spelled = f"{'-' if negative else ''}{text}"
        shown = spelled if len(spelled) <= 40 else f"an integer of {len(spelled)} digits"
        bounds = f" ({low} to {high})" if bits <= 64 else ""
        return f"{shown} is outside of {type_}{bounds}"
    if isinstance(type_, BooleanType):
        return value & 1
    unsigned = isinstance(type_, IntegerType) and type_.signedness is Signedness.UNSIGNED
    return value if unsigned else wrap(value, bits)


# Words ---------------------------------------------------------------------------------------------------------------


def _read_true(parser: Parser, hint: AnyType | None) -> bool:
    parser.advance()
    return True


def _read_false(parser: Parser, hint: AnyType | None) -> bool:
    parser.advance()
    return False


def _read_unit(parser: Parser, hint: AnyType | None) -> Any:
    parser.advance()
    return UNIT


def _read_location(parser: Parser, hint: AnyType | None) -> Any:
    return locations.read_trailing(parser)


def _read_array(parser: Parser, hint: AnyType | None) -> ArrayAttr:
    """`array<i64: 1, 2>`."""
    match = _INTEGER_ARRAY.match(parser.input, parser.start)
    if match is not None:
        parser.move(match.end())
        name = match[1] or match[2]
        values = tuple(map(int, match[3].split(","))) if match[3] else ()
        low, high = _LIMITS[name]
        if name == "i64" or (values and low <= min(values) and max(values) <= high >> 1) or not values:
            return ArrayAttr(_ARRAY_TYPES[name], values)
        parser.move(match.start())
    return _read_any_array(parser)


_ARRAY_TYPES = {name: IntegerType(int(name[1:])) for name in _LIMITS}


def _read_any_array(parser: Parser) -> ArrayAttr:
    parser.advance()
    begin = parser.here()
    parser.expect("<")
    start = parser.start
    element = parser.type()
    whole_bytes = isinstance(element, (FloatType, IntegerType)) and element.bits % 8 == 0 and element.bits
    if not whole_bytes and element != I1:
        raise parser.error(f"an array cannot have elements of type {element}", parser.span(start))
    assert isinstance(element, ElementType)
    values: list[Any] = []
    if parser.accept(":"):
        values.append(_read_array_element(parser, element))
        while parser.accept(","):
            values.append(_read_array_element(parser, element))
    if parser.text != ">":
        raise parser.unclosed(">", "<", begin)
    parser.advance()
    return ArrayAttr(element, tuple(values))


def _read_array_element(parser: Parser, element: ElementType) -> Any:
    """A bare number. Floats are kept as attributes, which hold bit patterns."""
    if element == I1:
        if parser.text not in ("true", "false"):
            raise parser.error(f"expected 'true' or 'false', found {parser.found()}")
        return parser.keyword() == "true"
    number = _read_number(parser, element)
    return number.value if isinstance(number, IntegerAttr) else number


def _read_dense(parser: Parser, hint: AnyType | None) -> Any:
    return literals.read_dense(parser, hint)


def _read_sparse(parser: Parser, hint: AnyType | None) -> Any:
    return literals.read_sparse(parser, hint)


def _read_resource(parser: Parser, hint: AnyType | None) -> Any:
    """`dense_resource<key> : type`."""
    start = parser.start
    parser.advance()
    parser.expect("<")
    key = parser.string() if parser.kind == "string" else parser.keyword()
    parser.expect(">")
    type_ = literals.read_literal_type(parser, hint, start)
    if isinstance(type_, TensorType):
        return ResourceAttr(key, type_, parser.resource(key))
    return OpaqueAttr(parser.kept(start))


def _read_affine(parser: Parser, hint: AnyType | None) -> OpaqueAttr:
    """Affine maps and sets: kept as MLIR spells them."""
    from . import affine

    return OpaqueAttr(affine.read(parser))


def _read_layout(parser: Parser, hint: AnyType | None) -> OpaqueAttr:
    """A layout of strides: kept as spelled."""
    start = parser.start
    parser.advance()
    if parser.text != "<":
        raise parser.error(f"expected '<', found {parser.found()}")
    parser.move(skip_body(parser, parser.start))
    return OpaqueAttr(parser.kept(start))


def _read_distinct(parser: Parser, hint: AnyType | None) -> OpaqueAttr:
    """`distinct[0]<attribute>`: kept as spelled."""
    start = parser.start
    parser.advance()
    parser.expect("[")
    parser.integer()
    parser.expect("]")
    parser.expect("<")
    if parser.text != ">":
        with parser.depth():
            parser.attribute()
    parser.expect(">")
    return OpaqueAttr(parser.kept(start))


_WORDS: dict[str, Callable[[Parser, AnyType | None], Any]] = {
    "true": _read_true,
    "false": _read_false,
    "unit": _read_unit,
    "loc": _read_location,
    "array": _read_array,
    "dense": _read_dense,
    "sparse": _read_sparse,
    "dense_resource": _read_resource,
    "affine_map": _read_affine,
    "affine_set": _read_affine,
    "strided": _read_layout,
    "distinct": _read_distinct,
}
