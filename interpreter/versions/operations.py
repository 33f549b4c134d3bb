"""Brings the attributes of an operation, as a program of another time spells them, into today's form."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ...spec.attributes import ArrayAttr, DictAttr, EnumAttribute, IntegerAttr, Literal, StructAttribute
from ...spec.attributes.channel_handle import ChannelHandle
from ...spec.lang.op import Op
from ...spec.lang.slots import Attribute
from .kinds import ABSENT, may_be_old, of_today


@cache
def old_names(op: Op) -> frozenset[str]:
    """Names of the attributes that may be of another time."""
    return frozenset({slot.name for slot in op.attributes if may_be_old(slot.kind)} | _rules(op).keys())


def upgrade(op: Op, attributes: dict[str, Any]) -> list[str]:
    """Changes the attributes to today's form, and says what was changed. What is not understood stays."""
    changed: list[str] = []
    for name, rule in _rules(op).items():
        if name in attributes and (said := rule(attributes)) is not None:
            changed.append(said)
    slots = _slots(op)
    for name in [name for name in attributes if name in slots]:
        old = attributes[name]
        new = of_today(slots[name].kind, old)
        if new is old:
            continue
        if new is ABSENT:
            del attributes[name]
            changed.append(f"'{name}' is left out instead of false")
        else:
            attributes[name] = new
            changed.append(f"'{name}' is {_words(new)} instead of {_words(old)}")
    return changed


@cache
def _slots(op: Op) -> dict[str, Attribute]:
    return {slot.name: slot for slot in op.attributes if may_be_old(slot.kind)}


Rule = Callable[[dict[str, Any]], "str | None"]


@cache
def _rules(op: Op) -> dict[str, Rule]:
    """What is done about an attribute of a name that the op does not have today."""
    names = {slot.name for slot in op.attributes}
    rules: dict[str, Rule] = {}
    if "channel_handle" in names:
        rules["channel_id"] = _channel
    if op.name == "stablehlo.dynamic_conv":
        rules["padding"] = _drop("padding", "'padding' is left out: the operand says it")
    if op.name == "stablehlo.custom_call":
        rules["custom_call_schedule"] = _schedule
    return rules


def _channel(attributes: dict[str, Any]) -> str | None:
    """`channel_id` was the channel's number, or all that is said about it."""
    value = attributes["channel_id"]
    if "channel_handle" in attributes or not isinstance(value, (IntegerAttr, ChannelHandle, DictAttr)):
        return None
    del attributes["channel_id"]
    attributes["channel_handle"] = ChannelHandle(value.value, 0) if isinstance(value, IntegerAttr) else value
    return "'channel_id' is called 'channel_handle'"


def _drop(name: str, said: str) -> Rule:
    def drop(attributes: dict[str, Any]) -> str:
        del attributes[name]
        return said

    return drop


def _schedule(attributes: dict[str, Any]) -> str | None:
    """When a call is scheduled changes no values; NONE says nothing at all."""
    if "NONE" not in str(attributes["custom_call_schedule"]):
        return None
    del attributes["custom_call_schedule"]
    return "'custom_call_schedule' is left out"


def _words(attribute: Any) -> str:
    """What kind of attribute this is."""
    match attribute:
        case ArrayAttr(element=element):
            return f"array<{element}>"
        case Literal():
            return "a tensor constant"
        case EnumAttribute():
            return f"#stablehlo<{attribute.name_of()} {attribute.name}>"
        case StructAttribute():
            return f"#{attribute.dialect}.{attribute.mnemonic}"
        case DictAttr():
            return "a dictionary"
        case str():
            return f'"{attribute}"'
        case IntegerAttr(value=value, type=type_):
            return f"{value} : {type_}"
        case bool():
            return str(attribute).lower()
        case tuple():
            members: tuple[Any, ...] = attribute  # pyright: ignore[reportUnknownVariableType]
            return f"[{', '.join(map(_words, members))}]"
        case _:
            return "a flag"
