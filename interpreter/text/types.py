"""Reads types.

    type        ::= tensor | vector | memref | tuple | complex | scalar | '!' name body? | '(' types ')' '->' types
    tensor      ::= 'tensor' '<' (size 'x')* type (',' attribute)? '>'  |  'tensor' '<' '*' 'x' type '>'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...spec.attributes import OpaqueAttr
from ...spec.types import (
    BY_NAME,
    FLOATS,
    TOKEN,
    Bounds,
    BufferType,
    ComplexType,
    ElementType,
    FloatType,
    FunctionType,
    FutureType,
    IntegerType,
    NoneType,
    QuantizedType,
    Shape,
    Signedness,
    TensorType,
    TokenType,
    TupleType,
    Type,
    UnknownElementType,
    UnknownType,
    UnrankedTensorType,
)
from ..hints import get_close_matches
from .opaque import skip_body
from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

_INTEGER = lazy(r"([su]?i)([0-9]+)")
_SIZE = lazy(r"\s*(\?|[0-9]+)\s*x")
_UNRANKED = lazy(r"\s*\*\s*x")
_MOST_BITS = 16777215
_FOREIGN_FLOATS = ("f80", "f128")
_LARGEST_SIZE = (1 << 63) - 1


def read_type(parser: Parser) -> AnyType:
    """Any type."""
    match parser.kind:
        case "tensor":
            return _read_short_tensor(parser)
        case "word":
            return _read_named(parser)
        case "bang":
            return _read_dialect_type(parser)
        case _ if parser.text == "(":
            return read_function_type(parser)
        case _:
            raise parser.error(f"expected a type, found {parser.found()}")


def read_function_type(parser: Parser) -> FunctionType:
    """`(a, b) -> c` or `(a, b) -> (c, d)`."""
    with parser.depth():
        if parser.text != "(":
            raise parser.error(f"expected a function type like '(a) -> b', found {parser.found()}")
        inputs = parser.comma_separated("(", ")", parser.type)
        parser.expect("->")
        return FunctionType(tuple(inputs), tuple(read_result_types(parser)))  # pyright: ignore[reportArgumentType]


def read_result_types(parser: Parser) -> list[AnyType]:
    """What stands right of an arrow: one type, or several in parentheses."""
    if parser.text == "(":
        return parser.comma_separated("(", ")", parser.type)
    return [parser.type()]


def _read_short_tensor(parser: Parser) -> AnyType:
    """`tensor<...>` that is one token: read once for each spelling."""
    spelling, start = parser.text, parser.start
    known = parser.types.get(spelling)
    if known is not None:
        parser.advance()
        return known
    parser.move(start + len("tensor"))
    type_ = read_tensor(parser, start)
    if "#" not in spelling and "!" not in spelling:
        parser.types[spelling] = type_
    return type_


def _read_named(parser: Parser) -> AnyType:
    name, start = parser.text, parser.start
    known = BY_NAME.get(name) or FLOATS.get(name)
    if known is not None:
        parser.advance()
        return known
    shaped = _SHAPED.get(name)
    if shaped is not None:
        parser.advance()
        with parser.depth():
            return shaped(parser, start)
    if match := _INTEGER.fullmatch(name):
        type_ = integer_type(match[1], match[2])
        if type_ is None:
            raise parser.error(f"an integer type has at most {_MOST_BITS} bits")
        parser.advance()
        return type_
    if name == "none" or name in _FOREIGN_FLOATS:
        parser.advance()
        return NoneType() if name == "none" else UnknownElementType(name)
    from .guesses import type_guess

    raise parser.error(f"unknown type '{name}'", hint=type_guess(name))


def integer_type(sign: str, digits: str) -> ElementType | None:
    """`i32`, `ui8`; None where the width is too large."""
    if len(digits) > 8 or int(digits) > _MOST_BITS:
        return None
    bits = int(digits)
    return BY_NAME.get(f"{sign}{bits}") or IntegerType(bits, Signedness(sign))


# Shaped types: the word is consumed, `start` is where it stood -------------------------------------------------------


def read_sizes(parser: Parser) -> Shape | None:
    """`2x?x`; None for `*x`. The next token is the one after '<'; sizes are not tokens (`0x1xi8`)."""
    text, position = parser.input, parser.start
    if match := _UNRANKED.match(text, position):
        parser.move(match.end())
        return None
    sizes: list[int | None] = []
    while match := _SIZE.match(text, position):
        digits = match[1]
        size = None if digits == "?" else int(digits[:20])
        if size is not None and size > _LARGEST_SIZE:
            raise parser.error("a dimension size is too large", parser.span(match.start(1), match.end(1)))
        sizes.append(size)
        position = match.end()
    if position != parser.start:
        parser.move(position)
    if parser.kind == "integer" or parser.text == "?":
        apart = parser.input.startswith((",", " ", "x"), parser.end)
        hint = "sizes are separated by 'x': tensor<2x3xf32>" if apart else None
        raise parser.error(f"expected 'x' and an element type after {parser.found()}", hint=hint)
    return tuple(sizes)


def read_element(parser: Parser, owner: str) -> ElementType | QuantizedType:
    start = parser.start
    type_ = parser.type()
    if isinstance(type_, (ElementType, QuantizedType)):
        return type_
    if isinstance(type_, (UnknownType, TokenType, FutureType)):
        return UnknownElementType(str(type_))
    raise parser.error(f"{type_} cannot be the element type of a {owner}", parser.span(start))


def read_tensor(parser: Parser, start: int) -> TensorType | UnrankedTensorType:
    begin = parser.here()
    parser.expect("<")
    sizes = read_sizes(parser)
    element = read_element(parser, "tensor")
    encoding: object = None
    if parser.text == ",":
        if sizes is None:
            raise parser.error("a tensor without rank has no encoding")
        parser.advance()
        encoding = _read_encoding(parser, sizes)
    if parser.text != ">":
        raise parser.unclosed(">", "<", begin)
    parser.advance()
    return UnrankedTensorType(element) if sizes is None else TensorType(sizes, element, encoding)


def _read_encoding(parser: Parser, sizes: Shape) -> object:
    start = parser.start
    encoding = parser.attribute()
    if not isinstance(encoding, Bounds):
        return encoding if isinstance(encoding, OpaqueAttr) else OpaqueAttr(parser.kept(start))
    if len(encoding.sizes) != len(sizes):
        raise parser.error(
            f"{len(encoding.sizes)} bounds for a tensor of {len(sizes)} dimensions", parser.span(start)
        )
    for index, (size, bound) in enumerate(zip(sizes, encoding.sizes, strict=True)):
        if size is not None and bound is not None:
            raise parser.error(f"dimension {index} has the size {size} and cannot have a bound", parser.span(start))
    return encoding


def _read_vector(parser: Parser, start: int) -> UnknownType:
    """Vectors do not occur in StableHLO: kept as spelled."""
    if parser.text != "<":
        raise parser.error(f"expected '<', found {parser.found()}")
    parser.move(skip_body(parser, parser.start))
    return UnknownType(parser.kept(start))


def _read_memref(parser: Parser, start: int) -> Type:
    begin = parser.here()
    parser.expect("<")
    sizes = read_sizes(parser)
    element = _read_element_or_any(parser)
    layout: list[object] = []
    while parser.accept(","):
        part = parser.start
        attribute = parser.attribute()
        known = isinstance(attribute, OpaqueAttr)
        layout.append(attribute if known else OpaqueAttr(parser.kept(part)))
    if parser.text != ">":
        raise parser.unclosed(">", "<", begin)
    parser.advance()
    if sizes is None:
        return UnknownType(parser.kept(start))
    return BufferType(sizes, element, tuple(layout))


def _read_element_or_any(parser: Parser) -> ElementType | QuantizedType:
    """Buffers may hold anything, buffers too."""
    type_ = parser.type()
    return type_ if isinstance(type_, (ElementType, QuantizedType)) else UnknownElementType(str(type_))


def read_complex(parser: Parser, start: int) -> ComplexType:
    parser.expect("<")
    part_start = parser.start
    part = parser.type()
    if not isinstance(part, (FloatType, IntegerType)) and str(part) not in ("i1", *_FOREIGN_FLOATS):
        raise parser.error(f"{part} cannot be a part of a complex number", parser.span(part_start))
    parser.expect(">")
    known = BY_NAME.get(f"complex<{part}>")
    return known if isinstance(known, ComplexType) else ComplexType(part)  # pyright: ignore[reportArgumentType]


def _read_tuple(parser: Parser, start: int) -> TupleType:
    return TupleType(tuple(parser.comma_separated("<", ">", parser.type)))  # pyright: ignore[reportArgumentType]


_SHAPED: dict[str, Callable[[Parser, int], AnyType]] = {
    "tensor": read_tensor,
    "vector": _read_vector,
    "memref": _read_memref,
    "complex": read_complex,
    "tuple": _read_tuple,
}


# Dialect types and aliases -------------------------------------------------------------------------------------------


def _read_dialect_type(parser: Parser) -> AnyType:
    name, start, end = parser.text[1:], parser.start, parser.end
    if "." not in name and not parser.input.startswith("<", end):
        return _read_alias(parser, name)
    dialect, _, mnemonic = name.partition(".")
    if dialect == "vhlo":
        from . import versioned

        return versioned.read_type(parser)
    inside = not mnemonic and dialect in ("stablehlo", "mhlo", "quant")
    if inside:  # !stablehlo<token> is another spelling of !stablehlo.token
        parser.advance()
        parser.expect("<")
        mnemonic = parser.text
    with parser.depth():
        type_ = _read_known(parser, f"{dialect}.{mnemonic}")
    if type_ is not None:
        if inside:
            parser.expect(">")
        return type_
    if dialect == "stablehlo":
        raise parser.error(f"unknown type '!stablehlo.{mnemonic}'", hint="known are !stablehlo.token and .future<...>")
    body = parser.input.startswith("<", end)
    parser.move(skip_body(parser, end) if body else end)
    return UnknownType(parser.kept(start))


def _read_known(parser: Parser, name: str) -> AnyType | None:
    match name:
        case "stablehlo.token" | "mhlo.token":
            parser.advance()
            return TOKEN
        case "stablehlo.future":
            parser.advance()
            elements = parser.comma_separated("<", ">", lambda: _read_tensor_type(parser))
            if not elements:
                raise parser.error("a future has at least one type", parser.span(parser.last - 1))
            return FutureType(tuple(elements))
        case "quant.uniform":
            from .quantized_types import read_quantized

            return read_quantized(parser)
        case _:
            return None


def _read_tensor_type(parser: Parser) -> TensorType:
    """A type of tensors with a rank, as futures hold them."""
    start = parser.start
    type_ = parser.type()
    if not isinstance(type_, TensorType):
        raise parser.error(f"a future holds tensors, not {type_}", parser.span(start))
    return type_


def _read_alias(parser: Parser, name: str) -> AnyType:
    if name not in parser.type_aliases:
        close = get_close_matches(name, parser.type_aliases.names(), 1)
        hint = f"did you mean '!{close[0]}'?" if close else None
        raise parser.error(f"type alias '!{name}' is not defined", hint=hint)
    type_ = parser.type_aliases.use(name)
    parser.advance()
    return type_
