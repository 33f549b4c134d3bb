"""A reduction of several inputs at once.

    (%a init: %i), (%b init: %j) across dimensions = [0, 1] {...} : (T, U, V, W) -> (X, Y)
      reducer(%x: V, %y: V) (%z: W, %w: W) {...}

Where the body is one commutative op of the same dialect applied to both arguments: `(%a init: %i) applies
dialect.op across dimensions = [0] : (T, V) -> X`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import ArrayAttr
from ....spec.lang.op import Op
from ....spec.lang.registry import find
from ....spec.types import SI64, FunctionType, TensorType
from ...ir.core import Operation, Region, Span
from .. import locations
from ..print_dialect_attributes import dimension_list
from ..state import OperandRef

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True
STANDS_AFTER_NAME = True


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    inputs, initials, dimensions, _ = slots
    state = reading.state
    pairs = [_read_pair(parser)]
    while parser.accept(","):
        pairs.append(_read_pair(parser))
    reading.take(inputs, [pair[0] for pair in pairs])
    reading.take(initials, [pair[1] for pair in pairs])
    body: Op | None = None
    body_span: Span | None = None
    if parser.accept("applies"):
        body_span = parser.here()
        body = _read_body_name(parser, state.op)
    for word in ("across", "dimensions", "="):
        parser.expect(word)
    state.attributes[dimensions] = ArrayAttr(SI64, tuple(parser.comma_separated("[", "]", parser.int64)))
    state.attributes.update(parser.attribute_dictionary())
    parser.expect(":")
    type_ = parser.function_type()
    reading.types.extend(type_.inputs)
    state.result_types.extend(type_.outputs)
    if body is None:
        _read_reducer(parser, state.add_region())
    else:
        _make_body(parser, state.add_region(), body, type_, body_span)


def _read_pair(parser: Parser) -> tuple[OperandRef, OperandRef]:
    """`(%a init: %i)`."""
    parser.expect("(")
    value = parser.operand()
    parser.expect("init")
    parser.expect(":")
    initial = parser.operand()
    parser.expect(")")
    return value, initial


def _read_body_name(parser: Parser, reduce: Op | None) -> Op:
    here = parser.here()
    name = parser.keyword()
    op = find(name)
    if op is None:
        from ...versions.names import OtherName, find_other

        known = find_other(name, in_function=False)
        op = known.op if isinstance(known, OtherName) else None
    if op is None or reduce is None or not _plain(op, reduce):
        raise parser.error("expected a commutative op of two operands and one result", here)
    return op


def _plain(op: Op, reduce: Op) -> bool:
    """Whether a reduction with this op has the short form."""
    shape = (len(op.operands), len(op.results), len(op.regions))
    return op.dialect == reduce.dialect and op.reduces and shape == (2, 1, 0)


def _make_body(parser: Parser, region: Region, op: Op, type_: FunctionType, span: Span | None) -> None:
    """The body that the short form stands for."""
    first = type_.inputs[0] if type_.inputs else None
    if not isinstance(first, TensorType):
        raise parser.error("a reduction takes tensors", span)
    scalar = TensorType((), first.element)
    block = region.add_block(span=span)
    operands = [block.add_argument(scalar, span=span) for _ in range(2)]
    inner = block.append(Operation(op.name, op, operands, result_types=[scalar], span=span))
    ending = find(f"{op.dialect}.return")
    assert ending is not None
    block.append(Operation(ending.name, ending, list(inner.results), span=span))


def _read_reducer(parser: Parser, region: Region) -> None:
    """`reducer(%x: V, %y: V) (%z: W, %w: W) {...}`: arguments stand in pairs, those for the inputs come first."""
    parser.expect("reducer")
    firsts: list[tuple[OperandRef, object]] = []
    seconds: list[tuple[OperandRef, object]] = []
    while parser.accept("("):
        firsts.append(_read_argument(parser))
        parser.expect(",")
        seconds.append(_read_argument(parser))
        parser.expect(")")
    parser.region(region, [*firsts, *seconds])  # pyright: ignore[reportArgumentType]


def _read_argument(parser: Parser) -> tuple[OperandRef, object]:
    ref = parser.operand()
    parser.expect(":")
    type_ = parser.type()
    locations.read_argument(parser, ref)
    return ref, type_


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    dimensions = operation.attributes.get(slots[2])
    if not isinstance(dimensions, ArrayAttr) or dimensions.element != SI64:
        return False
    entry = operation.regions[0].entry if len(operation.regions) == 1 else None
    count = len(operation.operands)
    return entry is not None and count > 0 and count % 2 == 0 and len(entry.arguments) == count


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    operation = written.operation
    half = len(operation.operands) // 2
    pairs = zip(operation.operands[:half], operation.operands[half:], strict=True)
    printer.emit(", ".join(f"({printer.name(value)} init: {printer.name(initial)})" for value, initial in pairs))
    body = _short_body(operation)
    if body is not None:
        printer.emit(f" applies {body.name}")
    printer.emit(f" across dimensions = {dimension_list(operation.attributes[slots[2]].values)}")
    printer.attribute_dictionary(operation, (slots[2],))
    printer.emit(f" : {printer.functional_type(operation)}")
    if body is None:
        _write_reducer(printer, operation, half)


def _write_reducer(printer: Printer, operation: Operation, half: int) -> None:
    entry = operation.regions[0].entry
    assert entry is not None
    printer.line()
    printer.emit(" reducer")
    for first, second in zip(entry.arguments[:half], entry.arguments[half:], strict=True):
        printer.emit(f"({printer.argument(first)}, {printer.argument(second)}) ")
    printer.emit(" ")
    printer.region(operation.regions[0], arguments=False)


def _short_body(operation: Operation) -> Op | None:
    """The op that the body consists of, where the short form says everything."""
    block = operation.regions[0].entry
    if block is None or len(operation.regions[0].blocks) != 1 or len(block.operations) != 2 or operation.op is None:
        return None
    inner, ending = block.operations
    if inner.op is None or not _plain(inner.op, operation.op) or inner.attributes:
        return None
    first = operation.operands[0].type
    scalar = TensorType((), first.element) if isinstance(first, TensorType) else None
    types = [value.type for value in (*inner.operands, *inner.results)]
    return inner.op if (
        types == [scalar] * 3
        and inner.operands == block.arguments
        and ending.name == f"{inner.op.dialect}.return"
        and ending.operands == inner.results
        and not ending.attributes
    ) else None  # fmt: skip
