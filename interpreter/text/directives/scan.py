"""A scan: `(%a, %b) inits (%i) dimension=0 attributes {...} {^bb0(...): ...} : (T, U, V) -> (W, X)`.

How many of the operands are inputs and how many initial values is kept in two attributes, as in the generic form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import ArrayAttr, IntegerAttr
from ....spec.types import SI32, SI64
from ...ir.core import Operation, Region, Value

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True
_OPERANDS, _RESULTS = "operandSegmentSizes", "resultSegmentSizes"


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    inputs, initials, dimension, _ = slots
    state = reading.state
    reading.take(inputs, parser.comma_separated("(", ")", parser.operand))
    count = len(reading.refs)
    parser.expect("inits")
    reading.take(initials, parser.comma_separated("(", ")", parser.operand))
    carried = len(reading.refs) - count
    parser.expect("dimension")
    parser.expect("=")
    state.attributes[dimension] = IntegerAttr(parser.int64(), SI64)
    if parser.accept("attributes"):
        state.attributes.update(parser.attribute_dictionary())
    parser.region(state.add_region())
    parser.expect(":")
    type_ = parser.function_type()
    reading.types.extend(type_.inputs)
    state.result_types.extend(type_.outputs)
    outputs = len(type_.outputs) - carried
    if outputs < 0:
        raise parser.error(f"{carried} values are carried, but there are {len(type_.outputs)} results")
    state.attributes[_OPERANDS] = ArrayAttr(SI32, (count, carried))
    state.attributes[_RESULTS] = ArrayAttr(SI32, (outputs, carried))


def _segments(operation: Operation, key: str, total: int) -> tuple[int, int] | None:
    """How many values belong to each of two slots, where the attribute says so consistently."""
    sizes = operation.attributes.get(key)
    if isinstance(sizes, ArrayAttr) and len(sizes.values) == 2 and sum(sizes.values) == total:
        return sizes.values
    return None


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    dimension = operation.attributes.get(slots[2])
    segments = _segments(operation, _OPERANDS, len(operation.operands))
    results = _segments(operation, _RESULTS, len(operation.results))
    return (
        isinstance(dimension, IntegerAttr)
        and dimension.type == SI64
        and segments is not None
        and results is not None
        and segments[1] == results[1]
        and len(operation.regions) == 1
    )


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    segments = _segments(operation, _OPERANDS, len(operation.operands))
    assert segments is not None
    inputs, initials = operation.operands[: segments[0]], operation.operands[segments[0] :]
    dimension = operation.attributes[slots[2]].value
    printer.emit(f"({printer.operands(inputs)}) inits ({printer.operands(initials)}) dimension={dimension} ")
    printer.attribute_dictionary(operation, (slots[2], _OPERANDS, _RESULTS), keyword=True)
    printer.emit(" ")
    printer.region(operation.regions[0])
    printer.emit(f" : {printer.functional_type(operation)}")


def argument_names(region: Region) -> dict[Value, str]:
    """The first arguments are slices of the inputs, the others what is carried."""
    segments = _segments(region.parent, _OPERANDS, len(region.parent.operands))
    if segments is None or region.entry is None:
        return {}
    arguments = region.entry.arguments
    return {value: "input" if index < segments[0] else "carry" for index, value in enumerate(arguments)}
