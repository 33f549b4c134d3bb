"""An attribute with its name before it: ` out_sharding=<...>`, ` group_id=3`, ` allowed_direction=BOTH`.

One that need not be given may be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import EnumAttribute
from ....spec.lang.attribute_kinds import IntegerEnumKind, WrongKind
from ....spec.lang.op import Op
from ....spec.lang.slots import Attribute
from .. import short_forms
from . import annotation

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

TIGHT = True


def _slot(op: Op | None, name: str) -> Attribute:
    assert op is not None
    return next(slot for slot in op.attributes if slot.name == name)


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    slot = _slot(reading.state.op, slots[0])
    if not slot.required and not parser.at(slot.name):
        return
    parser.expect(slot.name)
    parser.expect("=")
    if annotation.known(slot.name):
        annotation.read(parser, reading, slots)
    elif isinstance(slot.kind, IntegerEnumKind):
        reading.state.attributes[slot.name] = slot.kind.build(short_forms.read_member(parser, slot.kind.type))
    else:
        reading.state.attributes[slot.name] = short_forms.read_short(parser, slot)


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    slot = _slot(written.operation.op, slots[0])
    attribute = written.operation.attributes.get(slot.name)
    if attribute is None:
        return not slot.required
    return annotation.fits(written, slots) if annotation.known(slot.name) else short_forms.fits(slot, attribute)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    slot = _slot(written.operation.op, slots[0])
    attribute = written.operation.attributes.get(slot.name)
    if attribute is None:
        return
    printer.emit(f" {slot.name}=")
    if annotation.known(slot.name):
        annotation.write(printer, written, slots)
    elif (member := _member(slot, attribute)) is not None:
        printer.emit(member.name)
    else:
        printer.emit(short_forms.short_text(printer, slot, attribute))


def _member(slot: Attribute, attribute: object) -> EnumAttribute | None:
    try:
        return slot.kind.read(attribute) if isinstance(slot.kind, IntegerEnumKind) else None
    except WrongKind:
        return None
