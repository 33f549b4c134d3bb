"""Slots: the operands, attributes, regions and results of an op, in the order of the specification's (I1), (I2), ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..record import record
from .attribute_kinds import AttributeKind, WrongKind, structure
from .typesets import TypeSet

REQUIRED = object()
"""Default of attribute slots that must be given."""


@record
class Operand:
    """A value input. A variadic operand binds to a tuple, an absent optional one to None."""

    name: str
    types: TypeSet
    variadic: bool = False
    optional: bool = False


@record
class Attribute:
    """A static input. `default` is a value, or a function of earlier slots (by parameter name), or REQUIRED.

    `group` names the fields of a structured attribute: each of them is an input of the specification and can be
    bound by its own name, as can the whole.
    """

    name: str
    kind: AttributeKind
    default: Any = REQUIRED
    group: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    def says_nothing(self, attribute: Any) -> bool:
        """Whether leaving the attribute out says the same: it equals a default that depends on nothing."""
        if self.required or self.default is None or callable(self.default):
            return False
        try:
            return bool(self.kind.read(attribute) == self.default)
        except WrongKind:
            return False


@record
class Region:
    """A function input. Constraints see its FunctionType, kernels a `Body`; a variadic one binds to a tuple.

    With `captures` the body may use values defined outside of it; with `multiple_blocks` it need not be one block.
    """

    name: str
    variadic: bool = False


@record
class Result:
    """An output. Constraints and kernels see its type; a variadic one binds to a tuple of types."""

    name: str
    types: TypeSet
    variadic: bool = False


Slot = Operand | Attribute | Region | Result


def operand(name: str, types: TypeSet, *, variadic: bool = False, optional: bool = False) -> Operand:
    """A value input."""
    return Operand(name, types, variadic, optional)


def attribute(name: str, kind: AttributeKind, default: Any | Callable[..., Any] = REQUIRED) -> Attribute:
    """A static input."""
    return Attribute(name, kind, default)


def group(name: str, cls: type[Any], default: Any = REQUIRED) -> Attribute:
    """A structured attribute whose fields are the specification's inputs."""
    return Attribute(name, structure(cls), default, cls.__names__)


def region(name: str, *, variadic: bool = False) -> Region:
    """A function input."""
    return Region(name, variadic)


def result(name: str, types: TypeSet, *, variadic: bool = False) -> Result:
    """An output."""
    return Result(name, types, variadic)
