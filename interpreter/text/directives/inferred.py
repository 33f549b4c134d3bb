"""Types of some operand slots, from which all others follow: `T` for all of these slots, or `T, U` one for each value.

Other operands have the one type that their slot takes, results the one of theirs or what the op infers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....spec.lang.op import Op
from ....spec.lang.typesets import Exactly

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    op = reading.state.op
    assert op is not None
    count = sum(reading.places[slot][1] - reading.places[slot][0] for slot in slots)
    spelled = [parser.type()] if count else []
    while parser.accept(","):
        spelled.append(parser.type())
    if len(spelled) == 1:
        spelled *= count
    if len(spelled) != count:
        raise parser.error(f"{count} operands have a type here, {len(spelled)} types are given")
    given = iter(spelled)
    bound: dict[str, Any] = {}
    for operand in op.operands:
        begin, end = reading.places[operand.name]
        for _ in range(begin, end):
            type_ = next(given) if operand.name in slots else _only(operand.types)
            reading.types.append(type_)
            bound.setdefault(operand.name, type_)
    reading.state.result_types.extend(_results(op, bound))


def _only(types: object) -> Any:
    assert isinstance(types, Exactly)
    return types.type


def _results(op: Op, bound: dict[str, Any]) -> tuple[Any, ...]:
    """Types of results; `bound` has the first type of every operand slot."""
    return op.infer_bound(bound) if op.infers else tuple(_only(slot.types) for slot in op.results)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    operation = written.operation
    op = operation.op
    assert op is not None
    bound: dict[str, Any] = {}
    for slot in op.operands:
        for value in written.values(slot.name):
            bound.setdefault(slot.name, value.type)
            if slot.name not in slots and value.type != _only(slot.types):
                return False
    return tuple(value.type for value in operation.results) == _results(op, bound)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    types = [str(value.type) for slot in slots for value in written.values(slot)]
    if len(slots) > 1 and len(set(types)) == 1:
        types = types[:1]
    printer.emit(", ".join(types))
