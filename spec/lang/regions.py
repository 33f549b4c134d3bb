"""Functions as inputs of ops: what a kernel sees of a region, and how an example writes one.

`Body` is the kernel's view. `sketch` writes a body in Python for examples:

    sketch(lambda x, y: call("add", x, y), scalar_type, scalar_type)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from ..record import record
from ..types import FunctionType, Type

Array = np.ndarray[Any, np.dtype[Any]]
"""A tensor's elements, held in the dtype of their type."""

MOST_DIMENSIONS = 64 if int(np.__version__.partition(".")[0]) >= 2 else 32
"""More dimensions no numpy array has."""


class Body(Protocol):
    """A region (or named function) as a kernel sees it."""

    @property
    def type(self) -> FunctionType:
        """Types of the arguments and of the returned values."""
        ...

    @property
    def elementwise(self) -> bool:
        """Whether the body may be applied to arrays of any one shape instead of scalars, element by element."""
        ...

    @property
    def chooses(self) -> bool:
        """Whether each output is one of the arguments, chosen by nothing but how arguments of one type compare.

        Such a body is elementwise.
        """
        ...

    def ufunc(self, dtype: np.dtype[Any], *, negative_zeros: bool = True) -> np.ufunc | None:
        """The numpy ufunc that does what the body does, where the body is one plain op of its two arguments.

        Without `negative_zeros`: that does it on elements none of which is a negative zero.
        """
        ...

    def __call__(self, *arguments: Any) -> tuple[Any, ...]:
        """Runs the body on arrays (or, where `elementwise`, on arrays of any one shape)."""
        ...


class Call:
    """One op in a sketched body. `call[i]` is its i-th result; the call itself stands for the first."""

    def __init__(
        self, op: str, operands: tuple[Node, ...], attributes: dict[str, Any], types: tuple[Type, ...]
    ) -> None:
        self.op = op
        self.operands = operands
        self.attributes = attributes
        self.types = types

    def __getitem__(self, index: int) -> Output:
        return Output(self, index)

    @property
    def results(self) -> tuple[Output, ...]:
        """All results."""
        return tuple(Output(self, index) for index in range(len(self.types)))


class Inlined(Call):
    """The operations of a program's region on other arguments, in the decomposition of the op that has the region.

    `expand` writes them: it takes the program's values for the operands, and what puts one operation in its place; it
    gives the values that the region returns.
    """

    def __init__(
        self,
        operands: tuple[Node, ...],
        types: tuple[Type, ...],
        expand: Callable[[list[Any], Callable[[Any], Any]], Sequence[Any]],
    ) -> None:
        super().__init__("", operands, {}, types)
        self.expand = expand


@record
class Parameter:
    """An argument of a sketched body."""

    index: int
    type: Type


@record
class Output:
    """One result of a call."""

    call: Call
    index: int

    @property
    def type(self) -> Type:
        return self.call.types[self.index]


Node = Parameter | Output


def _node(value: Node | Call) -> Node:
    """A value of a body; what stands for one (see families/expressions.py) holds it in `node`."""
    return Output(value, 0) if isinstance(value, Call) else getattr(value, "node", value)


def call(op: str, *operands: Node | Call, types: Sequence[Type] | None = None, **attributes: Any) -> Call:
    """An op applied to values of the sketched body; result types are inferred where the op can, else given."""
    from .registry import find

    nodes = tuple(_node(value) for value in operands)
    if types is None:
        declared = find(op if "." in op else f"stablehlo.{op}")
        assert declared is not None, f"no op {op}"
        types = declared.infer_types([node.type for node in nodes], attributes)
    return Call(op, nodes, attributes, tuple(types))


@record
class Sketch:
    """A body written for an example: arguments, and a function of them that gives what is returned.

    It is called when somebody first asks: examples are declared wherever an op is loaded, and seldom read.
    """

    inputs: tuple[Type, ...]
    build: Callable[..., Any] = field(compare=False)

    @cached_property
    def outputs(self) -> tuple[Node, ...]:
        """The values that the body returns. All its ops are reachable from them."""
        built = self.build(*(Parameter(i, type_) for i, type_ in enumerate(self.inputs)))
        return tuple(_node(value) for value in (built if isinstance(built, (tuple, list)) else (built,)))

    @property
    def type(self) -> FunctionType:
        return FunctionType(self.inputs, tuple(node.type for node in self.outputs))

    def calls(self) -> list[Call]:
        """Every op of the body, each after those whose results it uses."""
        ordered: list[Call] = []
        seen: set[int] = set()

        def visit(node: Node) -> None:
            if isinstance(node, Output) and id(node.call) not in seen:
                seen.add(id(node.call))
                for operand in node.call.operands:
                    visit(operand)
                ordered.append(node.call)

        for node in self.outputs:
            visit(node)
        return ordered


def sketch(build: Callable[..., Any], *inputs: Type) -> Sketch:
    """A body: `build` gets one value an input and returns one value or several."""
    return Sketch(inputs, build)
