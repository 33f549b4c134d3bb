"""Reads `!quant.uniform<...>`.

    uniform ::= '<' storage range? ':' expressed axes? ',' parameters '>'
    storage ::= 'i8' | 'si8' | 'u8' | 'ui8' | ...        range ::= '<' integer ':' integer '>'
    axes    ::= ':' integer | ':' '{' (dimension ':' block) ,... '}'
    parameters ::= scale (':' zero_point)?, nested in braces where there are axes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...spec.types import ElementType, IntegerType, QuantizedType, Signedness
from .patterns import lazy

if TYPE_CHECKING:
    from .parser import Parser

_STORAGE = lazy(r"([su]?i|u)([0-9]{1,3})")

Parameters = tuple[float, int]


def read_quantized(parser: Parser) -> QuantizedType:
    """A quantized element type. The next token is the one before '<'."""
    start = parser.start
    parser.advance()
    parser.expect("<")
    storage = _read_storage(parser)
    limits = _read_range(parser) if parser.text == "<" else (storage.min, storage.max)
    parser.expect(":")
    expressed = parser.type()
    if not isinstance(expressed, ElementType):
        raise parser.error(f"{expressed} is no element type", parser.span(start))
    dimension: int | None = None
    blocks: list[tuple[int, int]] = []
    blocked = False
    if parser.accept(":"):
        blocked = parser.text == "{"
        if blocked:
            blocks = parser.comma_separated("{", "}", lambda: _read_block(parser))
        else:
            dimension = parser.integer()
    parser.expect(",")
    counts, parameters = _read_parameters(parser, dimension is not None, blocked)
    parser.expect(">")
    type_ = QuantizedType(
        storage, expressed, tuple(scale for scale, _ in parameters), tuple(point for _, point in parameters),
        dimension, *limits, tuple(d for d, _ in blocks), tuple(s for _, s in blocks), counts,
    )  # fmt: skip
    if problem := type_.problem():
        raise parser.error(f"this is no quantized type: {problem}", parser.span(start))
    if blocked and len(counts) < len(blocks):
        raise parser.error("parameters nest less deeply than there are blocked dimensions", parser.span(start))
    return type_


def _read_storage(parser: Parser) -> IntegerType:
    match = _STORAGE.fullmatch(parser.text) if parser.kind == "word" else None
    if match is None:
        raise parser.error(f"expected a storage type like 'i8' or 'u8', found {parser.found()}")
    bits = int(match[2])
    if not 1 <= bits <= 64:
        raise parser.error(f"a storage type has 1 to 64 bits, not {bits}")
    parser.advance()
    return IntegerType(bits, Signedness.UNSIGNED if match[1] in ("u", "ui") else Signedness.SIGNLESS)


def _read_range(parser: Parser) -> tuple[int, int]:
    parser.expect("<")
    low = parser.integer()
    parser.expect(":")
    high = parser.integer()
    parser.expect(">")
    return low, high


def _read_block(parser: Parser) -> tuple[int, int]:
    dimension = parser.integer()
    parser.expect(":")
    return dimension, parser.integer()


def _read_parameters(parser: Parser, per_axis: bool, blocked: bool) -> tuple[tuple[int, ...], list[Parameters]]:
    """Block counts (sub-channel only) and the flat list of scales and zero points."""
    if per_axis:
        return (), parser.comma_separated("{", "}", lambda: _read_pair(parser))
    if not blocked:
        return (), [_read_pair(parser)]
    return _read_nested(parser)


def _read_nested(parser: Parser) -> tuple[tuple[int, ...], list[Parameters]]:
    """Braces in braces: all of one depth have as many members."""
    if parser.text != "{":
        return (), [_read_pair(parser)]
    start = parser.start
    with parser.depth():
        members = parser.comma_separated("{", "}", lambda: _read_nested(parser))
    counts = {counts for counts, _ in members}
    if len(counts) != 1:
        raise parser.error("groups of scales differ in size", parser.span(start))
    return (len(members), *counts.pop()), [pair for _, pairs in members for pair in pairs]


def _read_pair(parser: Parser) -> Parameters:
    scale = parser.double()
    return scale, parser.integer() if parser.accept(":") else 0
