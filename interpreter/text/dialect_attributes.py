"""Reads attributes that begin with '#': aliases, StableHLO's own, and those of other dialects (kept as spelled).

    alias   ::= '#' name
    dialect ::= '#' dialect '.' mnemonic body?  |  '#' dialect '<' mnemonic ' '? body '>'
    struct  ::= '<' (field '=' value) ,... '>'
    enum    ::= '<' member '>'  |  member
    complex ::= '#complex.number' '<' ':' type number ',' number '>' (':' type)?
"""

from __future__ import annotations

import dataclasses
import enum
from functools import cache
from typing import TYPE_CHECKING, Any

from ...spec.attributes import ComplexAttr, FloatAttr, Literal, OpaqueAttr, find
from ...spec.lang.attribute_kinds import MOST
from ...spec.types import BY_NAME, SI64, Bounds, ComplexType, FloatType
from ..hints import get_close_matches
from .attributes import float_pattern
from .opaque import skip_body

if TYPE_CHECKING:
    from .parser import Parser

# Dialects whose attributes are the classes of spec/attributes. CHLO shares StableHLO's, MHLO has the same.
_KNOWN_DIALECTS = ("stablehlo", "chlo", "mhlo")
# Structures whose fields may be left out; elsewhere all fields must be given.
_OPEN_STRUCTURES = ("gather", "scatter", "dot", "conv", "result_accuracy", "ragged_dot")
# Fields that the text calls differently.
_SPELLED = {"replica_group_mesh_axes": {"mesh": "mesh_name"}}


def read_hash(parser: Parser) -> Any:
    """An attribute that begins with '#'."""
    name, start, end = parser.text[1:], parser.start, parser.end
    dialect, dot, mnemonic = name.partition(".")
    if not dot and not parser.input.startswith("<", end):
        return _read_alias(parser, name)
    if name == "complex.number" and parser.input.startswith("<", end):
        return _read_complex_number(parser)
    if dialect == "vhlo":
        from . import versioned

        return versioned.read_attribute(parser)
    if dialect not in _KNOWN_DIALECTS:
        return _read_opaque(parser)
    parser.advance()
    if not dot:  # #stablehlo<precision HIGH>
        parser.expect("<")
        mnemonic = parser.text
    with parser.depth():
        if mnemonic in ("bounds", "type_extensions"):
            if not dot:
                parser.advance()
            attribute: Any = read_bounds(parser, mnemonic)
        else:
            cls = _attribute_class(mnemonic)
            if cls is None and dialect != "stablehlo":
                parser.move(start)
                return _read_opaque(parser)
            if cls is None:
                raise parser.error(
                    f"unknown attribute '#stablehlo.{mnemonic}'", parser.span(start), hint=_similar(mnemonic)
                )
            if not dot:
                parser.advance()
            attribute = _read_enum(parser, cls) if issubclass(cls, enum.Enum) else read_structure(parser, cls)
    if not dot:
        parser.expect(">")
    return attribute


@cache
def _attribute_class(mnemonic: str) -> type[Any] | None:
    return find(mnemonic)


def _similar(mnemonic: str) -> str | None:
    known = (
        "gather", "scatter", "dot", "conv", "channel_handle", "dot_algorithm", "output_operand_alias", "bounds",
        "result_accuracy", "precision", "comparison_direction", "comparison_type", "fft_type", "transpose",
        "rng_algorithm", "rng_distribution", "replica_group_mesh_axes",
    )  # fmt: skip
    close = get_close_matches(mnemonic, known, 1)
    return f"did you mean '{close[0]}'?" if close else None


def _read_alias(parser: Parser, name: str) -> Any:
    if name not in parser.attribute_aliases:
        close = get_close_matches(name, parser.attribute_aliases.names(), 1)
        hint = f"did you mean '#{close[0]}'?" if close else None
        raise parser.error(f"attribute alias '#{name}' is not defined", hint=hint)
    attribute = parser.attribute_aliases.use(name)
    parser.advance()
    return attribute


def _read_opaque(parser: Parser) -> OpaqueAttr:
    """An attribute of another dialect, with its type if it has one."""
    start, end = parser.start, parser.end
    parser.move(skip_body(parser, end) if parser.input.startswith("<", end) else end)
    if parser.accept(":"):
        parser.type()
    text = parser.kept(start)
    plain = text.startswith(("#sdy.", "#sdy<")) and not text.startswith("#sdy.op_sharding_rule")
    if not plain:
        return OpaqueAttr(text)
    from .directives.annotation import spaced

    return OpaqueAttr(spaced(text))


def _read_complex_number(parser: Parser) -> ComplexAttr:
    """`#complex.number<:f32 1.0, 2.0>`, with its type or without."""
    parser.advance()
    parser.expect("<")
    parser.expect(":")
    start = parser.start
    part = parser.type()
    type_ = BY_NAME.get(f"complex<{part}>")
    if not isinstance(part, FloatType) or not isinstance(type_, ComplexType):
        raise parser.error(f"{part} cannot be a part of a complex number", parser.span(start))
    real = _read_part(parser, part)
    parser.expect(",")
    imag = _read_part(parser, part)
    parser.expect(">")
    if parser.accept(":"):
        start = parser.start
        if parser.type() != type_:
            raise parser.error(f"parts of type {part} make a number of type {type_}", parser.span(start))
    return ComplexAttr(real, imag)


def _read_part(parser: Parser, type_: FloatType) -> FloatAttr:
    start = parser.start
    negative = parser.accept("-")
    kind, text = parser.kind, parser.text
    if kind not in ("integer", "float"):
        raise parser.error(f"expected a number, found {parser.found()}")
    parser.advance()
    bits = float_pattern(kind, text, negative, type_)
    if isinstance(bits, str):
        raise parser.error(bits, parser.span(start))
    return FloatAttr(bits, type_)


def read_bounds(parser: Parser, mnemonic: str) -> Bounds:
    """`bounds<3, ?>`, in older programs `type_extensions<bounds = [3, ?]>`."""
    if mnemonic == "bounds":
        return Bounds(tuple(parser.comma_separated("<", ">", lambda: _read_bound(parser))))
    parser.expect("<")
    parser.expect("bounds")
    parser.expect("=")
    sizes = parser.comma_separated("[", "]", lambda: _read_bound(parser))
    parser.expect(">")
    return Bounds(tuple(sizes))


def _read_bound(parser: Parser) -> int | None:
    return None if parser.accept("?") else parser.int64()


def read_int64_list(parser: Parser) -> tuple[int, ...]:
    """`[0, 1]`."""
    return tuple(parser.comma_separated("[", "]", parser.int64))


def read_elements(parser: Parser) -> tuple[int, ...]:
    """`dense<[0, 1]> : tensor<2xi64>`, as a list."""
    start = parser.start
    literal = parser.attribute()
    if not isinstance(literal, Literal) or literal.type.element != SI64 or literal.array.size > MOST:
        message = f"expected a tensor constant of i64 with at most {MOST} elements"
        raise parser.error(message, parser.span(start))
    return tuple(literal.array.ravel().tolist())


# Enumerations and structures -----------------------------------------------------------------------------------------


def _read_enum(parser: Parser, cls: type[Any]) -> Any:
    if not parser.accept("<"):
        return read_member(parser, cls)
    member = read_member(parser, cls)
    parser.expect(">")
    return member


def read_member(parser: Parser, cls: type[Any]) -> Any:
    """A member of an enumeration, by name."""
    members: dict[str, Any] = cls.__members__
    start = parser.start
    name = parser.string() if parser.kind == "string" else parser.text
    if name not in members:
        span = parser.span(start) if parser.start != start else None
        raise parser.error(f"expected one of {', '.join(members)}, found '{name}'", span)
    if parser.start == start:
        parser.advance()
    return members[name]


def read_structure(parser: Parser, cls: type[Any]) -> Any:
    """`<field = value, ...>`, in any order."""
    if cls.mnemonic == "sub_axis_info":
        parser.expect("(")
        pre_size = parser.int64()
        parser.expect(")")
        return cls(pre_size, parser.int64())
    begin = parser.here()
    parser.expect("<")
    if cls.mnemonic == "conv" and not parser.accept("raw"):
        from .convolution import read_convolution

        dimensions = read_convolution(parser)
        parser.expect(">")
        return dimensions
    fields: dict[str, Any] = {field.name: field.type for field in dataclasses.fields(cls)}
    spelled = _SPELLED.get(cls.mnemonic, {})
    values: dict[str, Any] = {}
    while parser.text != ">":
        start = parser.start
        word = parser.keyword()
        name = spelled.get(word, word)
        if name not in fields:
            close = get_close_matches(word, fields, 1)
            hint = f"did you mean '{close[0]}'?" if close else None
            raise parser.error(f"'{word}' is no field of '{cls.mnemonic}'", parser.span(start), hint)
        if name in values:
            raise parser.error(f"field '{word}' is given twice", parser.span(start))
        parser.expect("=")
        values[name] = _read_field(parser, str(fields[name]))
        if not parser.accept(","):
            break
    if parser.text != ">":
        raise parser.unclosed(">", "<", begin)
    parser.advance()
    if missing := _missing(cls, values):
        raise parser.error(f"'{cls.mnemonic}' needs {', '.join(missing)}", parser.span(begin.start))
    made = cls(**values)
    if (problem := made.problem()) is not None:
        raise parser.error(f"'{cls.mnemonic}': {problem}", parser.span(begin.start))
    return made


def _missing(cls: type[Any], values: dict[str, Any]) -> list[str]:
    if cls.mnemonic in _OPEN_STRUCTURES:
        return []
    return [one.name for one in dataclasses.fields(cls) if one.name not in values and one.default is not None]


def _read_field(parser: Parser, annotation: str) -> Any:
    """The value of a field, by the field's declared type."""
    match annotation:
        case "int":
            return parser.int64()
        case "tuple[int, ...]":
            return read_int64_list(parser)
        case "tuple[int, ...] | None":
            return read_elements(parser)
        case "bool":
            if parser.text not in ("true", "false"):
                raise parser.error(f"expected 'true' or 'false', found {parser.found()}")
            return parser.keyword() == "true"
        case "str":
            return parser.string()
        case "float":
            return parser.double()
        case "ElementType":
            return parser.type()
        case "object":
            return parser.attribute()
        case _ if annotation.startswith("tuple["):
            member = annotation[len("tuple[") : -len(", ...]")]
            return tuple(parser.comma_separated("[", "]", lambda: _read_nested(parser, member)))
        case _:
            return _read_nested(parser, annotation.removesuffix(" | None"))


def _read_nested(parser: Parser, class_name: str) -> Any:
    """A structure inside a structure: in full, or only its body."""
    cls = class_named(class_name)
    if parser.text in ("<", "(") and not issubclass(cls, enum.Enum):
        return read_structure(parser, cls)
    start = parser.start
    attribute = parser.attribute()
    if not isinstance(attribute, cls):
        raise parser.error(f"expected an attribute '{class_name}'", parser.span(start))
    return attribute


@cache
def class_named(class_name: str) -> type[Any]:
    """`AxisRef` is the attribute `axis_ref`."""
    mnemonic = "".join(f"_{char.lower()}" if char.isupper() else char for char in class_name).lstrip("_")
    cls = find(mnemonic)
    assert cls is not None, class_name
    return cls
