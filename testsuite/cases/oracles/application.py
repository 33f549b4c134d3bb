"""One operation of a program as its oracle sees it, and the table of oracles by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ....interpreter.ir import Operation, Region
from ....spec.lang import Op
from ....spec.types import TensorType
from .tensors import NoOracle, Tensor

Body = Callable[[list[Any]], list[Any]]


@dataclass
class Application:
    """An operation with values for its operands, attributes by slot name (groups by their fields too), and bodies."""

    op: Op
    operation: Operation
    operands: list[Any]
    attributes: dict[str, Any]
    bodies: list[Body]
    call: Callable[[str, list[Any]], list[Any]]
    """Calls a function of the program."""

    def __getitem__(self, name: str) -> Any:
        return self.attributes[name]

    @property
    def result(self) -> TensorType:
        """The declared type of the first result."""
        return self.operation.results[0].type

    @property
    def results(self) -> list[TensorType]:
        return [value.type for value in self.operation.results]

    def plain_body(self, index: int = 0) -> str | None:
        """The mnemonic of the one op of a body that applies it to all its arguments in order (or swapped)."""
        return plain(self.operation.regions[index])


def plain(region: Region) -> str | None:
    """The mnemonic of the op of a region that does nothing else, with its two arguments in any order."""
    block = region.blocks[0]
    if len(block.operations) != 2 or len(block.arguments) != 2:
        return None
    made, ended = block.operations
    whole = list(ended.operands) == list(made.results) and set(map(id, made.operands)) == set(map(id, block.arguments))
    return made.op.mnemonic if whole and made.op is not None and not made.regions else None


Oracle = Callable[[Application], list[Any]]
ORACLES: dict[str, Oracle] = {}
"""By full name of the op."""


def oracle(*names: str) -> Callable[[Oracle], Oracle]:
    """Declares the oracle of ops (of StableHLO, where no dialect is given)."""

    def declare(function: Oracle) -> Oracle:
        for name in names:
            ORACLES[name if "." in name else f"stablehlo.{name}"] = function
        return function

    return declare


def one(tensor: Tensor) -> list[Any]:
    """The results of an op with one."""
    return [tensor]


def integers(tensor: Tensor) -> list[int]:
    """The elements of an integer tensor."""
    return [int(cell) for cell in tensor.cells]


__all__ = ["ORACLES", "Application", "Body", "NoOracle", "Oracle", "Tensor", "integers", "one", "oracle", "plain"]
