"""What readers of pretty syntax work on: an operation under construction, and operands before their types are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...spec.lang.op import Op
from ...spec.types import ElementType, Type
from ..ir.core import Operation, Region, Source, Span, Value

if TYPE_CHECKING:
    from ..versions.names import OtherName


class OperandRef(NamedTuple):
    """`%name` or `%name#index` as it stands in the text (offsets `start` to `end`); not yet looked up."""

    name: str
    index: int
    start: int
    end: int

    def span(self, source: Source) -> Span:
        """Where it stands."""
        return Span(source, self.start, self.end)


class OperationState:
    """An operation while it is read. Readers fill everything but the results, which are made from `result_types`.

    `operands`, `attributes` and the regions are those of the operation itself: nothing is copied at the end. Where the
    text calls the operation otherwise than today, `spelled` is that name and `other` says how it is read; `changed`
    says in words what else is written otherwise.
    """

    __slots__ = (
        "attributes", "changed", "name", "op", "operands", "operation", "other", "result_types", "spelled", "start",
    )  # fmt: skip

    def __init__(
        self, name: str, op: Op | None, operation: Operation, start: int, spelled: str, other: OtherName | None
    ) -> None:
        self.name = name
        self.spelled = spelled
        self.other = other
        self.changed: list[str] = []
        self.op = op
        self.operation = operation
        self.operands: list[Value] = operation.operands
        self.attributes: dict[str, Any] = operation.attributes
        self.result_types: list[Type | ElementType] = []
        self.start = start

    @property
    def regions(self) -> list[Region]:
        """The regions so far."""
        return self.operation.regions

    def add_region(self) -> Region:
        """Appends an empty region, to be filled with `Parser.region`."""
        return self.operation.add_region()
