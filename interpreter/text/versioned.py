"""Reads types and attributes of VHLO, the versioned dialect of portable artifacts, as those that they stand for.

    type      ::= '!vhlo.' name '_v1' body?
    attribute ::= '#vhlo.' name '_v1' body | '#vhlo<' enum '_v1' member '>'

Names of elements are those of MLIR's types with `_v1` behind them (`bool` is `i1`).
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...spec.attributes import DictAttr, FloatAttr, StructAttribute, SymbolRef, find
from ...spec.types import (
    BY_NAME,
    FLOATS,
    I1,
    INDEX,
    TF32,
    TOKEN,
    Bounds,
    BufferType,
    ElementType,
    FloatType,
    FunctionType,
    FutureType,
    IntegerType,
    NoneType,
    QuantizedType,
    TupleType,
    Type,
    UnknownType,
    UnrankedTensorType,
)
from . import dialect_attributes, types
from .numbers import float_bits

if TYPE_CHECKING:
    from .parser import Parser

AnyType = Type | ElementType | QuantizedType

_PLAIN: dict[str, AnyType] = {
    "bool": I1, "index": INDEX, "none": NoneType(), "token": TOKEN, "tf31": TF32, "tf32": TF32,
    "witness": UnknownType("!shape.witness"),
}  # fmt: skip
_ENUMERATIONS = {"api_version": "custom_call_api_version"}
_VERSION = "_v1"

# Types ---------------------------------------------------------------------------------------------------------------


def read_type(parser: Parser) -> AnyType:
    """A type of VHLO, which is the next token."""
    spelled, start = parser.text, parser.start
    name = spelled.removeprefix("!vhlo.").removesuffix(_VERSION)
    reader = _TYPES.get(name)
    plain = _PLAIN.get(name) or BY_NAME.get(name) or FLOATS.get(name)
    if not spelled.endswith(_VERSION) or (reader is None and plain is None):
        hint = "types of 'vhlo' end with their version, like !vhlo.f32_v1"
        raise parser.error(f"unknown type '{spelled}'", hint=hint)
    parser.advance()
    if reader is None:
        assert plain is not None
        return plain
    with parser.depth():
        return reader(parser, start)


def _read_function(parser: Parser, start: int) -> FunctionType:
    """`<(a, b) -> c, d>`; no types are `()`."""
    parser.expect("<")
    parser.expect("(")
    inputs = _read_types(parser, ")")
    parser.expect(")")
    parser.expect("->")
    outputs = _read_types(parser, ">")
    parser.expect(">")
    return FunctionType(inputs, outputs)


def _read_types(parser: Parser, close: str) -> tuple[Any, ...]:
    if parser.text == "(":
        return tuple(parser.comma_separated("(", ")", parser.type))
    found: list[AnyType] = []
    while parser.text != close:
        found.append(parser.type())
        if not parser.accept(","):
            break
    return tuple(found)


def _read_members(parser: Parser, start: int) -> tuple[Any, ...]:
    return tuple(parser.comma_separated("<", ">", parser.type))


def _read_unranked(parser: Parser, start: int) -> UnrankedTensorType:
    parser.expect("<")
    element = types.read_element(parser, "tensor")
    parser.expect(">")
    return UnrankedTensorType(element)


def _read_buffer(parser: Parser, start: int) -> BufferType:
    parser.expect("<")
    sizes = types.read_sizes(parser) or ()
    element = types.read_element(parser, "buffer")
    parser.expect(">")
    return BufferType(sizes, element, ())


def _read_quantized(parser: Parser, start: int) -> QuantizedType:
    """`<storage:expressed, scale:zero_point, low:high, flags>`."""
    storage, expressed = _read_storage(parser)
    parser.expect(",")
    scale = parser.double()
    parser.expect(":")
    zero_point = parser.integer()
    limits, storage = _read_limits(parser, storage)
    return _quantized(parser, start, QuantizedType(storage, expressed, (scale,), (zero_point,), None, *limits))


def _read_quantized_per_axis(parser: Parser, start: int) -> QuantizedType:
    """`<storage:expressed, dimension, [scale, ...], [zero_point, ...], low:high, flags>`."""
    storage, expressed = _read_storage(parser)
    parser.expect(",")
    dimension = parser.integer()
    parser.expect(",")
    scales = tuple(parser.comma_separated("[", "]", parser.double))
    parser.expect(",")
    zero_points = tuple(parser.comma_separated("[", "]", parser.integer))
    limits, storage = _read_limits(parser, storage)
    return _quantized(parser, start, QuantizedType(storage, expressed, scales, zero_points, dimension, *limits))


def _read_storage(parser: Parser) -> tuple[IntegerType, ElementType]:
    parser.expect("<")
    here = parser.here()
    storage = parser.type()
    parser.expect(":")
    expressed = parser.type()
    if not isinstance(storage, IntegerType) or not isinstance(expressed, ElementType):
        raise parser.error("expected an integer type and the type that it stands for", here)
    return storage, expressed


def _read_limits(parser: Parser, storage: IntegerType) -> tuple[tuple[int, int], IntegerType]:
    """Least and greatest stored integer, and the storage type: flag 1 says that it is signed."""
    parser.expect(",")
    low = parser.integer()
    parser.expect(":")
    high = parser.integer()
    parser.expect(",")
    flags = parser.integer()
    parser.expect(">")
    signed = types.integer_type("i" if flags & 1 else "ui", str(storage.bits))
    assert isinstance(signed, IntegerType)
    return (low, high), signed


def _quantized(parser: Parser, start: int, type_: QuantizedType) -> QuantizedType:
    if (problem := type_.problem()) is not None:
        raise parser.error(f"this is no quantized type: {problem}", parser.span(start))
    return type_


_TYPES: dict[str, Callable[[Parser, int], AnyType]] = {
    "tensor": types.read_tensor,
    "unranked_tensor": _read_unranked,
    "complex": types.read_complex,
    "func": _read_function,
    "tuple": lambda parser, start: TupleType(_read_members(parser, start)),
    "future": lambda parser, start: FutureType(_read_members(parser, start)),
    "buffer": _read_buffer,
    "quant": _read_quantized,
    "quant_per_axis": _read_quantized_per_axis,
}

# Attributes ----------------------------------------------------------------------------------------------------------


def read_attribute(parser: Parser) -> Any:
    """An attribute of VHLO, which is the next token."""
    spelled, start = parser.text, parser.start
    name = spelled.removeprefix("#vhlo.").removesuffix(_VERSION)
    if spelled == "#vhlo":
        return _read_enumeration(parser)
    reader = _ATTRIBUTES.get(name)
    if reader is None or not spelled.endswith(_VERSION):
        hint = "attributes of 'vhlo' end with their version, like #vhlo.integer_v1<1 : i64>"
        raise parser.error(f"unknown attribute '{spelled}'", parser.span(start, parser.end), hint)
    parser.advance()
    with parser.depth():
        return reader(parser)


def _read_enumeration(parser: Parser) -> Any:
    """`#vhlo<fft_type_v1 RFFT>`."""
    parser.advance()
    parser.expect("<")
    here = parser.here()
    word = parser.keyword()
    name = word.removesuffix(_VERSION)
    cls = find(_ENUMERATIONS.get(name, name)) if word.endswith(_VERSION) else None
    if cls is None or not issubclass(cls, enum.Enum):
        raise parser.error(f"'{word}' is no enumeration of 'vhlo'", here)
    member = dialect_attributes.read_member(parser, cls)
    parser.expect(">")
    return member


def _in_brackets(read: Callable[[Parser], Any]) -> Callable[[Parser], Any]:
    def read_all(parser: Parser) -> Any:
        parser.expect("<")
        found = read(parser)
        parser.expect(">")
        return found

    return read_all


def _read_boolean(parser: Parser) -> bool:
    if parser.text not in ("true", "false"):
        raise parser.error(f"expected 'true' or 'false', found {parser.found()}")
    return parser.keyword() == "true"


def _read_dictionary(parser: Parser) -> DictAttr:
    """`{#vhlo.string_v1<"a"> = attribute, ...}`."""

    def entry() -> tuple[str, Any]:
        here = parser.here()
        name = parser.attribute()
        if not isinstance(name, str):
            raise parser.error("expected a string that names an attribute", here)
        parser.expect("=")
        value = parser.attribute()
        return name, value

    return DictAttr(tuple(parser.comma_separated("{", "}", entry)))


def _read_float(parser: Parser) -> FloatAttr:
    """`1.0 : !vhlo.f32_v1`: a double that is rounded to the type."""
    value = parser.double()
    parser.expect(":")
    here = parser.here()
    type_ = parser.type()
    if not isinstance(type_, FloatType):
        raise parser.error(f"{type_} is no type of floats", here)
    return FloatAttr(float_bits(value, type_.format), type_)


_SPELLED = {
    "mesh": "mesh_name", "outputTupleIndices": "output_tuple_indices", "operandIndex": "operand_index",
    "operandTupleIndices": "operand_tuple_indices",
}  # fmt: skip
"""Fields that are called otherwise today."""


def _structure(mnemonic: str) -> Callable[[Parser], Any]:
    """Reads `<field = value, ...>`."""

    def read(parser: Parser) -> Any:
        start = parser.start
        cls = find(mnemonic)
        assert cls is not None
        fields = {field.name: field for field in dataclasses.fields(cls)}
        values: dict[str, Any] = dict(parser.comma_separated("<", ">", lambda: _read_field(parser)))
        if mnemonic == "replica_group_mesh_axes" and isinstance(values.get("mesh_name"), str):
            values["mesh_name"] = SymbolRef(values["mesh_name"])
        missing = [name for name, one in fields.items() if one.default is dataclasses.MISSING and name not in values]
        if missing or not values.keys() <= fields.keys():
            raise parser.error(f"'{mnemonic}' has the fields {', '.join(fields)}", parser.span(start))
        for name, value in values.items():
            if not _fits(str(fields[name].type), value):
                raise parser.error(f"'{name}' of '{mnemonic}' must be {fields[name].type}", parser.span(start))
        return cls(**values)

    return read


def _read_field(parser: Parser) -> tuple[str, Any]:
    word = parser.keyword()
    name = _SPELLED.get(word, word)
    parser.expect("=")
    if parser.text == "[":
        return name, dialect_attributes.read_int64_list(parser)
    if parser.kind == "float" or (parser.text == "-" and not parser.at_integer()):
        return name, parser.double()
    if parser.at_integer():
        return name, parser.double() if name in ("atol", "rtol") else parser.int64()
    if name == "device_ids":
        return name, dialect_attributes.read_elements(parser)
    return name, parser.attribute()


def _fits(annotation: str, value: Any) -> bool:
    """Whether a value is what a field is declared to be."""
    annotation = annotation.removesuffix(" | None")
    if annotation == "object":
        return isinstance(value, (SymbolRef, StructAttribute))
    if annotation.startswith("tuple["):
        member = annotation[len("tuple[") : -len(", ...]")]
        return isinstance(value, tuple) and all(_fits(member, one) for one in value)  # pyright: ignore[reportUnknownVariableType]
    plain: dict[str, type[Any]] = {"int": int, "float": float, "str": str}
    return isinstance(value, plain.get(annotation) or dialect_attributes.class_named(annotation))


def _read_bounds(parser: Parser) -> Bounds:
    """`<bounds = [3, ?]>`."""
    return dialect_attributes.read_bounds(parser, "type_extensions")


_ATTRIBUTES: dict[str, Callable[[Parser], Any]] = {
    "array": _in_brackets(lambda parser: parser.attribute()),
    "bool": _in_brackets(_read_boolean),
    "dict": _in_brackets(_read_dictionary),
    "float": _in_brackets(_read_float),
    "integer": _in_brackets(lambda parser: parser.attribute()),
    "string": _in_brackets(lambda parser: parser.string()),
    "tensor": _in_brackets(lambda parser: parser.attribute()),
    "type": _in_brackets(lambda parser: parser.type()),
    "type_extensions": _read_bounds,
    **{
        name: _structure(name)
        for name in (
            "axis_ref", "mesh", "mesh_axis", "output_operand_alias", "replica_group_mesh_axes", "result_accuracy",
            "sub_axis_info",
        )
    },
}  # fmt: skip
