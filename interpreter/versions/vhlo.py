"""VHLO, the versioned copy of StableHLO that portable artifacts hold: which op a versioned one is, and its attributes.

An op of VHLO has StableHLO's mnemonic and a version: `add_v1`. It differs in its attributes, and in nothing else:

- all of them are given, also those that say what is the default;
- structured attributes are given field by field, channels by `channel_id` and `channel_type`;
- arrays of numbers are tensor constants, flags booleans, symbols strings;
- what is absent is the type `none`.

The slots of today's declaration tell what each of them is. Versions of one op differ in which attributes they have,
and in how many operands they take; so one rule reads them all.
"""

from __future__ import annotations

import re
from typing import Any

from ...spec.attributes import ArrayAttr, DictAttr, IntegerAttr, Literal, StructAttribute, SymbolRef
from ...spec.attributes.channel_handle import ChannelHandle
from ...spec.attributes.comparison_type import ComparisonType
from ...spec.attributes.precision import Precision
from ...spec.lang.attribute_kinds import InstanceKind, ListKind
from ...spec.lang.op import Op
from ...spec.lang.registry import find
from ...spec.lang.slots import Attribute
from ...spec.types import NoneType
from .kinds import ABSENT, of_today, structure

SECOND_VERSIONS = {
    "all_gather": "1.5.0", "all_reduce": "1.5.0", "all_to_all": "1.5.0", "cbrt": "1.10.0",
    "collective_broadcast": "1.20.0", "composite": "1.14.0", "cosine": "1.10.0", "custom_call": "1.18.0",
    "dot_general": "1.6.0", "dynamic_conv": "0.20.0", "dynamic_gather": "1.1.0", "exponential": "1.9.0",
    "exponential_minus_one": "1.10.0", "gather": "1.1.0", "log": "1.10.0", "log_plus_one": "1.10.0",
    "logistic": "1.10.0", "recv": "1.12.0", "rsqrt": "1.10.0", "scatter": "1.1.0", "send": "1.12.0", "sine": "1.10.0",
    "sqrt": "1.10.0", "tan": "1.10.0", "tanh": "1.10.0",
}  # fmt: skip
"""Ops that have a second version, and the version of StableHLO that brought it. All others have one."""

_OUTSIDE = {"func": "func.func", "call": "func.call"}
_NAME = re.compile(r"vhlo\.(.+)_v([0-9]{1,4})")
_USUAL: dict[str, Any] = {
    "window_strides": 1, "base_dilations": 1, "window_dilations": 1, "lhs_dilation": 1, "rhs_dilation": 1,
    "padding": 0, "window_reversal": False, "precision_config": Precision.DEFAULT,
    "compare_type": ComparisonType.NOTYPE,
}  # fmt: skip
"""What attributes whose default depends on operands have in all places where they say the default."""

_LAYOUTS = ("operand_layouts", "result_layouts")


def op_of(name: str, *, in_function: bool) -> Op | str | None:
    """Today's op for a name of VHLO; what is wrong with it in words; None for names of other dialects.

    A return ends a function where it stands in one, else a region.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return "names in 'vhlo' end with a version, like add_v1" if name.startswith("vhlo.") else None
    mnemonic, version = match[1], int(match[2])
    today = _OUTSIDE.get(mnemonic) or (f"{'func' if in_function else 'stablehlo'}.{_RETURN}" if mnemonic == _RETURN
                                       else f"stablehlo.{mnemonic}")  # fmt: skip
    op = find(today)
    if op is None:
        return None
    newest = latest_version(mnemonic)
    return op if 1 <= version <= newest else f"'{mnemonic}' has {newest} version{'s' if newest > 1 else ''}"


_RETURN = "return"


def latest_version(mnemonic: str) -> int:
    """How many versions an op has."""
    return 2 if mnemonic in SECOND_VERSIONS else 1


def unfold(op: Op, attributes: dict[str, Any]) -> None:
    """Turns the attributes of a versioned operation into those of today's op. What is not understood stays."""
    for name in [name for slot in op.attributes for name in (slot.name, *slot.group)]:
        if isinstance(attributes.get(name), NoneType):
            del attributes[name]
    _join_channel(op, attributes)
    for slot in op.attributes:
        if isinstance(slot.kind, InstanceKind) and issubclass(slot.kind.type, StructAttribute):
            _join_fields(slot, attributes)
    for slot in op.attributes:
        if slot.name in attributes:
            _convert(slot, attributes)
    _leave_out_defaults(op, attributes)
    if op.name == "stablehlo.dynamic_conv":
        attributes.pop("padding", None)  # in version 1; the operand says it


def _join_channel(op: Op, attributes: dict[str, Any]) -> None:
    number, type_ = attributes.get("channel_id"), attributes.get("channel_type")
    if isinstance(number, IntegerAttr) and any(slot.name == "channel_handle" for slot in op.attributes):
        attributes["channel_handle"] = ChannelHandle(number.value, type_.value if isinstance(type_, IntegerAttr) else 0)
        attributes.pop("channel_id")
        attributes.pop("channel_type", None)


def _join_fields(slot: Attribute, attributes: dict[str, Any]) -> None:
    fields = {name: attributes[name] for name in slot.group if name in attributes}
    if not fields or slot.name in attributes:
        return
    made = structure(slot.kind.type, fields)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    if made is not None:
        attributes[slot.name] = made
        for name in fields:
            del attributes[name]


def _convert(slot: Attribute, attributes: dict[str, Any]) -> None:
    value = attributes[slot.name]
    match slot.kind:
        case InstanceKind(type=type_) if type_ is SymbolRef and isinstance(value, str):
            value = SymbolRef(value)
        case ListKind(member=InstanceKind(type=type_)) if type_ is SymbolRef and isinstance(value, tuple):
            names: tuple[Any, ...] = value  # pyright: ignore[reportUnknownVariableType]
            value = tuple(SymbolRef(one) if isinstance(one, str) else one for one in names)
        case _:
            value = of_today(slot.kind, value)
    if value is ABSENT:
        del attributes[slot.name]
    else:
        attributes[slot.name] = value


def _leave_out_defaults(op: Op, attributes: dict[str, Any]) -> None:
    kept = {name for name in _LAYOUTS if any(attributes.get(one) for one in _LAYOUTS)}
    for slot in op.attributes:
        value = attributes.get(slot.name)
        if value is None or slot.required or slot.name in kept:
            continue
        empty = slot.default is None and _is_empty(value)
        usual = callable(slot.default) and slot.name in _USUAL and _is_all(value, _USUAL[slot.name])
        if empty or usual or slot.says_nothing(value):
            del attributes[slot.name]


def _is_empty(value: Any) -> bool:
    match value:
        case Literal(array=array):
            return array.size == 0
        case ArrayAttr(values=values):
            return not values
        case DictAttr(entries=entries):
            return not entries
        case str() | tuple():
            return not value
        case _:
            return False


def _is_all(value: Any, usual: Any) -> bool:
    match value:
        case Literal(array=array):
            return array.size > 0 and bool((array == usual).all())
        case ArrayAttr(values=values):
            return bool(values) and all(one == usual for one in values)
        case tuple():
            return all(one is usual for one in value)  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value is usual
