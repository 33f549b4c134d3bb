"""Binding: from what an op is given to values by slot name."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ..types import Type
from .op import Op, parameters
from .slots import Attribute, Operand, Region, Result

T = TypeVar("T")


class WrongCount(Exception):  # noqa: N818 - named after what it says
    """The number of operands, results or regions does not fit the signature; the message says what is expected."""


def distribute(
    slots: Sequence[Operand | Result | Region], values: Sequence[T], what: str, sizes: Sequence[int] | None = None
) -> dict[str, Any]:
    """Values by slot name: a tuple for a variadic slot, None for an absent one.

    `sizes` says how many values each slot gets; without it all variadic slots get equally many. Raises WrongCount.
    """
    if sizes is not None:
        return _by_sizes(slots, values, what, sizes)
    if len(slots) == len(values) and not any(slot.variadic for slot in slots):
        return {slot.name: value for slot, value in zip(slots, values, strict=True)}
    variadic = sum(slot.variadic for slot in slots)
    optional = sum(isinstance(slot, Operand) and slot.optional for slot in slots)
    fixed = len(slots) - variadic - optional
    spare = len(values) - fixed
    per_slot, left = divmod(spare, variadic) if variadic else (0, spare)
    if spare < 0 or left > optional:
        raise WrongCount(f"expected {expected_count(slots)} {what}, found {len(values)}")
    bound: dict[str, Any] = {}
    position = 0
    for slot in slots:
        if slot.variadic:
            bound[slot.name] = tuple(values[position : position + per_slot])
            position += per_slot
        elif isinstance(slot, Operand) and slot.optional and not left:
            bound[slot.name] = None
        else:
            bound[slot.name] = values[position]
            position += 1
    return bound


def _by_sizes(
    slots: Sequence[Operand | Result | Region], values: Sequence[T], what: str, sizes: Sequence[int]
) -> dict[str, Any]:
    """Values of slots all of which are variadic."""
    if len(sizes) != len(slots) or sum(sizes) != len(values) or min(sizes) < 0:
        raise WrongCount(f"expected sizes of {len(slots)} segments of the {len(values)} {what}, found {list(sizes)}")
    ends = list(itertools.accumulate(sizes))
    return {
        slot.name: tuple(values[end - size : end]) for slot, size, end in zip(slots, sizes, ends, strict=True)
    }


def expected_count(slots: Sequence[Operand | Result | Region]) -> str:
    """`2`, `at least 1`, `1 + 2n`: how many values the slots take, in words."""
    variadic = sum(slot.variadic for slot in slots)
    fixed = sum(not slot.variadic and not (isinstance(slot, Operand) and slot.optional) for slot in slots)
    if variadic > 1:
        return f"{fixed} + {variadic}n"
    if variadic:
        return f"at least {fixed}" if fixed else "any number of"
    most = len(slots)
    return str(most) if most == fixed else f"{fixed} to {most}"


def bind_operands(op: Op, operands: Sequence[T]) -> dict[str, Any]:
    """Operands by slot name. Raises WrongCount."""
    return distribute(op.operands, operands, "operands")


def bind_attributes(op: Op, values: Mapping[str, Any], bound: Mapping[str, Any]) -> dict[str, Any]:
    """Attribute values by slot name: those given (by slot, or by field of a group), else defaults, fields unpacked.

    `bound` holds the operand types (or arrays), which defaults may depend on.
    """
    attributes: dict[str, Any] = {}
    for slot in op.attributes:
        value = values.get(slot.name)
        if value is None and slot.group and any(field in values for field in slot.group):
            value = _grouped(slot, values)
        if value is None and not slot.required:
            value = slot.default
            if callable(value):
                value = _call(value, {**bound, **attributes})
        attributes[slot.name] = value
        for field in slot.group:
            attributes[field] = getattr(value, field) if value is not None else None
    return attributes


def apply(
    op: Op, operands: Sequence[Any], types: Sequence[Type], attributes: Mapping[str, Any], results: Sequence[Type]
) -> tuple[Any, ...]:
    """Results of an op applied to arrays of these types; `results` are the types of the results.

    `attributes` are values of attributes and bodies of regions, by slot name. The kernel asks for nothing but slots.
    Raises WrongCount, and what the kernel raises.
    """
    assert op.run is not None
    bound = bind_attributes(op, attributes, bind_operands(op, types))
    bound.update(bind_operands(op, operands))
    bound.update(distribute(op.results, results, "results"))
    bound.update({slot.name: attributes[slot.name] for slot in op.regions})
    made = op.run(*[bound[name] for name in parameters(op.run)])
    return made if isinstance(made, tuple) else (made,)  # pyright: ignore[reportUnknownVariableType]


def _grouped(slot: Attribute, values: Mapping[str, Any]) -> Any:
    """A structured attribute from its fields, as examples give them."""
    cls = slot.kind.type  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType, reportAttributeAccessIssue]
    return cls(**{field: values[field] for field in slot.group if field in values})


def _call(function: Callable[..., Any], bound: Mapping[str, Any]) -> Any:
    return function(*(bound[name] for name in parameters(function)))
