"""The predicate of a comparison of `arith`, which is numbered: `slt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import EnumAttribute, IntegerAttr
from ....spec.lang.attribute_kinds import IntegerEnumKind
from ....spec.lang.op import Op
from ....spec.types import SI64

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer


def _members(op: Op | None, slot: str) -> dict[str, EnumAttribute]:
    assert op is not None
    kind = next(one.kind for one in op.attributes if one.name == slot)
    assert isinstance(kind, IntegerEnumKind)
    return {member.name.rstrip("_"): member for member in kind.type}


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    members = _members(reading.state.op, slots[0])
    here = parser.here()
    word = parser.keyword()
    if word not in members:
        raise parser.error(f"expected one of {', '.join(members)}, found '{word}'", here)
    reading.state.attributes[slots[0]] = IntegerAttr(members[word].value, SI64)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    attribute = written.operation.attributes.get(slots[0])
    known = {member.value for member in _members(written.operation.op, slots[0]).values()}
    return isinstance(attribute, IntegerAttr) and attribute.type == SI64 and attribute.value in known


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    number = written.operation.attributes[slots[0]].value
    names = {member.value: name for name, member in _members(written.operation.op, slots[0]).items()}
    printer.emit(names[number])
