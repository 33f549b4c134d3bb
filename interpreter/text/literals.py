"""Reads tensor constants: `dense<...> : type` and `sparse<...> : type`.

    dense    ::= 'dense' '<' (elements | '"0x' bytes '"')? '>' ':' type
    elements ::= number | 'true' | 'false' | '(' number ',' number ')' | string | '[' elements ,... ']'

Plain lists of numbers are read by few calls on the whole text (`fast_lists`); everything else token by token.
"""

from __future__ import annotations

import binascii
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from ...spec.attributes import Literal, OpaqueAttr
from ...spec.record import record
from ...spec.types import (
    INDEX,
    BooleanType,
    ComplexType,
    ElementType,
    FloatType,
    IntegerType,
    QuantizedType,
    TensorType,
    Type,
    UnknownType,
    UnrankedTensorType,
)
from ..diagnostics import UnsupportedError, diagnose
from . import attributes
from .numbers import Array, patterns_array, wrap_array
from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

# What may stand between `<` and `>`: anything but `>`, with strings and comments as wholes.
_INSIDE = lazy(r'(?:[^>"/]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|//[^\n]*+|/)*+>')
_SHORT = lazy(r"dense<[^<>\"]{1,40}> : tensor<[^<>#!]{1,40}>")


_PIECE = 1 << 18
_MOST_DIMENSIONS = 32  # of any version of numpy


@record
class Leaf:
    """One element in a literal: a number, boolean or string, or the two `parts` of a complex number."""

    kind: str
    text: str
    negative: bool
    start: int
    end: int
    parts: tuple[Leaf, ...] = ()


def read_literal_type(parser: Parser, hint: AnyType | None, start: int) -> AnyType:
    """The type of a literal: the hint, or what follows after ':'. Raises ParseError unless it is static and shaped."""
    if hint is not None and parser.text != ":":
        type_ = hint
    else:
        parser.expect(":")
        type_ = parser.type()
    if isinstance(type_, UnrankedTensorType) or (isinstance(type_, TensorType) and not type_.static):
        raise parser.error(f"a constant needs sizes that are known, not {type_}", parser.span(start))
    if not isinstance(type_, (TensorType, UnknownType)):
        raise parser.error(f"a constant has a tensor type, not {type_}", parser.span(start))
    return type_


def read_dense(parser: Parser, hint: AnyType | None) -> Any:
    """`dense<...> : type`. Short ones are read once for each spelling."""
    short = _SHORT.match(parser.input, parser.start)
    if short is not None and hint is None:
        known = parser.literals.get(short[0])
        if known is not None:
            parser.move(short.end())
            return known
    literal = _read_dense(parser, hint)
    if short is not None and hint is None and parser.last == short.end():
        parser.literals[short[0]] = literal
    return literal


def _read_dense(parser: Parser, hint: AnyType | None) -> Any:
    start = parser.start
    parser.advance()
    begin = parser.here()
    parser.expect("<")
    first, after_first = parser.start, parser.end
    if parser.kind == "string" and parser.input.startswith(">", after_first):
        parser.advance()  # a long string is not scanned again
    else:
        inside = _INSIDE.match(parser.input, first)
        if inside is None:
            raise parser.error("this '<' is not closed", begin)
        parser.move(inside.end() - 1)
    close = parser.start
    parser.expect(">")
    type_ = read_literal_type(parser, hint, start)
    end = parser.last
    literal = _read_elements(parser, first, close, type_, start)
    if parser.last != end:
        parser.move(end)
    return OpaqueAttr(parser.kept(start, end)) if literal is None else literal


def _read_elements(parser: Parser, first: int, close: int, type_: AnyType, start: int) -> Literal | None:
    """Elements that stand from `first` to `close`. None for types that no array can hold."""
    text = parser.input
    if not isinstance(type_, TensorType) or not _computable(type_.element):
        if isinstance(type_, TensorType) and isinstance(type_.element, QuantizedType):
            hint = f"write tensor<...x{type_.element.storage}>, and give the result the quantized type"
            raise parser.error("a constant holds stored integers, not quantized elements", parser.span(start), hint)
        parser.move(first)
        _read_nested(parser, close)
        return None
    _check_representable(parser, type_, start)
    if text.startswith('"', first):
        return _read_bytes(parser, first, close, type_, start)
    if text.startswith("[", first) and type_.size <= close - first:
        _check_count(parser, type_, start)
    from . import fast_lists

    array = fast_lists.read(text, first, close, type_)
    if array is not None:
        return _literal(type_, array)
    parser.move(first)
    shape, leaves = _read_nested(parser, close)
    whole = parser.span(start, close + 1)
    if not leaves and type_.size:
        raise parser.error(f"no elements, where {type_} has {type_.size}", whole)
    if leaves and shape is not None and shape != type_.shape:
        raise parser.error(f"elements of shape {list(shape)} in a constant of type {type_}", whole)
    if not leaves:
        if shape is not None and shape != type_.shape:
            raise parser.error(f"elements of shape {list(shape)} in a constant of type {type_}", whole)
        return _literal(type_, np.zeros(type_.sizes, type_.dtype))
    flat = _convert(parser, leaves, type_.storage)
    if shape is None:
        return _literal(type_, np.broadcast_to(flat[0], type_.sizes))
    return _literal(type_, flat.reshape(type_.sizes))


def _computable(element: ElementType | QuantizedType) -> bool:
    if not isinstance(element, ElementType):
        return False
    if isinstance(element, FloatType) and element.format.name == "tf32":
        return False
    try:
        element.dtype  # noqa: B018
    except TypeError:
        return False
    return True


def _check_count(parser: Parser, type_: TensorType, start: int) -> None:
    """Refuses a constant with more elements than the limit allows."""
    limit = parser.limits.max_elements
    if limit is not None and type_.size > limit:
        message = f"a constant of {type_.size} elements, the limit is {limit} (max_elements)"
        raise parser.limit_exceeded("max_elements", message, parser.span(start))


def _check_representable(parser: Parser, type_: TensorType, start: int) -> None:
    """Refuses what numpy has no shape for, be it a splat that takes no memory."""
    count = math.prod(max(size, 1) for size in type_.sizes)
    if type_.rank <= _MOST_DIMENSIONS and count * type_.dtype.itemsize < 1 << 62:
        return
    try:
        np.broadcast_to(np.zeros((), type_.dtype), type_.sizes)
    except ValueError as error:
        message = f"no array can have the type {type_}: {error}"
        raise UnsupportedError(diagnose(message, parser.span(start), op=parser.operation_name)) from None


def _literal(type_: TensorType, array: Array) -> Literal:
    array.flags.writeable = False
    return Literal(type_, array)


# Bytes ---------------------------------------------------------------------------------------------------------------


def decode_hex(parser: Parser, start: int, end: int, *, skip: int = 0) -> bytearray:
    """The bytes of `"0x..."` that stands from `start` to `end`, the first `skip` left out. Raises ParseError.

    Done piece by piece, so that no second copy of a huge text is made.
    """
    text = parser.input
    first, last = min(start + 3 + 2 * skip, end - 1), end - 1
    if text.startswith('"0x', start) and (last - first) % 2 == 0:
        data = bytearray((last - first) // 2)
        view = memoryview(data)
        try:
            for begin in range(first, last, _PIECE):
                piece = binascii.unhexlify(text[begin : min(begin + _PIECE, last)])
                done = (begin - first) // 2
                view[done : done + len(piece)] = piece
            return data
        except ValueError:
            pass
    message = "expected an even number of hexadecimal digits after 0x"
    raise parser.error(message, parser.span(start, min(end, start + 80)))


def _read_bytes(parser: Parser, first: int, close: int, type_: TensorType, start: int) -> Literal:
    """Elements as raw bytes, little-endian, in row-major order; those of one element fill the tensor."""
    end = close
    if parser.input[close - 1] != '"':
        parser.move(first)
        end = parser.end
    data = decode_hex(parser, first, end)
    element = type_.storage
    size, width = type_.size, element.dtype.itemsize
    if isinstance(element, BooleanType) and len(data) == -(-size // 8) and len(data) not in (1, size):
        _check_count(parser, type_, start)
        bits = np.unpackbits(np.frombuffer(data, np.uint8), count=size, bitorder="little")
        return _literal(type_, bits.astype(np.bool_).reshape(type_.sizes))
    if len(data) != size * width and len(data) != width:
        expected = f"{size * width} bytes (or {width}, for one element that fills it)"
        raise parser.error(f"{len(data)} bytes of data, where {type_} takes {expected}", parser.span(start, first))
    if len(data) == width:
        array = _from_bytes(data, element)
        return _literal(type_, np.broadcast_to(array[0], type_.sizes))
    _check_count(parser, type_, start)
    return _literal(type_, _from_bytes(data, element).reshape(type_.sizes))


def _from_bytes(data: bytearray, element: ElementType) -> Array:
    if isinstance(element, BooleanType):
        return np.frombuffer(data, np.uint8) != 0
    if isinstance(element, IntegerType) and element.bits < 8:
        return wrap_array(np.frombuffer(data, np.uint8).astype(np.int64), element)
    if isinstance(element, FloatType) and element.bits < 8:
        return patterns_array(np.frombuffer(data, np.uint8) & ((1 << element.bits) - 1), element)
    return np.frombuffer(data, element.dtype)


# Token by token ------------------------------------------------------------------------------------------------------


def _read_nested(parser: Parser, close: int) -> tuple[tuple[int, ...] | None, list[Leaf]]:
    """Shape and leaves of what stands up to `close`; no shape for one element without brackets, or for nothing."""
    leaves: list[Leaf] = []
    if parser.start == close:
        return None, leaves
    shape = _read_list(parser, leaves)
    if parser.start != close:
        raise parser.error(f"expected '>', found {parser.found()}")
    return shape, leaves


def _read_list(parser: Parser, leaves: list[Leaf]) -> tuple[int, ...] | None:
    if parser.text != "[":
        leaves.append(_read_leaf(parser))
        return None
    begin = parser.here()
    parser.advance()
    count = 0
    inner: tuple[int, ...] = ()
    with parser.depth():
        while not parser.at("]"):
            start = parser.start
            shape = _read_list(parser, leaves) or ()
            if count and shape != inner:
                raise parser.error(f"shape {list(shape)} after {list(inner)} in one list", parser.span(start))
            inner = shape
            count += 1
            if not parser.accept(","):
                break
            if parser.at("]"):
                raise parser.error("expected an element after ','")
    if not parser.at("]"):
        raise parser.unclosed("]", "[", begin)
    parser.advance()
    return (count, *inner)


def _read_leaf(parser: Parser) -> Leaf:
    start = parser.start
    if parser.accept("("):
        real = _read_scalar(parser)
        parser.expect(",")
        imaginary = _read_scalar(parser)
        parser.expect(")")
        return Leaf("complex", "", False, start, parser.last, (real, imaginary))
    return _read_scalar(parser)


def _read_scalar(parser: Parser) -> Leaf:
    start = parser.start
    negative = parser.accept("-")
    kind = parser.kind
    known = kind in ("integer", "float") or (not negative and (kind == "string" or parser.text in ("true", "false")))
    if not known:
        raise parser.error(f"expected a number, found {parser.found()}")
    leaf = Leaf(kind, parser.text, negative, start, parser.end)
    parser.advance()
    return leaf


def _convert(parser: Parser, leaves: list[Leaf], element: ElementType) -> Array:
    """Leaves as a flat array. Raises ParseError at the first that is no element of the type."""
    if isinstance(element, ComplexType):
        for leaf in leaves:
            if not leaf.parts:
                raise parser.error("expected a complex number like (1.0, 2.0)", parser.span(leaf.start, leaf.end))
        parts = [part for leaf in leaves for part in leaf.parts]
        return _convert(parser, parts, element.part).view(element.dtype)
    if isinstance(element, FloatType):
        patterns = [_pattern(parser, leaf, element) for leaf in leaves]
        return patterns_array(np.array(patterns, np.uint64), element)
    values = [_value(parser, leaf, element) for leaf in leaves]
    if isinstance(element, IntegerType) and element.bits < 8:
        return wrap_array(np.array(values, np.int64), element)
    return np.array(values, element.dtype)


def _pattern(parser: Parser, leaf: Leaf, element: FloatType) -> int:
    if leaf.kind not in ("integer", "float"):
        raise parser.error(f"expected a number of type {element}", parser.span(leaf.start, leaf.end))
    pattern = attributes.float_pattern(leaf.kind, leaf.text, leaf.negative, element)
    if isinstance(pattern, str):
        raise parser.error(pattern, parser.span(leaf.start, leaf.end))
    return pattern


def _value(parser: Parser, leaf: Leaf, element: ElementType) -> int:
    if leaf.kind == "word" and isinstance(element, BooleanType):
        return leaf.text == "true"
    if leaf.kind != "integer":
        text = parser.input[leaf.start : leaf.end][:40]
        raise parser.error(f"{text} is no element of type {element}", parser.span(leaf.start, leaf.end))
    value = attributes.integer_value(leaf.text, leaf.negative, element)
    if isinstance(value, int):
        return value
    raise parser.error(value or f"an integer is no element of type {element}", parser.span(leaf.start, leaf.end))


# Sparse constants ----------------------------------------------------------------------------------------------------


def read_sparse(parser: Parser, hint: AnyType | None) -> Any:
    """`sparse<indices, values> : type`: a constant that is zero except at some indices. Read as a dense one."""
    start = parser.start
    parser.advance()
    parser.expect("<")
    shape: tuple[int, ...] | None = None
    indices: list[Leaf] = []
    values: list[Leaf] = []
    if parser.text != ">":
        shape = _read_list(parser, indices)
        parser.expect(",")
        _read_list(parser, values)
    parser.expect(">")
    type_ = read_literal_type(parser, hint, start)
    whole = parser.span(start)
    if not isinstance(type_, TensorType) or not _computable(type_.element):
        return OpaqueAttr(parser.kept(start))
    limits = parser.limits
    _check_count(parser, type_, start)
    if limits.max_bytes is not None and type_.nbytes > limits.max_bytes:
        raise parser.limit_exceeded("max_bytes", f"a constant of {type_.nbytes} bytes (max_bytes)", whole)
    _check_representable(parser, type_, start)
    array = np.zeros(type_.sizes, type_.dtype)
    if not values:
        return _literal(type_, array)
    positions = np.array([_value(parser, leaf, INDEX) for leaf in indices], np.int64)
    count = shape[0] if shape else 1
    if positions.size != count * type_.rank:
        raise parser.error(f"expected {type_.rank} indices for each value of a constant of type {type_}", whole)
    if len(values) not in (1, count):
        raise parser.error(f"{len(values)} values for {count} indices", whole)
    rows = positions.reshape(count, type_.rank)
    if ((rows < 0) | (rows >= np.array(type_.sizes, np.int64))).any():
        raise parser.error(f"an index lies outside of {type_}", whole)
    array[tuple(rows.T)] = _convert(parser, values, type_.storage)
    return _literal(type_, array)
