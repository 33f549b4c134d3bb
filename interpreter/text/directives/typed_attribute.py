"""An attribute with its type, which is that of the result: `dense<1> : tensor<i32>`, `3 : index`, `true`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....spec.attributes import IntegerAttr
from ....spec.types import I1, IndexType
from ...ir.core import Operation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    start = parser.start
    value = parser.attribute()
    type_ = _type_of(value)
    if type_ is None:
        raise parser.error("expected a number or a tensor constant with its type", parser.span(start))
    reading.state.attributes[slots[0]] = value
    reading.state.result_types.append(type_)


def _type_of(value: Any) -> Any:
    return I1 if isinstance(value, bool) else getattr(value, "type", None)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    type_ = _type_of(written.operation.attributes.get(slots[0]))
    return type_ is not None and [x.type for x in written.operation.results] == [type_]


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(printer.attribute(written.operation.attributes[slots[0]]))


def result_name(operation: Operation) -> str:
    """`%true`, `%c7_i32`, `%c7` of type index, and `%cst` for everything else."""
    match next(iter(operation.attributes.values()), None):
        case bool() as value:
            return "true" if value else "false"
        case IntegerAttr(value=value, type=IndexType()):
            return f"c{value}"
        case IntegerAttr(value=value, type=type_):
            return f"c{value}_{type_}"
        case _:
            return "cst"
