"""A tensor constant: `{attributes} dense<...> : type`, which is also the type of the result.

Where the result has another type (a quantized one), the generic form follows the name: `() <{...}> : () -> type`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import DictAttr, Literal, ResourceAttr
from ....spec.types import BooleanType, IntegerType, TensorType
from ...ir.core import Operation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    state = reading.state
    assert state.op is not None
    if parser.accept("("):
        _read_generic(parser, reading)
        return
    state.attributes.update(parser.attribute_dictionary())
    start = parser.start
    value = parser.attribute()
    if not isinstance(value, (Literal, ResourceAttr)):
        raise parser.error("expected a tensor constant like 'dense<1> : tensor<2xi32>'", parser.span(start))
    state.attributes[state.op.attributes[0].name] = value
    state.result_types.append(value.type)


def _read_generic(parser: Parser, reading: Reading) -> None:
    parser.expect(")")
    if parser.accept("<"):
        start = parser.start
        properties = parser.attribute()
        if not isinstance(properties, DictAttr):
            raise parser.error("expected '{'", parser.span(start))
        reading.state.attributes.update(properties.entries)
        parser.expect(">")
    reading.state.attributes.update(parser.attribute_dictionary())
    parser.expect(":")
    type_ = parser.function_type()
    reading.types.extend(type_.inputs)
    reading.state.result_types.extend(type_.outputs)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    assert operation.op is not None
    value = operation.attributes.get(operation.op.attributes[0].name)
    return isinstance(value, (Literal, ResourceAttr)) and len(operation.results) == 1 and not operation.operands


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    assert operation.op is not None
    name = operation.op.attributes[0].name
    value = operation.attributes[name]
    if value.type != operation.results[0].type:
        printer.generic_body(operation)
        return
    printer.attribute_dictionary(operation, (name,))
    printer.emit(f" {printer.attribute(value)}")


def result_name(operation: Operation) -> str:
    """`%c` for integers and booleans, `%cst` for everything else."""
    type_ = operation.results[0].type
    whole = isinstance(type_, TensorType) and isinstance(type_.element, (IntegerType, BooleanType))
    return "c" if whole else "cst"
